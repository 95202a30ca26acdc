import type { MergeContext, MergePart } from '../merges/part'
import { phoneContext } from './phoneText'
import { giveBinding } from './phones'

interface MovedIdentities {
  identityIds: string[]
  unionids: string[]
  /** The number that the other account had, sealed; null without one. */
  phone: { mark: string; sealed: string; verifiedAt: string } | null
}

/**
 * The ways to sign in. WeChat identities and union links move. The number moves where the survivor has none; else it
 * stays where it is and signs in to the survivor all the same (`findOwner`), since an account shows one number.
 */
export const identityMergePart: MergePart<MovedIdentities> = {
  kind: 'signIns',

  preview: () => Promise.resolve(null),

  async join(context) {
    const { trx, survivorId, otherId } = context
    const identities = await trx.updateTable('identity').set({ user_id: survivorId }).where('user_id', '=', otherId).returning('id').execute()
    const unions = await trx.updateTable('union_link').set({ user_id: survivorId }).where('user_id', '=', otherId).returning('unionid').execute()
    const unionids = unions.map((row) => row.unionid)
    if (unionids.length > 0) await trx.deleteFrom('union_conflict').where('user_id', '=', survivorId).where('unionid', 'in', unionids).execute()
    return { identityIds: identities.map((row) => row.id), unionids, phone: await joinPhone(context) }
  },

  async undo(context, { identityIds, unionids, phone }) {
    const { trx, survivorId, otherId } = context
    if (identityIds.length > 0) await trx.updateTable('identity').set({ user_id: otherId }).where('user_id', '=', survivorId).where('id', 'in', identityIds).execute()
    if (unionids.length > 0) await undoUnions(context, unionids)
    if (phone) await undoPhone(context, phone)
  },
}

/** Keyed hash of the number that came over with a merge, by its record; null without one. */
export function movedNumber(moved: Record<string, unknown> | null): string | null {
  const record = moved?.[identityMergePart.kind] as MovedIdentities | undefined
  return record?.phone?.mark ?? null
}

async function joinPhone({ trx, vault, mergeId, survivorId, otherId }: MergeContext): Promise<MovedIdentities['phone']> {
  const number = await trx.selectFrom('phone_binding').selectAll().where('user_id', '=', otherId).executeTakeFirst()
  if (!number) return null
  const phone = vault.open(number.phone, phoneContext(otherId))
  const own = await trx.selectFrom('phone_binding').select('phone_mark').where('user_id', '=', survivorId).executeTakeFirst()
  if (!own) await giveBinding(trx, { vault }, number.phone_mark, phone, survivorId)
  return { mark: number.phone_mark, sealed: vault.seal(phone, recordContext(mergeId)), verifiedAt: number.verified_at.toISOString() }
}

/** A WeChat app that was first used since came in by the link, and goes with it; the survivor's own identities lose it again. */
async function undoUnions({ trx, survivorId, otherId, mergeId }: MergeContext, unionids: string[]): Promise<void> {
  const joined = trx.selectFrom('account_merge').select('joined_at').where('id', '=', mergeId)
  await trx.updateTable('union_link').set({ user_id: otherId }).where('user_id', '=', survivorId).where('unionid', 'in', unionids).execute()
  const linked = trx.updateTable('identity').where('user_id', '=', survivorId).where('unionid', 'in', unionids)
  await linked.set({ user_id: otherId }).where('created_at', '>', joined).execute()
  await linked.set({ unionid: null }).execute()
}

/** The number goes back, also if the survivor has given it up since; one that somebody else verified since stays with him. */
async function undoPhone({ trx, vault, survivorId, otherId, mergeId }: MergeContext, { mark, sealed, verifiedAt }: NonNullable<MovedIdentities['phone']>): Promise<void> {
  const phone = vault.open(sealed, recordContext(mergeId))
  const bound = await trx.selectFrom('phone_binding').select('user_id').where('phone_mark', '=', mark).executeTakeFirst()
  if (bound?.user_id === survivorId) return giveBinding(trx, { vault }, mark, phone, otherId)
  await trx
    .insertInto('phone_binding')
    .values({ phone_mark: mark, user_id: otherId, phone: vault.seal(phone, phoneContext(otherId)), verified_at: new Date(verifiedAt) })
    .onConflict((oc) => oc.column('phone_mark').doNothing())
    .execute()
}

/** Names the record that a sealed number belongs to. */
function recordContext(mergeId: string): string {
  return `account_merge/${mergeId}/signIns`
}

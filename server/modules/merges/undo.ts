import type { Transaction } from 'kysely'
import type { Database } from '../../database/schema'
import { inTransaction } from '../../database/transaction'
import { problem } from '../../errors'
import { recordEvent } from '../identity/authEvents'
import type { Caller } from '../identity/client'
import type { IdentityDeps } from '../identity/deps'
import { movedNumber } from '../identity/merge'
import { findOwner } from '../identity/phones'
import { requireProof } from '../identity/proofs'
import type { Session } from '../identity/sessions'
import { findIdentityOwner } from '../identity/wechatIdentities'
import { mergeParts } from './parts'
import { findLastJoined, findMerge, hasOther, lockMerge, undoEnd } from './state'
import type { AccountMerge } from './tables'

type Trx = Transaction<Database>
type Joined = AccountMerge & { other_id: string }

/**
 * Parts two accounts that were joined within seven days: every row that came over and is still there goes back, and the
 * other account lives again. All other sessions end, since some may have come in through the other account; so does this
 * one unless it is certain that it did not. Answers whether this session goes on. Done as well when it was undone before.
 */
export async function undoMerge(deps: IdentityDeps, session: Session, id: string, caller: Caller): Promise<boolean> {
  const { userId } = session
  const goesOn = await inTransaction(deps.db, async (trx) => {
    const seen = await findMerge(trx, userId, id)
    if (seen.status === 'undone') return true
    await requireProof(trx, session, deps.clock.now())
    if (!hasOther(seen)) throw problem('merge_closed')
    const merge = await lockMerge(trx, seen)
    if (merge.status === 'undone') return true
    await checkUndoable(trx, merge, deps.clock.now())
    await part(trx, deps, seen, merge)
    const isOwn = await isOfSurvivor(trx, session, merge)
    await deps.sessions.endAll(trx, userId, isOwn ? session.id : null)
    const event = { kind: 'mergeUndo', result: 'ok' } as const
    await recordEvent(deps, caller, { ...event, userId, otherUserId: seen.other_id, sessionId: session.id, detail: 'lets go' }, trx)
    await recordEvent(deps, caller, { ...event, userId: seen.other_id, otherUserId: userId, detail: 'out of' }, trx)
    return isOwn
  })
  deps.sessions.forgetUser(userId)
  return goesOn
}

async function checkUndoable(trx: Trx, merge: AccountMerge, now: number): Promise<void> {
  if (merge.status !== 'joined') throw problem('merge_closed')
  if (now >= undoEnd(merge)) throw problem('merge_final')
  if ((await findLastJoined(trx, merge.survivor_id))?.id !== merge.id) throw problem('merge_not_last')
}

async function part(trx: Trx, deps: IdentityDeps, { id, survivor_id, other_id }: Joined, { moved }: AccountMerge): Promise<void> {
  const record = moved ?? {}
  const context = { trx, vault: deps.vault, mergeId: id, survivorId: survivor_id, otherId: other_id }
  for (const one of [...mergeParts].reverse()) {
    // A kind that is newer than this merge moved nothing then.
    if (one.kind in record) await one.undo(context, record[one.kind])
  }
  await trx.updateTable('user_account').set({ status: 'active', merged_into: null }).where('id', '=', other_id).execute()
  await trx
    .updateTable('account_merge')
    .set({ status: 'undone', undone_at: new Date(deps.clock.now()), moved: null })
    .where('id', '=', id)
    .execute()
}

/**
 * False for a session whose WeChat, or whose number, is the other account's again. Call it once the two are parted. The
 * sign-in by a number is a proof by itself: whoever made it would otherwise keep an account that is not his.
 */
async function isOfSurvivor(trx: Trx, session: Session, merge: AccountMerge): Promise<boolean> {
  const row = await trx.selectFrom('session').select(['created_at', 'phone_mark']).where('id', '=', session.id).executeTakeFirst()
  if (!row) return false
  // The other account's own sessions ended as it was joined.
  if (merge.joined_at !== null && row.created_at < merge.joined_at) return true
  if (session.identityId !== null) return (await findIdentityOwner(trx, session.identityId)) === merge.survivor_id
  if (row.phone_mark === null || row.phone_mark === movedNumber(merge.moved)) return false
  const owner = await findOwner(trx, row.phone_mark)
  // Nobody's: the survivor has another number by now.
  return owner === null || owner === merge.survivor_id
}

import type { Transaction } from 'kysely'
import type { Database } from '../../database/schema'
import { inTransaction } from '../../database/transaction'
import { problem } from '../../errors'
import { recordEvent } from '../identity/authEvents'
import type { Caller } from '../identity/client'
import type { IdentityDeps } from '../identity/deps'
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
 * one if it did. Answers whether this session goes on. Done as well when it was undone before.
 */
export async function undoMerge(deps: IdentityDeps, session: Session, id: string, caller: Caller): Promise<boolean> {
  const { userId } = session
  const goesOn = await inTransaction(deps.db, async (trx) => {
    const seen = await findMerge(trx, userId, id)
    if (seen.status === 'undone') return true
    requireProof(session, deps.clock.now())
    if (!hasOther(seen)) throw problem('merge_closed')
    const merge = await lockMerge(trx, seen)
    if (merge.status === 'undone') return true
    await checkUndoable(trx, merge, deps.clock.now())
    await part(trx, deps, seen, merge)
    const isOwn = await isOfSurvivor(trx, session, userId)
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

/** False for a session whose WeChat went back to the other account. */
async function isOfSurvivor(trx: Trx, session: Session, userId: string): Promise<boolean> {
  return session.identityId === null || (await findIdentityOwner(trx, session.identityId)) === userId
}

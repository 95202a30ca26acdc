import type { Transaction } from 'kysely'
import type { Database } from '../../database/schema'
import { inTransaction } from '../../database/transaction'
import { problem } from '../../errors'
import { recordEvent } from '../identity/authEvents'
import type { Caller } from '../identity/client'
import type { IdentityDeps } from '../identity/deps'
import { requireProof } from '../identity/proofs'
import type { Session } from '../identity/sessions'
import { mergeParts } from './parts'
import { checkJoinable, findMerge, hasOther, isOpen, isOtherProven, lockMerge } from './state'
import type { AccountMerge } from './tables'

type Trx = Transaction<Database>

/**
 * Joins the other account into the session's: everything in `mergeParts` comes over, the other's sessions end, and from
 * here on it signs in to this one. Answers the session's new token; null when it was joined before, by a repeated tap.
 */
export async function confirmMerge(deps: IdentityDeps, session: Session, id: string, caller: Caller): Promise<string | null> {
  const { userId } = session
  const done = await inTransaction(deps.db, async (trx) => {
    const seen = await findMerge(trx, userId, id)
    if (seen.status === 'joined') return null
    await requireProof(trx, session, deps.clock.now())
    if (!hasOther(seen)) throw problem(isOpen(seen, deps.clock.now()) ? 'merge_not_proven' : 'merge_closed')
    const merge = await lockMerge(trx, seen)
    if (merge.status === 'joined') return null
    await checkReady(trx, deps, merge)
    await join(trx, deps, seen)
    const event = { kind: 'merge', result: 'ok' } as const
    await recordEvent(deps, caller, { ...event, userId, otherUserId: seen.other_id, sessionId: session.id, detail: 'takes in' }, trx)
    await recordEvent(deps, caller, { ...event, userId: seen.other_id, otherUserId: userId, detail: 'into' }, trx)
    return { token: await deps.sessions.rotate(trx, session), otherId: seen.other_id }
  })
  if (done === null) return null
  deps.sessions.forgetUser(done.otherId)
  return done.token
}

/** Under the lock: what was true when the preview was shown may not be so any more. */
async function checkReady(trx: Trx, deps: IdentityDeps, merge: AccountMerge): Promise<void> {
  const now = deps.clock.now()
  if (!isOpen(merge, now) || !hasOther(merge)) throw problem('merge_closed')
  if (!isOtherProven(merge, now)) throw problem('merge_not_proven')
  const own = await trx.selectFrom('user_account').select('status').where('id', '=', merge.survivor_id).executeTakeFirst()
  // Joined into the other one a moment ago, from there.
  if (own?.status !== 'active') throw problem('session_expired')
  await checkJoinable(trx, merge.other_id, now)
}

async function join(trx: Trx, deps: IdentityDeps, { id, survivor_id, other_id }: AccountMerge & { other_id: string }): Promise<void> {
  const now = new Date(deps.clock.now())
  const context = { trx, vault: deps.vault, mergeId: id, survivorId: survivor_id, otherId: other_id }
  const moved: Record<string, unknown> = {}
  for (const part of mergeParts) moved[part.kind] = await part.join(context)
  await deps.sessions.endAll(trx, other_id)
  // It was proven just now: an undo must not give back an account that counts as dormant.
  await trx.updateTable('user_account').set({ status: 'merged', merged_into: survivor_id, last_signed_in_at: now }).where('id', '=', other_id).execute()
  await trx
    .updateTable('account_merge')
    .set({ status: 'joined', joined_at: now, moved: JSON.stringify(moved) })
    .where('id', '=', id)
    .execute()
}

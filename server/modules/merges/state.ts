import type { Kysely, Transaction } from 'kysely'
import type { MergeSide } from '@contract/merges'
import { MERGE_UNDO_DAYS } from '@contract/limits'
import type { Database } from '../../database/schema'
import { problem } from '../../errors'
import { hasFreshProof, PROOF_LIFE_MS } from '../identity/proofs'
import type { Session } from '../identity/sessions'
import type { AccountMerge } from './tables'

type Db = Kysely<Database>
type Trx = Transaction<Database>

/** A merge that nobody came back to for this long is over. */
export const OPEN_LIFE_MS = 30 * 60_000
export const UNDO_LIFE_MS = MERGE_UNDO_DAYS * 86_400_000

/** The shopper's own merge. Throws `not_found` for another's: it does not exist here. */
export async function findMerge(db: Db, userId: string, id: string): Promise<AccountMerge> {
  const row = await db.selectFrom('account_merge').selectAll().where('survivor_id', '=', userId).where('id', '=', id).executeTakeFirst()
  if (!row) throw problem('not_found')
  return row
}

export function isOpen(merge: AccountMerge, now: number): boolean {
  return merge.status === 'open' && now - merge.created_at.getTime() <= OPEN_LIFE_MS
}

/** Proofs that are missing or too old. */
export async function missingProofs(db: Db, merge: AccountMerge, session: Session, now: number): Promise<MergeSide[]> {
  const isOwnFresh = await hasFreshProof(db, session, now)
  return [...(isOtherProven(merge, now) ? [] : (['other'] as const)), ...(isOwnFresh ? [] : (['own'] as const))]
}

export function isOtherProven({ other_proven_at }: AccountMerge, now: number): boolean {
  return other_proven_at !== null && now - other_proven_at.getTime() <= PROOF_LIFE_MS
}

/** Milliseconds. Until when a join can be undone. */
export function undoEnd({ joined_at }: AccountMerge): number {
  return (joined_at?.getTime() ?? 0) + UNDO_LIFE_MS
}

/** The survivor's join that nothing else was joined on top of: the only one that can be undone. */
export async function findLastJoined(db: Db, survivorId: string): Promise<AccountMerge | undefined> {
  return db
    .selectFrom('account_merge')
    .selectAll()
    .where('survivor_id', '=', survivorId)
    .where('status', '=', 'joined')
    .orderBy('joined_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/**
 * Whether an account may be joined into another. Throws `account_limited` for a disabled one, `merge_closed` for one that was
 * joined elsewhere meanwhile, and `merge_recent` while
 * one that it took in itself can still be undone: otherwise that undo would have nobody left to ask for it.
 */
export async function checkJoinable(db: Db, otherId: string, now: number): Promise<void> {
  const row = await db.selectFrom('user_account').select('status').where('id', '=', otherId).executeTakeFirst()
  if (row?.status === 'merged') throw problem('merge_closed')
  if (row?.status !== 'active') throw problem('account_limited')
  const last = await findLastJoined(db, otherId)
  if (last && now < undoEnd(last)) throw problem('merge_recent')
}

/**
 * Locks the two users, lower id first, so that two merges of the same two never wait for each other; then the merge.
 * Answers it as it is under the lock.
 */
export async function lockMerge(trx: Trx, merge: AccountMerge & { other_id: string }): Promise<AccountMerge> {
  for (const id of [merge.survivor_id, merge.other_id].sort()) {
    await trx.selectFrom('user_account').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
  }
  return trx.selectFrom('account_merge').selectAll().where('id', '=', merge.id).forUpdate().executeTakeFirstOrThrow()
}

export function hasOther(merge: AccountMerge): merge is AccountMerge & { other_id: string } {
  return merge.other_id !== null
}

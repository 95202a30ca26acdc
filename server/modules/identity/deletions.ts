import type { Kysely, Transaction } from 'kysely'
import { DELETION_COOL_OFF_DAYS } from '@contract/limits'
import type { Database } from '../../database/schema'
import type { IdentityDeps } from './deps'

type Trx = Transaction<Database>

export const COOL_OFF_MS = DELETION_COOL_OFF_DAYS * 86_400_000

/** When an account that is being deleted will be erased; null for any other. */
export async function findDeletionDue(db: Kysely<Database>, userId: string): Promise<Date | null> {
  const row = await db.selectFrom('account_deletion').select('due_at').where('user_id', '=', userId).executeTakeFirst()
  return row?.due_at ?? null
}

/** Closes the account and ends its sessions. Lock the user first. Answers when it will be erased. */
export async function insertDeletion(trx: Trx, deps: Pick<IdentityDeps, 'clock'>, userId: string): Promise<Date> {
  const now = deps.clock.now()
  const dueAt = new Date(now + COOL_OFF_MS)
  await trx.updateTable('user_account').set({ status: 'deleting' }).where('id', '=', userId).execute()
  await trx.insertInto('account_deletion').values({ user_id: userId, requested_at: new Date(now), due_at: dueAt }).execute()
  await trx.deleteFrom('session').where('user_id', '=', userId).execute()
  return dueAt
}

/** Opens the account again. False when there is no deletion, or it is due: from then on its rows may go at any moment. */
export async function undoDeletion(trx: Trx, deps: Pick<IdentityDeps, 'clock'>, userId: string): Promise<boolean> {
  // The user's row first, as an erasure takes it: in another order the two would wait for each other.
  await trx.selectFrom('user_account').select('id').where('id', '=', userId).forUpdate().execute()
  const undone = await trx
    .deleteFrom('account_deletion')
    .where('user_id', '=', userId)
    .where('due_at', '>', new Date(deps.clock.now()))
    .executeTakeFirst()
  if (undone.numDeletedRows === 0n) return false
  await trx.updateTable('user_account').set({ status: 'active' }).where('id', '=', userId).where('status', '=', 'deleting').execute()
  return true
}

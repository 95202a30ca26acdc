import type { Kysely } from 'kysely'
import type { Database } from '../../database/schema'
import { OPEN_LIFE_MS, UNDO_LIFE_MS } from './state'

/** Forgets what was started and never joined, and what a join that is final moved: both hold numbers. */
export async function sweepMerges(db: Kysely<Database>, now: number): Promise<void> {
  await db
    .deleteFrom('account_merge')
    .where('status', 'in', ['open', 'cancelled'])
    .where('created_at', '<', new Date(now - OPEN_LIFE_MS))
    .execute()
  await db
    .updateTable('account_merge')
    .set({ moved: null, phone: null })
    .where('status', '=', 'joined')
    .where('joined_at', '<=', new Date(now - UNDO_LIFE_MS))
    .where('moved', 'is not', null)
    .execute()
}

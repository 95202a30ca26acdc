import type { Kysely } from 'kysely'
import type { Database } from '../../database/schema'

/** A day longer than a hit may be old: until then a phone may send it again. */
const KEPT_MS = 2 * 86_400_000

/** Claims the ids and answers those that were free: of two requests with the same hit one gets it. */
export async function claim(db: Kysely<Database>, ids: readonly string[], now: number): Promise<Set<string>> {
  const receivedAt = new Date(now)
  const rows = await db
    .insertInto('analytics_receipt')
    .values([...new Set(ids)].map((id) => ({ id, received_at: receivedAt })))
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** Gives claimed ids back, so that the phone may send them again. */
export async function release(db: Kysely<Database>, ids: ReadonlySet<string>): Promise<void> {
  await db.deleteFrom('analytics_receipt').where('id', 'in', [...ids]).execute()
}

/** Forgets what no phone sends again. */
export async function sweepReceipts(db: Kysely<Database>, now: number): Promise<void> {
  await db.deleteFrom('analytics_receipt').where('received_at', '<', new Date(now - KEPT_MS)).execute()
}

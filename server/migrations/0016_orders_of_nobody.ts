import type { Kysely } from 'kysely'

/** An order outlives the account that it was made from: then it is nobody's. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('shop_order').alterColumn('user_id', (c) => c.dropNotNull()).execute()
}

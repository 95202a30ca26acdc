import type { Kysely } from 'kysely'

/**
 * What a shopper has taken off the list of his dates. It hangs on the order and knows no user: whoever the order belongs to,
 * through a merge and back, it is his.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('finished_line')
    .addColumn('order_id', 'uuid', (c) => c.notNull().references('shop_order.id').onDelete('cascade'))
    .addColumn('batch_id', 'uuid', (c) => c.notNull())
    .addColumn('finished_at', 'timestamptz', (c) => c.notNull())
    .addPrimaryKeyConstraint('finished_line_pkey', ['order_id', 'batch_id'])
    .execute()
}

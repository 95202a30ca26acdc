import { sql, type Kysely } from 'kysely'

/** Photos that shoppers add to the wish for a refund. They come before the wish: until then no refund has them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('refund_photo')
    .addColumn('id', 'uuid', (c) => c.primaryKey())
    .addColumn('order_id', 'uuid', (c) => c.notNull().references('shop_order.id').onDelete('cascade'))
    .addColumn('refund_id', 'uuid', (c) => c.references('refund.id').onDelete('cascade'))
    .addColumn('position', 'integer')
    .addColumn('content', 'bytea', (c) => c.notNull())
    .addColumn('created_at', 'timestamptz', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('refund_photo_order').on('refund_photo').columns(['order_id', 'created_at']).execute()
  await sql`create index refund_photo_waiting on refund_photo (created_at) where refund_id is null`.execute(db)
}

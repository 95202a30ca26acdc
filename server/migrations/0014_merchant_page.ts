import { sql, type Kysely } from 'kysely'

/** What the merchant's web page needs: roles, sessions, and indexes for lists over all shoppers. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Whoever was an operator before there were roles did everything.
  await db.schema
    .alterTable('merchant_operator')
    .addColumn('role', 'text', (c) => c.notNull().defaultTo('manager').check(sql`role in ('packer', 'service', 'manager')`))
    .execute()
  await db.schema.alterTable('merchant_operator').alterColumn('role', (c) => c.dropDefault()).execute()
  await db.schema
    .createTable('merchant_session')
    .addColumn('token_hash', 'text', (c) => c.primaryKey())
    .addColumn('operator', 'text', (c) => c.notNull().references('merchant_operator.name').onDelete('cascade'))
    .addColumn('created_at', 'timestamptz', (c) => c.notNull())
    .addColumn('expires_at', 'timestamptz', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('merchant_session_expiry').on('merchant_session').column('expires_at').execute()
  await db.schema.createIndex('shop_order_by_status').on('shop_order').columns(['status', 'created_at', 'id']).execute()
  await db.schema.createIndex('merchant_event_latest').on('merchant_event').columns(['at', 'id']).execute()
  await db.schema.createIndex('merchant_event_batch').on('merchant_event').columns(['batch_id', 'at']).execute()
  await db.schema.createIndex('batch_by_expiry').on('batch').columns(['expires_on', 'id']).execute()
}

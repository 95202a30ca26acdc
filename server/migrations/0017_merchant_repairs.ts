import { sql, type Kysely } from 'kysely'

/** What the merchant can put right: refunds that WeChat does not carry out, a parcel's wrong number, and an order that cannot be sent. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await repairRefunds(db)
  // Counts what WeChat is to be told about one parcel: from the second on it is a correction.
  await db.schema.alterTable('shipping_upload').addColumn('revision', 'integer', (c) => c.notNull().defaultTo(1)).execute()
}

async function repairRefunds(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('refund')
    // How WeChat ended it without success. Null also for what failed before this was kept: the next sweep asks.
    .addColumn('failure', 'text', (c) => c.check(sql`failure in ('abnormal', 'closed')`))
    // WeChat's code of the last refusal, such as NOT_ENOUGH.
    .addColumn('refusal', 'text')
    .addColumn('refused_at', 'timestamptz')
    .execute()
  await sql`alter table refund drop constraint refund_status_check`.execute(db)
  await sql`alter table refund add constraint refund_status_check check (status in ('requested', 'approved', 'processing', 'succeeded', 'rejected', 'failed', 'returned'))`.execute(db)
  await sql`alter table refund drop constraint refund_kind_check`.execute(db)
  await sql`alter table refund add constraint refund_kind_check check (kind in ('requested', 'latePayment', 'doublePayment', 'calledOff'))`.execute(db)
  await sql`drop index refund_due`.execute(db)
  await sql`create index refund_due on refund (next_try_at) where status in ('approved', 'processing', 'failed')`.execute(db)
}

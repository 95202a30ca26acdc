import { sql, type Kysely } from 'kysely'

/** Refunds of single lines, and the mark of a try to pay one back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createLines(db)
  // A payment goes back in parts, one after the other: how much of it is left is reckoned while the order is locked.
  await sql`drop index refund_once`.execute(db)
  await sql`create unique index refund_one_at_a_time on refund (payment_id) where status in ('requested', 'approved', 'processing', 'failed')`.execute(db)
  // Since when WeChat is being asked to pay it back, until it has answered.
  await db.schema.alterTable('refund').addColumn('trying_since', 'timestamptz').execute()
}

async function createLines(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('refund_line')
    .addColumn('refund_id', 'uuid', (c) => c.notNull().references('refund.id').onDelete('cascade'))
    .addColumn('batch_id', 'uuid', (c) => c.notNull())
    .addColumn('quantity', 'integer', (c) => c.notNull().check(sql`quantity > 0`))
    // Without freight, which goes back with the last line and belongs to none.
    .addColumn('amount_cents', 'integer', (c) => c.notNull().check(sql`amount_cents >= 0`))
    .addPrimaryKeyConstraint('refund_line_pkey', ['refund_id', 'batch_id'])
    .execute()
  // So far it was the whole order each time. To a payment that came twice no goods belong.
  await sql`
    insert into refund_line (refund_id, batch_id, quantity, amount_cents)
    select r.id, l.batch_id, sum(l.quantity), sum(l.quantity * l.price_cents)
    from refund as r inner join order_line as l on l.order_id = r.order_id
    where r.kind <> 'doublePayment'
    group by r.id, l.batch_id`.execute(db)
}

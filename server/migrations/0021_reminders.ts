import { sql, type Kysely } from 'kysely'

/**
 * Reminders before the date, each of one line of an order, and the notices that they become. Like what was taken off the
 * list, a reminder hangs on the order and knows no user.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('expiry_reminder')
    .addColumn('order_id', 'uuid', (c) => c.notNull().references('shop_order.id').onDelete('cascade'))
    .addColumn('batch_id', 'uuid', (c) => c.notNull())
    .addColumn('remind_on', 'date', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull().check(sql`status in ('waiting', 'sent', 'missed')`))
    // The message in WeChat, which a shopper grants once each time.
    .addColumn('message', 'text', (c) => c.notNull().check(sql`message in ('none', 'granted', 'due', 'sending', 'sent', 'refused', 'unsure')`))
    .addColumn('next_try_at', 'timestamptz')
    .addColumn('created_at', 'timestamptz', (c) => c.notNull())
    .addColumn('sent_at', 'timestamptz')
    .addPrimaryKeyConstraint('expiry_reminder_pkey', ['order_id', 'batch_id'])
    .execute()
  // The sweep looks at the few that wait.
  await sql`create index expiry_reminder_waiting on expiry_reminder (remind_on) where status = 'waiting'`.execute(db)
  await sql`create index expiry_reminder_message on expiry_reminder (next_try_at) where message = 'due'`.execute(db)

  // A notice about a line at home tells of no sign-in.
  for (const column of ['client', 'device', 'place']) await db.schema.alterTable('notice').alterColumn(column, (c) => c.dropNotNull()).execute()
  await db.schema.alterTable('notice').addColumn('order_id', 'uuid').execute()
  await db.schema.alterTable('notice').addColumn('batch_id', 'uuid').execute()
}

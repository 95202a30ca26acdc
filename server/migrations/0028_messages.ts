import { sql, type Kysely } from 'kysely'

/**
 * The message in WeChat hangs on the notice that it goes with, whatever the notice tells of. A reminder says no more than
 * whether the shopper has allowed one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('notice').addColumn('message', 'text', (c) => c.notNull().defaultTo('none').check(sql`message in ('none', 'due', 'sending', 'sent', 'refused', 'unsure')`)).execute()
  await db.schema.alterTable('notice').addColumn('next_try_at', 'timestamptz').execute()
  // The sweep looks at the few that are due.
  await sql`create index notice_message on notice (next_try_at) where message = 'due'`.execute(db)
  await sql`
    update notice n set message = r.message, next_try_at = r.next_try_at
    from expiry_reminder r
    where n.order_id = r.order_id and n.batch_id = r.batch_id and r.message not in ('none', 'granted')`.execute(db)

  await sql`update expiry_reminder set message = 'granted' where message not in ('none', 'granted')`.execute(db)
  await sql`drop index expiry_reminder_message`.execute(db)
  await sql`alter table expiry_reminder drop constraint expiry_reminder_message_check`.execute(db)
  await sql`alter table expiry_reminder add constraint expiry_reminder_message_check check (message in ('none', 'granted'))`.execute(db)
  await db.schema.alterTable('expiry_reminder').dropColumn('next_try_at').execute()
}

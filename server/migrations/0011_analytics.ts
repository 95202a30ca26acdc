import type { Kysely } from 'kysely'

/**
 * Which hits were handed on already (a random id and a time: nothing in it is about anybody), and a guest's choice on its way
 * through a sign-in on WeChat's page.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('analytics_receipt')
    .addColumn('id', 'uuid', (c) => c.primaryKey())
    .addColumn('received_at', 'timestamptz', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('analytics_receipt_age').on('analytics_receipt').columns(['received_at']).execute()
  await db.schema.alterTable('web_sign_in').addColumn('allows_analytics', 'boolean', (c) => c.notNull().defaultTo(false)).execute()
}

import type { Kysely } from 'kysely'

/** Sign-ins that are under way on WeChat's own pages. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('web_sign_in')
    .addColumn('state_hash', 'text', (c) => c.primaryKey())
    .addColumn('browser_hash', 'text', (c) => c.notNull())
    .addColumn('way', 'text', (c) => c.notNull())
    .addColumn('scope', 'text', (c) => c.notNull())
    .addColumn('return_to', 'text', (c) => c.notNull())
    .addColumn('consent_version', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'timestamptz', (c) => c.notNull())
    .addColumn('used_at', 'timestamptz')
    .execute()
  await db.schema.createIndex('web_sign_in_expiry').on('web_sign_in').column('expires_at').execute()
}

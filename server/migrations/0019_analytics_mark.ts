import type { Kysely } from 'kysely'

/**
 * As whom statistics know an account, while it allows them: hits name this and nothing else, and are checked by it. Made with
 * a key that no migration has, so accounts that allow statistics already are filled in by the server as it starts.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('user_account').addColumn('analytics_mark', 'text').execute()
  await db.schema.createIndex('user_account_analytics').unique().on('user_account').column('analytics_mark').execute()
}

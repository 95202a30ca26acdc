import type { Kysely } from 'kysely'

/**
 * Which number a session began by, as a keyed hash: undoing a merge has to tell whose it was. Sessions from before this
 * have none, and are over in thirty days.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('session').addColumn('phone_mark', 'text').execute()
}

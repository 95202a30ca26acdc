import { sql, type Kysely } from 'kysely'
import type { Database } from '../../server/database/schema'

/** Resolves once a statement in this database waits for somebody else's lock: asked again and again, since nobody is told of it. */
export async function untilSomebodyWaits(db: Kysely<Database>): Promise<void> {
  for (;;) {
    const { rows } = await sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
    if (rows.length > 0) return
  }
}

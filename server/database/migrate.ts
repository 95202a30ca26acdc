import { Migrator, sql, type Kysely } from 'kysely'
import { StartupError } from '../errors'
import { connect } from './connect'
import { migrations } from './migrations'
import type { Database } from './schema'

/** What those who create one table at once may hear, `if not exists` or not: the table is there, its row type is, its name is being taken. */
const ALREADY_THERE = new Set(['42P07', '42710', '23505'])

/**
 * Brings the database at `url` to the newest schema, in one transaction, and answers the names of what ran.
 * Safe to start on several instances at once: one migrates, the others wait and find it done. Migrations go
 * forward only: what a deploy changed is put right by the next migration, never by dropping data.
 */
export async function migrate(url: string): Promise<string[]> {
  // Connections of its own: a long migration must not meet the time limits of the server's pool. Two: the guard's and the work's.
  const db = connect({ url, statementTimeoutMs: 0, poolSize: 2 })
  try {
    return await alone(db, () => run(db))
  } finally {
    await db.destroy()
  }
}

/** Holds one row's lock over the work; it falls with the connection, so a process that is killed leaves no lock behind. */
async function alone<T>(db: Kysely<Database>, work: () => Promise<T>): Promise<T> {
  await sql`create table if not exists migration_guard (id integer primary key)`.execute(db).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && ALREADY_THERE.has(String(error.code)))) throw error
  })
  return db.transaction().execute(async (trx) => {
    await sql`insert into migration_guard (id) values (1) on conflict (id) do update set id = excluded.id`.execute(trx)
    return work()
  })
}

async function run(db: Kysely<Database>): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } })
  const { error, results } = await migrator.migrateToLatest()
  if (error) throw explain(error, results?.find((result) => result.status === 'Error')?.migrationName)
  return (results ?? []).map((result) => result.migrationName)
}

function explain(error: unknown, name: string | undefined): Error {
  const reason = error instanceof Error ? error.message : String(error)
  if (reason.includes('previously executed migration')) {
    return new StartupError(`The database was made by a newer version of the shop (${reason}).\nStart that version, or use another DATABASE_URL or DATA_DIR.`)
  }
  return new Error(name ? `migration ${name} failed: ${reason}` : reason, { cause: error })
}

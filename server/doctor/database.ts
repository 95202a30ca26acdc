import { sql, type Kysely } from 'kysely'
import { connect } from '../database/connect'
import { findRunningShop } from '../database/embedded'
import { migrations } from '../database/migrations'
import type { Database } from '../database/schema'
import { failureName } from '../failureName'
import type { DoctorContext } from './context'
import { findingsAbout, type Finding } from './finding'

const { ok, warning, fault, unknown } = findingsAbout('database')
/** Sessions and one-time codes are dated by the server and compared by any instance. */
const SKEW_LIMIT_MS = 5_000
const UNDEFINED_TABLE = '42P01'

const ADVICE: Record<string, string> = {
  ECONNREFUSED: 'Nothing listens there: start PostgreSQL, or put host and port in DATABASE_URL right.',
  ENOTFOUND: 'The host in DATABASE_URL does not exist in the DNS of this machine.',
  ETIMEDOUT: 'A firewall may drop the connection: open the port of PostgreSQL for this machine.',
  '28P01': 'User or password in DATABASE_URL is wrong.',
  '28000': 'PostgreSQL does not let this user in from here: look at pg_hba.conf.',
  '3D000': 'The database in DATABASE_URL does not exist: create it.',
}

/** Reachable, in step with this clock, and of this version. */
export async function checkDatabase({ config, clock }: DoctorContext): Promise<Finding[]> {
  const url = config.databaseUrl ?? (await findRunningShop(config.dataDir))
  if (url === null) {
    const says = 'The built-in database runs only while the shop does; it was not looked at.'
    return [config.isProduction ? warning(says, 'For more than one machine, and for backups, set DATABASE_URL to a PostgreSQL of your own.') : unknown(says, 'Start the shop and run this again beside it.')]
  }
  const db = connect({ url, poolSize: 1 })
  try {
    const asked = clock.now()
    const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db)
    return [...checkClock((rows[0]?.now.getTime() ?? 0) - (asked + clock.now()) / 2), await checkVersion(db)]
  } catch (error) {
    const name = failureName(error)
    return [fault(`It cannot be reached (${name}).`, ADVICE[name] ?? 'Check DATABASE_URL, and that PostgreSQL is running and lets this machine in.')]
  } finally {
    await db.destroy()
  }
}

function checkClock(skewMs: number): Finding[] {
  if (Math.abs(skewMs) <= SKEW_LIMIT_MS) return []
  return [fault(`Its clock differs from this machine's by ${Math.round(Math.abs(skewMs) / 1000)} s.`, 'Switch on time synchronisation (NTP, chrony) on both.')]
}

async function checkVersion(db: Kysely<Database>): Promise<Finding> {
  const applied = await appliedMigrations(db)
  const known = Object.keys(migrations)
  const missing = known.filter((name) => !applied.includes(name))
  const newer = applied.filter((name) => !known.includes(name))
  if (newer.length > 0) return fault(`It was made by a newer version of the shop (${newer.join(', ')}).`, 'Run that version, or use another database.')
  if (missing.length > 0) return fault(`${missing.length} of ${known.length} migrations have not run.`, 'Start the server once: it brings the database up to date.')
  return ok(`Reachable, and up to date (${known.length} migrations).`)
}

async function appliedMigrations(db: Kysely<Database>): Promise<string[]> {
  try {
    const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db)
    return rows.map(({ name }) => name)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === UNDEFINED_TABLE) return []
    throw error
  }
}

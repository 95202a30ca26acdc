import { Kysely, PostgresDialect, type KyselyConfig, type LogEvent } from 'kysely'
import { Pool, types } from 'pg'
import { PortableAdapter } from './portableAdapter'
import type { Database } from './schema'

const INT8 = 20
const DATE = 1082

const CONNECT_TIMEOUT_MS = 10_000
/** No statement of a request comes near it; one that does is better ended than waited for. */
const STATEMENT_TIMEOUT_MS = 10_000
/** A transaction whose process hangs must not keep its locks. */
const IDLE_IN_TRANSACTION_MS = 60_000

// pg hands bigint out as a string, which would fail every response schema that counts something. Counts stay far below 2^53.
types.setTypeParser(INT8, Number)
// A calendar day has no time zone; pg's default makes it local midnight, which is another day on a UTC server.
types.setTypeParser(DATE, (value) => value)

export interface ConnectOptions {
  url: string
  /** Longest a statement may run, in ms; 0, for commands that migrate or import, lifts this limit and that on idle transactions. */
  statementTimeoutMs?: number
  poolSize?: number
  /** A connection that died while idle: the pool replaces it, but somebody should know. */
  onIdleError?: (error: Error) => void
  onQuery?: (event: LogEvent) => void
}

/** A pool with Kysely on top. Connects at the first query; `destroy()` ends the pool. */
export function connect(options: ConnectOptions): Kysely<Database> {
  const pool = new Pool({
    connectionString: options.url,
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: options.statementTimeoutMs ?? STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: options.statementTimeoutMs === 0 ? 0 : IDLE_IN_TRANSACTION_MS,
    application_name: 'near-expiry-shop',
  })
  // Without a listener an idle connection cut by the database ends the process.
  pool.on('error', (error) => options.onIdleError?.(error))
  // And so does one that is cut while a request holds it: the pool listens to idle ones alone. The request hears of it
  // from its query.
  pool.on('connect', (client) => client.on('error', () => undefined))
  const config: KyselyConfig = { dialect: new PortableDialect({ pool }), log: (event) => options.onQuery?.(event) }
  return new Kysely<Database>(config)
}

class PortableDialect extends PostgresDialect {
  override createAdapter(): PortableAdapter {
    return new PortableAdapter()
  }
}

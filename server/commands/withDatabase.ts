import type { Kysely } from 'kysely'
import { loadConfig, type Config } from '../config'
import { connect } from '../database/connect'
import { findRunningShop } from '../database/embedded'
import { migrate } from '../database/migrate'
import { openDatabase } from '../database/open'
import type { Database } from '../database/schema'
import { ProblemError, StartupError } from '../errors'

/** Runs a command over the shop's database, beside a running shop or without one. */
export async function withDatabase<T>(work: (db: Kysely<Database>, config: Config) => Promise<T>): Promise<T> {
  const config = loadConfig()
  const running = config.databaseUrl ? null : await findRunningShop(config.dataDir)
  const database = running ? { url: running, stop: () => Promise.resolve() } : await openDatabase(config, say)
  try {
    await migrate(database.url)
    const db = connect({ url: database.url, poolSize: 4 })
    try {
      return await work(db, config)
    } finally {
      await db.destroy()
    }
  } finally {
    await database.stop()
  }
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Ends a command that failed: in plain words for what its user can put right, with a stack for the rest. */
export function fail(error: unknown): void {
  const isPlain = error instanceof StartupError || error instanceof ProblemError
  process.stderr.write(`${isPlain ? error.message : error instanceof Error ? error.stack : String(error)}\n`)
  process.exitCode = 1
}

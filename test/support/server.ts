import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Kysely } from 'kysely'
import { buildApp, type App, type AppDeps } from '../../server/app'
import { loadConfig, type Config } from '../../server/config'
import { connect } from '../../server/database/connect'
import type { Database } from '../../server/database/schema'
import { testClock, type TestClock } from './clock'
import { createDatabase, databaseUrl, dropDatabase, TEMPLATE } from './databases'

export interface TestDatabase {
  url: string
  db: Kysely<Database>
  /** Text of every statement since `queries.length = 0`, BEGIN and COMMIT left out. */
  queries: string[]
  drop(): Promise<void>
}

/** A database of its own for one test file, copied from the migrated template. */
export async function createTestDatabase({ migrated = true } = {}): Promise<TestDatabase> {
  const serverUrl = process.env.TEST_DATABASE_URL
  if (!serverUrl) throw new Error('TEST_DATABASE_URL is not set: run through jest.server.config.js')
  const name = `test_${randomBytes(8).toString('hex')}`
  await createDatabase(serverUrl, name, migrated ? TEMPLATE : undefined)
  const url = databaseUrl(serverUrl, name)
  const queries: string[] = []
  const db = connect({
    url,
    onQuery: ({ query }) => {
      if (!/^(begin|commit|rollback)/i.test(query.sql)) queries.push(query.sql)
    },
  })
  const drop = async () => {
    await db.destroy()
    await dropDatabase(serverUrl, name)
  }
  return { url, db, queries, drop }
}

/** Settings of a test run: nothing is read from the environment, and nothing is written outside `dataDir`. */
export function testConfig(env: NodeJS.ProcessEnv = {}): Config {
  return loadConfig({
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    SESSION_SECRET: 'test-session-secret-0123456789abcdef',
    DATA_KEY: 'test-data-key-fedcba9876543210-abcdef',
    WECHAT_API_BASE: 'http://127.0.0.1:9',
    ...env,
  })
}

export interface TestApp {
  app: App
  clock: TestClock
  database: TestDatabase
  close(): Promise<void>
}

export interface TestAppOptions {
  clock?: TestClock
  env?: NodeJS.ProcessEnv
  /** Further dependencies of `buildApp`. */
  deps?: Partial<AppDeps>
}

/** The application over a fresh database, for `app.inject`. Close it in `afterAll`. */
export async function buildTestApp({ clock = testClock(), env, deps }: TestAppOptions = {}): Promise<TestApp> {
  const database = await createTestDatabase()
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'shop-data-'))
  const app = await buildApp({ config: testConfig({ DATA_DIR: dataDir, ...env }), clock, database: database.db, ...deps })
  const close = async () => {
    await app.close()
    await database.drop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { app, clock, database, close }
}

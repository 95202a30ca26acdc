import { mkdtempSync, rmSync, chmodSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startEmbedded } from '../../server/database/embedded'
import { migrate } from '../../server/database/migrate'
import { createDatabase, databaseUrl, TEMPLATE } from './databases'

/**
 * One PostgreSQL for a test run, with a migrated template to copy databases from. Prints its URL, and ends
 * when its standard input closes: also when the run that started it is killed.
 */
async function main(): Promise<void> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'shop-test-'))
  // When root runs the tests, PostgreSQL runs as another account, which must be able to enter.
  chmodSync(dataDir, 0o755)
  const database = await startEmbedded({ dataDir, progress: () => undefined, fsync: false })
  await createDatabase(database.url, TEMPLATE)
  await migrate(databaseUrl(database.url, TEMPLATE))
  process.stdin.resume().once('close', () => {
    void database.stop().finally(() => rmSync(dataDir, { recursive: true, force: true }))
  })
  process.stdout.write(`${database.url}\n`)
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`)
  process.exit(1)
})

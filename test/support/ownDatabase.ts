import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startEmbedded, type EmbeddedDatabase } from '../../server/database/embedded'
import { migrate } from '../../server/database/migrate'
import { freePort } from '../../server/freePort'

/** A PostgreSQL that a test may stop and start again, always at the same address. */
export interface OwnDatabase {
  url: string
  /** As when an operator restarts it: what is connected is cut off, what is under way is undone. */
  stop(): Promise<void>
  start(): Promise<void>
  remove(): Promise<void>
}

export async function makeOwnDatabase(): Promise<OwnDatabase> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'shop-outage-'))
  // When root runs the tests, PostgreSQL runs as another account, which must be able to enter.
  chmodSync(dataDir, 0o755)
  const options = { dataDir, progress: () => undefined, fsync: false, port: await freePort() }
  let running: EmbeddedDatabase | null = await startEmbedded(options)
  await migrate(running.url)
  const stop = async () => {
    await running?.stop()
    running = null
  }
  return {
    url: running.url,
    stop,
    start: async () => {
      running ??= await startEmbedded(options)
    },
    remove: async () => {
      await stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

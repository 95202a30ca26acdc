import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { connect } from '../../server/database/connect'
import { findRunningShop } from '../../server/database/embedded'
import type { Database } from '../../server/database/schema'
import { freePort } from '../../server/freePort'
import { buildWechatSandbox } from '../../server/sandbox/wechat/app'

const ROOT = path.resolve(__dirname, '../..')
const READY_TIMEOUT_MS = 120_000
const STOP_TIMEOUT_MS = 20_000
const WECHAT = { appId: 'wx000000000bench00', secret: 'bench-app-secret-of-no-value-000' }

/** Statements since the last reading, and the time that the database took for them. */
export interface SqlCount {
  statements: number
  milliseconds: number
}

export interface BenchShop {
  url: string
  wechatUrl: string
  databaseUrl: string
  /** The shop's own database, to make happen what takes weeks otherwise. */
  db: Kysely<Database>
  /** Reads the counter and sets it back to nothing. */
  takeSql(): Promise<SqlCount>
  stop(): Promise<void>
}

/** A shop on loopback with a data folder of its own and no rate limits; its stand-in for WeChat runs in this process. */
export async function startBenchShop(): Promise<BenchShop> {
  const wechat = buildWechatSandbox({ clock: { now: () => Date.now() }, ...WECHAT })
  const wechatUrl = await wechat.listen({ port: 0, host: '127.0.0.1' })
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'shop-bench-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const { DATABASE_URL: _database, REDIS_URL: _redis, HOST: _host, MATOMO_URL: _matomo, ...inherited } = process.env
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/bench/server.ts'], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: {
      ...inherited,
      NODE_ENV: 'development',
      LOG_LEVEL: 'warn',
      RATE_LIMIT_PER_MINUTE: '0',
      PORT: String(port),
      PUBLIC_URL: url,
      DATA_DIR: dataDir,
      WECHAT_APPID: WECHAT.appId,
      WECHAT_SECRET: WECHAT.secret,
      WECHAT_API_BASE: wechatUrl,
    },
  })
  let db: Kysely<Database> | undefined
  let databaseUrl = ''
  const stop = async () => {
    await db?.destroy()
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit')
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS)
      if (child.connected) child.send('stop')
      await ended
      clearTimeout(timer)
    }
    await wechat.close()
    await rm(dataDir, { recursive: true, force: true })
  }
  try {
    await waitUntilReady(url, () => child.exitCode)
    const found = await findRunningShop(dataDir)
    if (found === null) throw new Error('the bench found no database of its shop')
    databaseUrl = found
    db = connect({ url: databaseUrl, poolSize: 2 })
  } catch (thrown) {
    await stop()
    throw thrown
  }
  const takeSql = async () => {
    const answered = once(child, 'message') as Promise<[SqlCount]>
    child.send('read')
    return (await answered)[0]
  }
  return { url, wechatUrl, databaseUrl, db, takeSql, stop }
}

async function waitUntilReady(url: string, exitCode: () => number | null): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS
  for (;;) {
    if (exitCode() !== null) throw new Error(`the server ended with ${exitCode()}`)
    if (Date.now() > deadline) throw new Error(`the server was not ready within ${READY_TIMEOUT_MS / 1000} s`)
    if ((await fetch(`${url}/readyz`).catch(() => undefined))?.ok) return
    await pause(100)
  }
}

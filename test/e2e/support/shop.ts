import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '../../../server/freePort'
import { buildWechatSandbox } from '../../../server/sandbox/wechat/app'

const ROOT = path.resolve(__dirname, '../../..')
/** First start: database made, migrated, and the sample catalogue loaded, on a busy machine. */
const READY_TIMEOUT_MS = 120_000
const STOP_TIMEOUT_MS = 20_000
const POLL_MS = 100
const SECRET = 'e2e-app-secret-of-no-value-00000'
const WECHAT = { appId: 'wx00000000000e2e00', secret: SECRET, oa: { appId: 'wx00000000000e2e0a', secret: SECRET }, web: { appId: 'wx00000000000e2e0b', secret: SECRET } }
const WECHAT_SETTINGS = {
  WECHAT_APPID: WECHAT.appId,
  WECHAT_SECRET: SECRET,
  WECHAT_H5_APPID: WECHAT.oa.appId,
  WECHAT_H5_SECRET: SECRET,
  WECHAT_WEB_APPID: WECHAT.web.appId,
  WECHAT_WEB_SECRET: SECRET,
}

export interface SentSms {
  phone: string
  code: string
  purpose: string
  sentAt: string
}

/** A whole shop for journeys: backend with its own database and sample catalogue, and WeChat's stand-in. */
export interface Shop {
  /** Where H5 and the API are. */
  url: string
  /** The WeChat stand-in, with its scripting paths below `/sandbox`. */
  wechatUrl: string
  /** Where its database lies, for a test that moves the goods (goods.ts). */
  dataDir: string
  /** Codes sent to a number, newest first. */
  sms(phone: string): Promise<SentSms[]>
  stop(): Promise<void>
}

/** Starts a shop on free ports with a data folder of its own; `env` adds settings to it. */
export async function startShop(env: NodeJS.ProcessEnv = {}): Promise<Shop> {
  const wechat = buildWechatSandbox({ clock: { now: () => Date.now() }, ...WECHAT })
  await wechat.listen({ port: 0, host: '127.0.0.1' })
  const wechatUrl = `http://127.0.0.1:${(wechat.server.address() as AddressInfo).port}`
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'shop-e2e-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const server = startServer({ ...env, PORT: String(port), PUBLIC_URL: url, DATA_DIR: dataDir, WECHAT_API_BASE: wechatUrl })
  const stop = async () => {
    await stopServer(server.process)
    await wechat.close()
    await rm(dataDir, { recursive: true, force: true })
  }
  try {
    await waitUntilReady(url, server)
  } catch (thrown) {
    await stop()
    throw thrown
  }
  return { url, wechatUrl, dataDir, stop, sms: (phone) => readSms(url, phone) }
}

interface Server {
  process: ChildProcess
  /** What it has written so far, for the message when it does not come up. */
  output(): string
}

function startServer(env: NodeJS.ProcessEnv): Server {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...withoutShopSettings(), NODE_ENV: 'development', LOG_LEVEL: 'warn', ...WECHAT_SETTINGS, ...env },
  })
  let output = ''
  const keep = (chunk: Buffer) => (output += chunk.toString())
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  return { process: child, output: () => output }
}

/** A developer's own DATABASE_URL must not become the journeys' database. */
function withoutShopSettings(): NodeJS.ProcessEnv {
  const { DATABASE_URL: _database, REDIS_URL: _redis, HOST: _host, ...rest } = process.env
  return rest
}

async function waitUntilReady(url: string, server: Server) {
  const deadline = Date.now() + READY_TIMEOUT_MS
  for (;;) {
    if (server.process.exitCode !== null) throw new Error(`the server ended with ${server.process.exitCode}:\n${server.output()}`)
    if (Date.now() > deadline) throw new Error(`the server was not ready within ${READY_TIMEOUT_MS / 1000} s:\n${server.output()}`)
    const answer = await fetch(`${url}/readyz`).catch(() => undefined)
    if (answer?.ok) return
    await pause(POLL_MS)
  }
}

async function stopServer(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS)
  await ended
  clearTimeout(timer)
}

async function readSms(url: string, phone: string): Promise<SentSms[]> {
  const sent = (await (await fetch(`${url}/dev/sms`)).json()) as SentSms[]
  return sent.filter((message) => message.phone === phone)
}

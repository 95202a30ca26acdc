import path from 'node:path'
import type { LogEvent } from 'kysely'
import { buildApp } from './app'
import { systemClock, type Clock } from './clock'
import type { Config } from './config'
import { connect } from './database/connect'
import { migrate } from './database/migrate'
import { openDatabase } from './database/open'
import { StartupError } from './errors'
import { loadSample } from './modules/catalogue/import/sample'
import { loadSampleCoupons } from './modules/coupons/sample'
import { describeFaults } from './modules/catalogue/import/report'
import { startSweeping } from './modules/orders/sweep'
import { buildMatomoCollector } from './sandbox/matomo/collector'
import { buildWechatSandbox } from './sandbox/wechat/app'
import { buildPaySandbox } from './sandbox/wechatPay/app'
import { deliverByHttp } from './sandbox/wechatPay/outbox'
import { openSms } from './sms/open'
import type { WechatPaySettings } from './wechatPay/settings'

const SAMPLE = path.join(__dirname, '../data/catalogue.json')
const SAMPLE_COUPONS = path.join(__dirname, '../data/coupons.json')

export interface Addresses {
  shop: string
  /** WeChat's stand-in, where it was started. */
  wechatSandbox: string | null
}

/** Closes what was opened, last first. */
export interface Closers {
  add(close: () => Promise<unknown>): void
}

export interface StartOptions {
  /** Told of every statement and how long it took. For `npm run bench` alone. */
  onQuery?: (event: LogEvent) => void
  /** Aborted: no further step begins, and the start rejects with the signal's reason. */
  signal?: AbortSignal
}

/**
 * Starts everything that the shop consists of, in order: database, migrations, sample goods, WeChat's
 * stand-in, the server. What is opened is handed to `closers` at once, so that a start that fails or is
 * interrupted halfway leaves nothing behind.
 */
export async function startShop(config: Config, closers: Closers, say: (line: string) => void, { onQuery, signal }: StartOptions = {}): Promise<Addresses> {
  const clock = systemClock
  const database = await openDatabase(config, say)
  closers.add(() => database.stop())
  signal?.throwIfAborted()
  const applied = await migrate(database.url)
  if (applied.length > 0) say(`Database brought up to date (${applied.length} migrations).`)
  const db = connect({ url: database.url, onQuery })
  closers.add(() => db.destroy())
  signal?.throwIfAborted()
  if (!config.isProduction) await loadSampleOnce(db, clock, say)
  signal?.throwIfAborted()

  const wechatSandbox = config.wechat.apiBase === null ? await startWechatSandbox(config, clock, closers) : null
  const sms = await openSms(config, clock)
  const matomo = config.matomo.url === null && !config.isProduction ? await startMatomoCollector(clock, closers) : undefined
  const pay = config.pay.mode === 'sandbox' ? await startPaySandbox(clock, closers) : null
  const app = await buildApp({ config, clock, database: db, sms, matomo, wechatApiBase: wechatSandbox ?? undefined, paySandbox: pay?.settings })
  closers.add(() => app.close())
  const shop = await listen(app, config)
  pay?.notifyAt(shop)
  closers.add(startSweeping(app.buying))
  return { shop, wechatSandbox }
}

async function loadSampleOnce(db: ReturnType<typeof connect>, clock: Clock, say: (line: string) => void): Promise<void> {
  const outcome = await loadSample(db, clock, SAMPLE)
  if (outcome?.status === 'refused') throw new StartupError(`The sample catalogue ${SAMPLE} is not usable:\n${describeFaults(outcome.faults)}`)
  if (!outcome) return
  const coupons = await loadSampleCoupons(db, clock, SAMPLE_COUPONS)
  say(`Sample catalogue loaded: ${outcome.products} products, ${outcome.batches} batches, ${coupons} coupons.`)
}

async function startWechatSandbox(config: Config, clock: Clock, closers: Closers): Promise<string> {
  const { appId, secret, oa, web } = config.wechat
  const sandbox = buildWechatSandbox({ clock, appId, secret, oa, web })
  closers.add(() => sandbox.close())
  return sandbox.listen({ port: 0, host: '127.0.0.1' })
}

async function startMatomoCollector(clock: Clock, closers: Closers) {
  const collector = buildMatomoCollector(clock)
  closers.add(() => collector.app.close())
  return { url: await collector.app.listen({ port: 0, host: '127.0.0.1' }), collector }
}

/** The stand-in for payments. It finds the shop at the address that it really has: with `PORT=0` nobody knows it before. */
async function startPaySandbox(clock: Clock, closers: Closers): Promise<{ settings: WechatPaySettings; notifyAt(shop: string): void }> {
  let origin: string | null = null
  const sandbox = await buildPaySandbox({
    clock,
    deliver: (notice) => deliverByHttp(origin === null ? notice : { ...notice, url: `${origin}${new URL(notice.url).pathname}` }),
  })
  closers.add(() => sandbox.app.close())
  const settings = sandbox.settings(await sandbox.app.listen({ port: 0, host: '127.0.0.1' }))
  return {
    settings,
    notifyAt: (shop) => {
      origin = shop
    },
  }
}

async function listen(app: Awaited<ReturnType<typeof buildApp>>, { host, port }: Config): Promise<string> {
  try {
    return await app.listen({ host, port })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'EADDRINUSE') throw new StartupError(`Port ${port} is taken by another program.\nStop that program, or choose another port: PORT=${port + 1} npm start`)
    if (code === 'EACCES') throw new StartupError(`Port ${port} may not be used by this account.\nChoose one above 1023: PORT=3000 npm start`)
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') throw new StartupError(`This machine has no address ${host}.\nSet HOST to 127.0.0.1, or to 0.0.0.0 for all addresses.`)
    throw error
  }
}

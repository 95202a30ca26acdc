import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Order } from '../../../../contract/orders'
import type { PaymentStarted } from '../../../../contract/payments'
import { buildOrderApp, type OrderApp } from '../../../support/orders'
import { startProgram, type Program } from '../../../support/program'

/** The shop as it is started in development: it finds its stand-in, and the stand-in finds it. */
jest.setTimeout(120_000)

let t: OrderApp
let dataDir: string
let shop: Program

beforeAll(async () => {
  t = await buildOrderApp()
  t.clock.set(new Date().toISOString())
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'shop-pays-'))
  chmodSync(dataDir, 0o755)
})
afterAll(async () => {
  shop.child.kill('SIGTERM')
  await shop.ended
  await t.close()
  rmSync(dataDir, { recursive: true, force: true })
})

test('a payment at the cashier page reaches the shop over HTTP', async () => {
  const buyer = await t.buyer()
  const { number } = await t.ordered(buyer, [await t.goods()])
  const { dataKey, sessionSecret } = t.app.config
  shop = startProgram('server/main.ts', [], { NODE_ENV: 'development', DATA_DIR: dataDir, DATABASE_URL: t.database.url, PORT: '0', LOG_LEVEL: 'silent', RATE_LIMIT_PER_MINUTE: '0', DATA_KEY: dataKey, SESSION_SECRET: sessionSecret })
  const address = /H5\s+(http:\/\/\S+?)\/\n/.exec(await shop.printed(/Ctrl-C stops/))?.[1] ?? ''
  const headers = { authorization: `Bearer ${buyer.token}` }

  const begun = await fetch(`${address}/v1/orders/${number}/payments`, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: '{"channel":"h5"}' })
  const { h5Url } = (await begun.json()) as PaymentStarted & { h5Url: string }
  expect((await fetch(h5Url, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'outcome=success' })).status).toBe(200)

  let status: Order['status'] = 'unpaid'
  // Until the notice has come; one that never comes meets the limit of the test.
  while (status === 'unpaid') status = ((await (await fetch(`${address}/v1/orders/${number}`, { headers })).json()) as Order).status
  expect(status).toBe('paid')
})

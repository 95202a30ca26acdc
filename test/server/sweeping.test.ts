import type { AddressInfo } from 'node:net'
import { PAYMENT_WINDOW_MS } from '../../domain/orderState'
import { approveRefund } from '../../server/modules/orders/merchant/refunds'
import { startShop } from '../../server/shop'
import { buildOrderApp, MANAGER, type OrderApp } from '../support/orders'
import { testConfig } from '../support/server'

/** A sweep takes a moment; this is for a machine that does much else. */
const BOUND_MS = 60_000

let t: OrderApp
const opened: (() => Promise<unknown>)[] = []

jest.setTimeout(180_000)
beforeAll(async () => {
  t = await buildOrderApp()
})
afterAll(async () => {
  for (const close of opened.reverse()) await close()
  await t.close()
})

/** The shop as it is started in earnest, over the same database and the same payment service. */
async function start(): Promise<void> {
  const { dataDir, wechat } = t.app.config
  const config = testConfig({ DATA_DIR: dataDir, DATABASE_URL: t.database.url, PORT: '0', WECHAT_API_BASE: wechat.apiBase ?? '' })
  const { port } = t.pay.app.server.address() as AddressInfo
  await startShop({ ...config, pay: { mode: 'wechat', wechat: t.pay.settings(`http://127.0.0.1:${port}`) } }, { add: (close) => void opened.push(close) }, () => undefined)
}

/** Looks again and again until it is so; each look is a query, so nobody is kept busy. */
async function becomes<T>(look: () => Promise<T>, wanted: T): Promise<void> {
  const end = Date.now() + BOUND_MS
  let seen = await look()
  while (seen !== wanted && Date.now() < end) seen = await look()
  expect(seen).toBe(wanted)
}

const orderStatus = (number: string) => async () => (await t.database.db.selectFrom('shop_order').select('status').where('number', '=', number).executeTakeFirstOrThrow()).status
const refundStatus = (number: string) => async () =>
  (await t.database.db.selectFrom('refund as r').innerJoin('shop_order as o', 'o.id', 'r.order_id').select('r.status').where('o.number', '=', number).executeTakeFirstOrThrow()).status

test('a shop that was down when it was due does it at its start: what nobody paid is let go, and what was agreed to goes back', async () => {
  // The server goes by the clock of the machine.
  const now = Date.now()
  t.clock.set(new Date(now - PAYMENT_WINDOW_MS - 1_000).toISOString())
  const buyer = await t.buyer()
  const goods = await t.goods({ units: 10 })
  const overdue = await t.ordered(buyer, [{ ...goods, quantity: 3 }])
  await t.startPay(buyer, overdue.number)
  const { number } = await t.paid(buyer, (await t.ordered(buyer, [goods])).number)
  await t.call('POST', `/v1/orders/${number}/refund`, { token: buyer.token, body: { reason: 'other' } })
  await approveRefund(t.deps, { operator: MANAGER, number })
  // The payment service goes by it too.
  t.clock.set(new Date(now).toISOString())
  expect(await t.batch(goods.batchId)).toEqual({ stock: 9, reserved: 3 })

  await start()
  await becomes(orderStatus(overdue.number), 'cancelled')
  await becomes(refundStatus(number), 'processing')
  expect(await t.pay.outbox.flush()).toEqual([204])
  expect(await orderStatus(number)()).toBe('refunded')
  expect(await t.batch(goods.batchId)).toEqual({ stock: 10, reserved: 0 })
  expect(await t.payAt(`${overdue.number}-1`)).toBe(false)
})

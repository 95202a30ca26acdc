import type { Order } from '../../../../contract/orders'
import { PersonalData, type PersonalData as Data } from '../../../../contract/privacy'
import { COOL_OFF_MS } from '../../../../server/modules/identity/deletions'
import { eraseDue } from '../../../../server/modules/privacy/eraseDue'
import { expectContract } from '../../../support/contract'
import { withCoupons } from '../../../support/coupons'
import { buildOrderApp, type OrderApp } from '../../../support/orders'
import { findTraces } from '../../../support/traces'

let t: OrderApp
let c: ReturnType<typeof withCoupons>

jest.setTimeout(120_000)
beforeAll(async () => {
  t = await buildOrderApp()
  c = withCoupons(t)
})
afterAll(() => t.close())

test('the export has what was claimed and used, of the shopper alone', async () => {
  const buyer = await t.buyer()
  await c.claimed(await t.buyer())
  const couponId = await c.claimed(buyer, { title: '满减' })
  const order = (await t.order(buyer, [{ ...(await t.goods()), quantity: 3 }], { body: { couponId } })).json<Order>()
  await t.call('POST', '/v1/me/proof', { token: buyer.token, body: { code: await t.wxLogin(buyer.name) } })
  const data = (await t.call('GET', '/v1/me/export', { token: buyer.token })).json<Data>()
  expectContract(PersonalData, data)
  expect(data.coupons).toMatchObject([{ couponId, title: '满减', amountCents: 500, orderNumber: order.number, usedAt: order.createdAt }])
  expect(data.orders).toMatchObject([{ number: order.number, coupon: { couponId }, totals: { couponCents: 500 }, lines: [{ couponCents: 500 }] }])
})

test('an erased account leaves its order with what it cost, and no claim', async () => {
  const buyer = await t.buyer()
  const couponId = await c.claimed(buyer)
  const { number } = (await t.order(buyer, [{ ...(await t.goods()), quantity: 3 }], { body: { couponId } })).json<Order>()
  await t.call('POST', `/v1/orders/${number}/cancel`, { token: buyer.token })
  await t.call('POST', '/v1/me/proof', { token: buyer.token, body: { code: await t.wxLogin(buyer.name) } })
  expect((await t.call('POST', '/v1/me/deletion', { token: buyer.token })).statusCode).toBe(200)
  t.clock.advance(COOL_OFF_MS)
  await eraseDue({ db: t.database.db, clock: t.clock, vault: t.app.vault, dataDir: t.app.config.dataDir, log: t.app.log })
  expect(await findTraces(t.database.db, t.app.config.dataDir, { 'user id': buyer.userId })).toEqual([])
  expect(await t.database.db.selectFrom('shop_order').select(['coupon_cents', 'user_id']).where('number', '=', number).executeTakeFirstOrThrow()).toEqual({ coupon_cents: 500, user_id: null })
  expect(await t.database.db.selectFrom('coupon').select('claimed').where('id', '=', couponId).executeTakeFirstOrThrow()).toEqual({ claimed: 1 })
})

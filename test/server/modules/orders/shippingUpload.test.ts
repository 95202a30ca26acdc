import type { Order } from '../../../../contract/orders'
import { shipOrder } from '../../../../server/modules/orders/merchant/fulfilment'
import { sweepOrders } from '../../../../server/modules/orders/sweep'
import { buildOrderApp, MANAGER, type Buyer, type OrderApp } from '../../../support/orders'

let t: OrderApp
let buyer: Buyer
let order: Order

const PATH = '/wxa/sec/order/upload_shipping_info'

beforeAll(async () => {
  t = await buildOrderApp()
})
afterAll(() => t.close())
beforeEach(async () => {
  await t.wechat.inject({ method: 'DELETE', url: '/sandbox/faults' })
  buyer = await t.buyer()
  order = await t.paid(buyer, (await t.ordered(buyer, [{ ...(await t.goods()), quantity: 2 }])).number)
})

const ship = () => shipOrder(t.deps, { operator: MANAGER, number: order.number }, { carrier: 'SF', trackingNumber: 'SF1234567890' })
const told = async () => {
  const { transaction_id: id } = await t.database.db.selectFrom('payment').select('transaction_id').where('trade_no', '=', `${order.number}-1`).executeTakeFirstOrThrow()
  return (await t.wechat.inject('/sandbox/shipments')).json<Record<string, unknown>>()[id ?? '']
}
const upload = () =>
  t.database.db.selectFrom('shipping_upload as u').innerJoin('shop_order as o', 'o.id', 'u.order_id').select(['u.status', 'u.attempts']).where('o.number', '=', order.number).executeTakeFirst()

test('WeChat is told what was shipped, with the number masked', async () => {
  await ship()
  expect(await told()).toBeUndefined()
  await sweepOrders(t.deps)
  const { openid } = await t.script(buyer.name, {})
  expect(await told()).toMatchObject({
    logistics_type: 1,
    delivery_mode: 1,
    shipping_list: [{ tracking_no: 'SF1234567890', express_company: 'SF', item_desc: expect.stringMatching(/×2$/) as string, contact: { receiver_contact: '138****8000' } }],
    upload_time: '2026-05-20T10:00:00+08:00',
    payer: { openid },
  })
  expect(await upload()).toMatchObject({ status: 'done', attempts: 1 })
})

test.each([[{ drop: true }], [{ errcode: -1, times: 2 }], [{ errcode: 10060001 }], [{ malformed: true }]])('%j: told again a minute later', async (fault) => {
  await ship()
  await t.fault({ path: PATH, ...fault })
  await sweepOrders(t.deps)
  await sweepOrders(t.deps)
  expect(await upload()).toMatchObject({ status: 'waiting', attempts: 1 })
  t.clock.advance(60_000)
  await sweepOrders(t.deps)
  expect(await told()).toBeDefined()
  expect(await upload()).toMatchObject({ status: 'done', attempts: 2 })
})

test('what WeChat knows already is done; what it does not take is left to a person', async () => {
  await ship()
  await t.fault({ path: PATH, errcode: 10060002 })
  await sweepOrders(t.deps)
  expect(await upload()).toMatchObject({ status: 'done' })
  await t.database.db.updateTable('shipping_upload').set({ status: 'waiting' }).execute()
  await t.fault({ path: PATH, errcode: 10060004, times: 50 })
  await sweepOrders(t.deps)
  expect(await upload()).toMatchObject({ status: 'refused' })
})

test('a payment in another browser has no payer there, and nothing is told', async () => {
  const other = await t.ordered(buyer, [await t.goods()])
  await t.startPay(buyer, other.number, { channel: 'h5' })
  await t.payAt(`${other.number}-1`)
  await t.pay.outbox.flush()
  order = await t.view(buyer, other.number)
  await ship()
  expect(await upload()).toBeUndefined()
})

test('a payment by the official account, in WeChat’s own browser, is none of the mini-program’s', async () => {
  // As `startPay` notes it for a shopper who signed in there.
  await t.database.db.updateTable('payment').set({ channel: 'wechatBrowser', app_id: t.deps.browserAppId ?? '' }).where('trade_no', '=', `${order.number}-1`).execute()
  await ship()
  expect(await upload()).toBeUndefined()
})

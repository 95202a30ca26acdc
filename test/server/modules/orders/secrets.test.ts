import type { Order } from '../../../../contract/orders'
import { packOrder, shipOrder } from '../../../../server/modules/orders/merchant/fulfilment'
import { approveRefund } from '../../../../server/modules/orders/merchant/refunds'
import { sweepOrders } from '../../../../server/modules/orders/sweep'
import { buildOrderApp, MANAGER, type OrderApp } from '../../../support/orders'

/** Walks an order from the cart to its refund, well and badly, and looks for what must never leave. */
let t: OrderApp
const bodies: string[] = []
let openid = ''

const PERSONAL = ['王小满', '13800138000', '南京东路 1 号 201 室', '放在门卫处', '别打这个 13911112222']

beforeAll(async () => {
  t = await buildOrderApp({ env: { LOG_LEVEL: 'trace' } })
  const buyer = await t.buyer('walker')
  openid = (await t.script('walker', {})).openid
  const post = async (path: string, body?: object) => {
    const response = await t.call('POST', `/v1/orders${path}`, { token: buyer.token, ...(body ? { body } : {}) })
    bodies.push(response.body)
    return response
  }
  const goods = await t.goods()
  await post('/preview', { lines: [{ batchId: goods.batchId, quantity: 1 }], addressId: buyer.addressId })
  const made = await t.order(buyer, [goods], { body: { remark: '放在门卫处' } })
  bodies.push(made.body)
  const { number } = made.json<Order>()
  await t.order(buyer, [{ ...goods, priceCents: 1 }])
  for (const fault of [{ drop: true }, { status: 500 }, { status: 400, code: 'PARAM_ERROR' }, { forged: true }]) {
    await t.payFault({ path: '/v3/pay/transactions/jsapi', ...fault })
    await post(`/${number}/payments`, { channel: 'weapp' })
  }
  await post(`/${number}/payments`, { channel: 'weapp', code: 'some-login-code' })
  await t.payAt(`${number}-1`, { notices: 2 })
  await post(`/${number}/payments/check`)
  await t.pay.outbox.flush()
  bodies.push((await t.app.inject({ method: 'POST', url: '/v1/payments/wechat/notify', headers: { 'content-type': 'application/json' }, payload: '{}' })).body)
  await packOrder(t.deps, { operator: MANAGER, number })
  await shipOrder(t.deps, { operator: MANAGER, number }, { carrier: 'SF', trackingNumber: 'SF1234567890' })
  await t.fault({ path: '/wxa/sec/order/upload_shipping_info', errcode: -1, times: 2 })
  await sweepOrders(t.deps)
  await post(`/${number}/refund`, { reason: 'damaged', note: '别打这个 13911112222' })
  await approveRefund(t.deps, { operator: MANAGER, number })
  await t.payFault({ path: '/v3/refund/domestic/refunds', drop: true })
  await sweepOrders(t.deps)
  t.clock.advance(60_000)
  await sweepOrders(t.deps)
  await t.pay.outbox.flush()
  expect((await t.view(buyer, number)).status).toBe('refunded')
})
afterAll(() => t.close())

test('security 7: no answer and no log line holds a key of WeChat Pay', () => {
  const secrets = [t.pay.keys.apiV3Key.toString(), t.pay.keys.merchant.privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64').slice(0, 60)]
  for (const secret of secrets) {
    expect(bodies.filter((body) => body.includes(secret))).toEqual([])
    expect(t.logs.filter((line) => line.includes(secret))).toEqual([])
  }
})

test('security 26: no log line holds whom the parcel goes to, what he wrote, or who he is at WeChat', () => {
  expect(t.logs.length).toBeGreaterThan(20)
  for (const text of [...PERSONAL, openid, 'some-login-code']) expect(t.logs.filter((line) => line.includes(text))).toEqual([])
})

test('security 24: no answer holds the openid', () => {
  expect(bodies.filter((body) => body.includes(openid))).toEqual([])
})

test('security 26: the database holds none of it in the clear', async () => {
  const tables = ['shop_order', 'order_line', 'order_trace', 'refund', 'merchant_event', 'shipping_upload', 'near_expiry_confirmation'] as const
  for (const table of tables) {
    const rows = JSON.stringify(await t.database.db.selectFrom(table).selectAll().execute())
    for (const text of PERSONAL) expect([table, rows.includes(text)]).toEqual([table, false])
  }
})

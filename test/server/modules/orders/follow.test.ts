import { BuyAgain, Order, OrderCounts, OrderPage, OrderTrace } from '../../../../contract/orders'
import { NEAR_EXPIRY_NOTICE } from '../../../../domain/nearExpiryNotice'
import { adjustBatch } from '../../../../server/modules/orders/merchant/batches'
import { cancelForMerchant, deliverOrder, packOrder, readContact, shipOrder, traceOrder } from '../../../../server/modules/orders/merchant/fulfilment'
import { approveRefund, rejectRefund } from '../../../../server/modules/orders/merchant/refunds'
import { sweepOrders } from '../../../../server/modules/orders/sweep'
import { expectContract } from '../../../support/contract'
import { buildOrderApp, MANAGER, type Buyer, type OrderApp } from '../../../support/orders'

let t: OrderApp
let buyer: Buyer

beforeAll(async () => {
  t = await buildOrderApp()
})
afterAll(() => t.close())
beforeEach(async () => {
  t.clock.set('2026-05-20T10:00:00+08:00')
  buyer = await t.buyer()
})
afterEach(() => t.expectSoundStock())

const DAY_MS = 86_400_000
const BASE = '/v1/orders'
const PARCEL = { carrier: 'SF', trackingNumber: 'SF1234567890' } as const
const get = (path: string, token = buyer.token) => t.call('GET', `${BASE}${path}`, { token })
const post = (path: string, body?: object, token = buyer.token) => t.call('POST', `${BASE}${path}`, { token, ...(body ? { body } : {}) })
const by = (order: Order) => ({ operator: MANAGER, number: order.number })
const paidOrder = async (options: Parameters<OrderApp['goods']>[0] = {}) => {
  const goods = await t.goods(options)
  const order = await t.ordered(buyer, [goods])
  return { goods, order: await t.paid(buyer, order.number) }
}
const shipped = async () => {
  const made = await paidOrder()
  await packOrder(t.deps, by(made.order))
  await shipOrder(t.deps, by(made.order), PARCEL)
  return made
}
const minutes = (count: number) => t.clock.advance(count * 60_000)

describe('GET /v1/orders', () => {
  test('has the latest first, page by page, and each tab its own', async () => {
    const goods = await t.goods({ units: 50 })
    const numbers: string[] = []
    for (let i = 0; i < 5; i += 1) {
      numbers.unshift((await t.ordered(buyer, [goods])).number)
      t.clock.advance(1_000)
    }
    await t.paid(buyer, numbers[0] ?? '')
    const first = (await get('?limit=2')).json<OrderPage>()
    expectContract(OrderPage, first)
    const second = (await get(`?limit=2&cursor=${first.nextCursor ?? ''}`)).json<OrderPage>()
    const third = (await get(`?limit=2&cursor=${second.nextCursor ?? ''}`)).json<OrderPage>()
    expect([first, second, third].flatMap((page) => page.items.map((item) => item.number))).toEqual(numbers)
    expect(third.nextCursor).toBeNull()
    expect((await get('?status=toShip')).json<OrderPage>().items.map((item) => item.number)).toEqual([numbers[0]])
    expect((await get('?status=unpaid')).json<OrderPage>().items).toHaveLength(4)
    expect((await get(`?status=unpaid&cursor=${first.nextCursor ?? ''}`)).json()).toMatchObject({ status: 400, code: 'invalid_cursor' })
  })

  test.each(['?status=lost', '?limit=0', '?limit=51', '?cursor=%20', '?page=2'])('%s is 400', async (query) => {
    expect((await get(query)).json()).toMatchObject({ status: 400 })
  })

  test('counts by tab', async () => {
    await shipped()
    await paidOrder()
    await t.ordered(buyer, [await t.goods()])
    const counts = (await get('/counts')).json<OrderCounts>()
    expectContract(OrderCounts, counts)
    expect(counts).toEqual({ unpaid: 1, toShip: 1, toReceive: 1, refund: 0 })
  })

  test('an order whose time is over is cancelled before anybody sees it', async () => {
    const goods = await t.goods({ units: 1 })
    const order = await t.ordered(buyer, [goods])
    minutes(15)
    expect((await get('/counts')).json()).toMatchObject({ unpaid: 0 })
    expect(await t.view(buyer, order.number)).toMatchObject({ status: 'cancelled', cancelReason: 'timeout', secondsToPay: null, actions: ['buyAgain'] })
    expect(await t.batch(goods.batchId)).toEqual({ stock: 1, reserved: 0 })
  })
})

describe('GET /v1/orders/{number}', () => {
  test('counts down by the clock of the server', async () => {
    const order = await t.ordered(buyer, [await t.goods()])
    minutes(10)
    expect(await t.view(buyer, order.number)).toMatchObject({ secondsToPay: 300, actions: ['pay', 'cancel'] })
  })

  test('opens by a trade number too, and in small letters', async () => {
    const order = await t.ordered(buyer, [await t.goods()])
    expect((await get(`/${order.number}-1`)).json()).toMatchObject({ number: order.number })
    expect((await get(`/${order.number.toLowerCase()}`)).json()).toMatchObject({ number: order.number })
  })
})

describe('a paid order', () => {
  test('has left the shelf, and the sale is counted', async () => {
    const { goods, order } = await paidOrder()
    expect(order).toMatchObject({ status: 'paid', actions: ['requestRefund', 'buyAgain'] })
    expectContract(Order, order)
    expect(await t.batch(goods.batchId)).toEqual({ stock: 9, reserved: 0 })
    expect((await t.app.inject(`/v1/products/${goods.productId}`)).json()).toMatchObject({ soldCount: 1, offer: { stock: 9 } })
  })

  test('is packed, shipped, traced, delivered and received', async () => {
    const { order } = await shipped()
    minutes(30)
    await traceOrder(t.deps, by(order), '已到达上海转运中心', '上海')
    expect(await t.view(buyer, order.number)).toMatchObject({ status: 'shipped', shipping: { carrier: '顺丰速运', trackingNumber: PARCEL.trackingNumber }, actions: ['receive', 'trace', 'requestRefund', 'buyAgain'] })
    const trace = (await get(`/${order.number}/trace`)).json<OrderTrace>()
    expectContract(OrderTrace, trace)
    expect(trace).toMatchObject({ carrier: '顺丰速运', items: [{ text: '已到达上海转运中心', place: '上海' }, { text: expect.stringContaining('顺丰速运') as string }] })
    await deliverOrder(t.deps, by(order))
    const received = await post(`/${order.number}/receipt`)
    expect(received.json()).toMatchObject({ status: 'done', doneAt: new Date(t.clock.now()).toISOString() })
    expect((await post(`/${order.number}/receipt`)).json()).toMatchObject({ status: 409, code: 'order_state_conflict' })
  })

  test('delivered, it is taken as received after seven whole days', async () => {
    const { order } = await shipped()
    await deliverOrder(t.deps, by(order))
    t.clock.advance(7 * DAY_MS)
    await sweepOrders(t.deps)
    expect(await t.deps.db.selectFrom('shop_order').select('status').where('number', '=', order.number).executeTakeFirst()).toEqual({ status: 'delivered' })
    t.clock.advance(DAY_MS)
    await sweepOrders(t.deps)
    expect(await t.deps.db.selectFrom('shop_order').select('status').where('number', '=', order.number).executeTakeFirst()).toEqual({ status: 'done' })
  })

  test('the trace of what was not shipped is empty', async () => {
    const { order } = await paidOrder()
    expect((await get(`/${order.number}/trace`)).json()).toEqual({ carrier: null, trackingNumber: null, items: [], nextCursor: null })
  })
})

describe('POST /v1/orders/{number}/cancel', () => {
  test('lets the goods go, and lists show it at once', async () => {
    const goods = await t.goods({ units: 1 })
    const order = await t.ordered(buyer, [goods])
    expect((await post(`/${order.number}/cancel`)).json()).toMatchObject({ status: 'cancelled', cancelReason: 'shopper' })
    expect(await t.batch(goods.batchId)).toEqual({ stock: 1, reserved: 0 })
    expect((await t.app.inject(`/v1/products/${goods.productId}`)).json()).toMatchObject({ offer: { stock: 1 } })
  })

  test('twice, and of a paid order, is 409', async () => {
    const order = await t.ordered(buyer, [await t.goods()])
    await post(`/${order.number}/cancel`)
    expect((await post(`/${order.number}/cancel`)).json()).toMatchObject({ status: 409, code: 'order_state_conflict' })
    expect((await post(`/${(await paidOrder()).order.number}/cancel`)).json()).toMatchObject({ status: 409, code: 'order_state_conflict' })
  })
})

describe('POST /v1/orders/{number}/refund', () => {
  const wish = { reason: 'changedMind', note: '我是张三，电话 13911112222' }
  const settle = async () => {
    await sweepOrders(t.deps)
    expect((await t.pay.outbox.flush()).every((status) => status === 204)).toBe(true)
  }

  test('asks, the merchant approves, the money goes back, and what never left the house is for sale again', async () => {
    const { goods, order } = await paidOrder()
    const asked = await post(`/${order.number}/refund`, wish)
    expect(asked.json()).toMatchObject({ status: 'refunding', refund: { kind: 'requested', status: 'requested', amountCents: 700, note: wish.note } })
    await approveRefund(t.deps, by(order))
    await settle()
    expect(await t.view(buyer, order.number)).toMatchObject({ status: 'refunded', refund: { status: 'succeeded' }, refundedAt: new Date(t.clock.now()).toISOString() })
    expect(await t.batch(goods.batchId)).toEqual({ stock: 10, reserved: 0 })
    expect((await t.refunds()).filter((refund) => refund.tradeNo.startsWith(order.number))).toHaveLength(1)
  })

  test('of what was shipped, nothing comes back onto the shelf', async () => {
    const { goods, order } = await shipped()
    await post(`/${order.number}/refund`, { reason: 'damaged' })
    await approveRefund(t.deps, by(order))
    await settle()
    expect(await t.view(buyer, order.number)).toMatchObject({ status: 'refunded' })
    expect(await t.batch(goods.batchId)).toEqual({ stock: 9, reserved: 0 })
  })

  test('rejected, the order goes on from where it was, and may be asked for again', async () => {
    const { order } = await shipped()
    await post(`/${order.number}/refund`, { reason: 'other' })
    await rejectRefund(t.deps, by(order), '包装完好，不符合退款条件')
    expect(await t.view(buyer, order.number)).toMatchObject({ status: 'shipped', refund: { status: 'rejected', answer: '包装完好，不符合退款条件' } })
    expect((await post(`/${order.number}/refund`, { reason: 'damaged' })).json()).toMatchObject({ status: 'refunding' })
  })

  test('WeChat away: it is tried again later, once for all', async () => {
    const { order } = await paidOrder()
    await post(`/${order.number}/refund`, wish)
    await approveRefund(t.deps, by(order))
    await t.payFault({ path: '/v3/refund/domestic/refunds', drop: true })
    await sweepOrders(t.deps)
    expect(await t.view(buyer, order.number)).toMatchObject({ status: 'refunding', refund: { status: 'approved' } })
    minutes(1)
    await settle()
    expect(await t.view(buyer, order.number)).toMatchObject({ status: 'refunded' })
  })

  test('a notice that got lost is asked for', async () => {
    const { order } = await paidOrder()
    await post(`/${order.number}/refund`, wish)
    await approveRefund(t.deps, by(order))
    await sweepOrders(t.deps)
    t.pay.outbox.drop()
    expect(await t.view(buyer, order.number)).toMatchObject({ refund: { status: 'processing' } })
    minutes(10)
    await sweepOrders(t.deps)
    expect(await t.view(buyer, order.number)).toMatchObject({ status: 'refunded' })
  })

  test('a change of mind about confirmed near-expiry goods is excluded once they are shipped; a fault is not', async () => {
    const goods = await t.goods({ remainingDays: 15 })
    const made = await t.order(buyer, [goods], { body: { nearExpiryConfirmation: { version: NEAR_EXPIRY_NOTICE.version, batchIds: [goods.batchId] } } })
    const order = await t.paid(buyer, made.json<Order>().number)
    await shipOrder(t.deps, by(order), PARCEL)
    expect((await post(`/${order.number}/refund`, { reason: 'changedMind' })).json()).toMatchObject({ status: 409, code: 'refund_excluded' })
    expect((await post(`/${order.number}/refund`, { reason: 'damaged' })).statusCode).toBe(200)
  })

  test('is over a week after receipt', async () => {
    const { order } = await shipped()
    await post(`/${order.number}/receipt`)
    t.clock.advance(8 * DAY_MS)
    expect((await post(`/${order.number}/refund`, { reason: 'damaged' })).json()).toMatchObject({ status: 409, code: 'order_state_conflict' })
  })

  test('of an unpaid order, and twice, is 409', async () => {
    const unpaid = await t.ordered(buyer, [await t.goods()])
    expect((await post(`/${unpaid.number}/refund`, wish)).json()).toMatchObject({ code: 'order_state_conflict' })
    const { order } = await paidOrder()
    await post(`/${order.number}/refund`, wish)
    expect((await post(`/${order.number}/refund`, wish)).json()).toMatchObject({ code: 'order_state_conflict' })
  })

  test.each([[{}], [{ reason: 'bored' }], [{ reason: 'other', note: 'x'.repeat(201) }], [{ reason: 'other', photoIds: ['1'] }]])('%j is 400', async (body) => {
    const { number } = await t.ordered(buyer, [await t.goods()])
    expect((await post(`/${number}/refund`, body)).json()).toMatchObject({ status: 400, code: 'invalid_request' })
  })

  test('security 26: what the shopper wrote is encrypted at rest', async () => {
    const { order } = await paidOrder()
    await post(`/${order.number}/refund`, wish)
    expect(JSON.stringify(await t.database.db.selectFrom('refund').selectAll().execute())).not.toContain('13911112222')
  })
})

describe('GET /v1/orders/{number}/buy-again', () => {
  test('answers what is still for sale, from the batch on offer, and names the rest', async () => {
    const [a, b] = [await t.goods({ units: 3 }), await t.goods({ units: 1 })]
    const order = await t.ordered(buyer, [{ ...a, quantity: 2 }, b])
    const body = (await get(`/${order.number}/buy-again`)).json<BuyAgain>()
    expectContract(BuyAgain, body)
    expect(body.items).toMatchObject([{ productId: a.productId, batchId: a.batchId, quantity: 1, priceCents: 700 }])
    expect(body.unavailable).toMatchObject([{ productId: b.productId }])
  })
})

describe("security 18: another shopper's order", () => {
  test.each([
    ['GET', '', undefined],
    ['GET', '/trace', undefined],
    ['GET', '/buy-again', undefined],
    ['POST', '/cancel', undefined],
    ['POST', '/receipt', undefined],
    ['POST', '/refund', { reason: 'other' }],
    ['POST', '/payments', { channel: 'weapp' }],
    ['POST', '/payments/check', undefined],
  ])('%s %s is 404, without a session 401, with nonsense for a number 400', async (method, suffix, body) => {
    const mine = await t.ordered(buyer, [await t.goods()])
    const other = await t.buyer()
    const url = `${BASE}/${mine.number}${suffix}`
    const options = body ? { body } : {}
    expect((await t.call(method, url, { token: other.token, ...options })).json()).toMatchObject({ status: 404, code: 'not_found' })
    expect((await t.call(method, url, options)).json()).toMatchObject({ status: 401, code: 'not_signed_in' })
    expect((await t.call(method, `${BASE}/1${suffix}`, { token: buyer.token, ...options })).json()).toMatchObject({ status: 400, code: 'invalid_request' })
    expect(await t.view(buyer, mine.number)).toEqual(mine)
  })

  test('is not in the list', async () => {
    await t.ordered(buyer, [await t.goods()])
    const other = await t.buyer()
    expect((await get('', other.token)).json()).toEqual({ items: [], nextCursor: null })
  })
})

describe("the merchant's record", () => {
  const events = (number: string) => t.database.db.selectFrom('merchant_event').selectAll().where('order_number', '=', number).orderBy('at').orderBy('id').execute()

  test('says who did what, append-only, and without personal data', async () => {
    const { order } = await shipped()
    expect(await readContact(t.deps, { ...by(order), operator: { name: 'wang', role: 'packer' } })).toMatchObject({ address: { phone: '13800138000' } })
    const rows = await events(order.number)
    expect(rows.map((row) => [row.operator, row.action])).toEqual([['lin', 'pack'], ['lin', 'ship'], ['wang', 'readContact']])
    expect(JSON.stringify(rows)).not.toContain('13800138000')
    await expect(t.database.db.deleteFrom('merchant_event').execute()).rejects.toThrow(/append-only/)
  })

  test('a deed that may not be done leaves no record', async () => {
    const order = await t.ordered(buyer, [await t.goods()])
    await expect(packOrder(t.deps, by(order))).rejects.toMatchObject({ code: 'order_state_conflict' })
    await expect(traceOrder(t.deps, by(order), '…', null)).rejects.toMatchObject({ code: 'order_state_conflict' })
    await expect(approveRefund(t.deps, by(order))).rejects.toMatchObject({ code: 'order_state_conflict' })
    await expect(packOrder(t.deps, { operator: MANAGER, number: '260520-00000-00000' })).rejects.toMatchObject({ code: 'not_found' })
    expect(await events(order.number)).toEqual([])
  })

  test('cancelling an unpaid order lets its goods go', async () => {
    const goods = await t.goods({ units: 1 })
    const order = await t.ordered(buyer, [goods])
    await cancelForMerchant(t.deps, by(order))
    expect(await t.view(buyer, order.number)).toMatchObject({ status: 'cancelled', cancelReason: 'merchant' })
    expect(await t.batch(goods.batchId)).toEqual({ stock: 1, reserved: 0 })
  })

  test('a batch is counted anew, never below what is held, and lists show it', async () => {
    const goods = await t.goods({ units: 5 })
    await t.ordered(buyer, [{ ...goods, quantity: 3 }])
    await expect(adjustBatch(t.deps, MANAGER, goods.batchId, { count: { units: 2, seenOnShelf: 5 } })).rejects.toMatchObject({ code: 'order_state_conflict' })
    await adjustBatch(t.deps, MANAGER, goods.batchId, { count: { units: 4, seenOnShelf: 5 } })
    expect((await t.app.inject(`/v1/products/${goods.productId}`)).json()).toMatchObject({ offer: { stock: 1 } })
    await adjustBatch(t.deps, MANAGER, goods.batchId, { status: 'withdrawn' })
    expect((await t.app.inject(`/v1/products/${goods.productId}`)).json()).toMatchObject({ offer: null })
    const rows = await t.database.db.selectFrom('merchant_event').select('detail').where('batch_id', '=', goods.batchId).orderBy('id').execute()
    expect(rows[0]?.detail).toEqual({ before: { stock: 5, status: 'active' }, after: { stock: 4, status: 'active' }, counted: 4, toPack: 0 })
  })
})

import type { Order } from '../../../../contract/orders'
import { nextShanghaiMidnight, todayInShanghai } from '../../../../domain/calendarDay'
import { NEAR_EXPIRY_NOTICE } from '../../../../domain/nearExpiryNotice'
import { adjustBatch } from '../../../../server/modules/orders/merchant/batches'
import { shipOrder } from '../../../../server/modules/orders/merchant/fulfilment'
import { sweepOrders } from '../../../../server/modules/orders/sweep'
import { batchWith, productEntry, stock } from '../../../support/catalogue'
import { buildOrderApp, MANAGER, type Buyer, type Goods, type OrderApp } from '../../../support/orders'

/** Each of these really runs at once, against the real database. */
let t: OrderApp
let buyers: Buyer[]

jest.setTimeout(180_000)
beforeAll(async () => {
  t = await buildOrderApp()
  buyers = []
  for (let i = 0; i < 40; i += 1) buyers.push(await t.buyer())
})
afterAll(() => t.close())
beforeEach(async () => {
  // A new hour: what the tests before left unpaid runs out and counts for nothing.
  t.clock.advance(3_600_000)
  await t.pay.app.inject({ method: 'DELETE', url: '/sandbox/faults' })
  await sweepOrders(t.deps)
  t.pay.outbox.drop()
})
afterEach(() => t.expectSoundStock())

const buyer = (i: number): Buyer => {
  const found = buyers[i % buyers.length]
  if (!found) throw new Error('no buyer')
  return found
}
const times = (count: number) => Array.from({ length: count }, (_, i) => i)
const count = (statuses: number[], status: number) => statuses.filter((item) => item === status).length
const cancel = (who: Buyer, number: string) => t.call('POST', `/v1/orders/${number}/cancel`, { token: who.token })
const orderOf = async (number: string) => t.database.db.selectFrom('shop_order').selectAll().where('number', '=', number).executeTakeFirstOrThrow()
const paymentsOf = async (number: string) => t.database.db.selectFrom('payment').selectAll().where('trade_no', 'like', `${number}%`).execute()
const refundsOf = async (number: string) => t.database.db.selectFrom('refund').selectAll().where('order_id', '=', (await orderOf(number)).id).execute()

test('two buyers and one unit: one gets it, the other hears why', async () => {
  for (const round of times(10)) {
    const goods = await t.goods({ units: 1 })
    const responses = await Promise.all([t.order(buyer(2 * round), [goods]), t.order(buyer(2 * round + 1), [goods])])
    expect(responses.map((response) => response.statusCode).sort()).toEqual([201, 409])
    expect(responses.find((response) => response.statusCode === 409)?.json()).toMatchObject({ code: 'order_changed', lines: [{ changes: [{ kind: 'stock', available: 0 }] }] })
    expect(await t.batch(goods.batchId)).toEqual({ stock: 1, reserved: 1 })
  }
})

test('200 attempts on 50 units: exactly 50 succeed', async () => {
  const goods = await t.goods({ units: 50 })
  const statuses = (await Promise.all(times(200).map((i) => t.order(buyer(i), [goods])))).map((response) => response.statusCode)
  // 40 shoppers with five unpaid orders each could take them all: only the goods run out.
  expect([count(statuses, 201), count(statuses, 409)]).toEqual([50, 150])
  expect(await t.batch(goods.batchId)).toEqual({ stock: 50, reserved: 50 })
  expect((await t.app.inject(`/v1/products/${goods.productId}`)).json()).toMatchObject({ offer: null })
})

test('one key sent ten times at once is one order, and everybody gets it', async () => {
  const goods = await t.goods()
  const responses = await Promise.all(times(10).map(() => t.order(buyer(0), [goods], { key: 'double' })))
  expect(responses.map((response) => response.statusCode)).toEqual(Array(10).fill(201))
  expect(new Set(responses.map((response) => response.json<Order>().number)).size).toBe(1)
  expect(responses.filter((response) => response.headers['idempotent-replayed'] === 'true')).toHaveLength(9)
  expect(await t.batch(goods.batchId)).toMatchObject({ reserved: 1 })
})

test('120 orders over overlapping batches in every order: nobody waits for ever, and nothing is lost', async () => {
  const goods = await Promise.all([t.goods({ units: 40 }), t.goods({ units: 40 }), t.goods({ units: 40 }), t.goods({ units: 40 })])
  const responses = await Promise.all(
    times(120).map((i) => {
      const rotated = [...goods.slice(i % 4), ...goods.slice(0, i % 4)].slice(0, 1 + (i % 4))
      return t.order(buyer(i), i % 2 ? rotated.reverse() : rotated)
    }),
  )
  const statuses = responses.map((response) => response.statusCode)
  expect(count(statuses, 201) + count(statuses, 409)).toBe(120)
  expect(count(statuses, 201)).toBeGreaterThan(30)
  for (const { productId, batchId } of goods) {
    const { stock: units, reserved } = await t.batch(batchId)
    const offer = (await t.app.inject(`/v1/products/${productId}`)).json<{ offer: { stock: number } | null }>().offer
    expect(offer?.stock ?? 0).toBe(units - reserved)
  }
})

test('orders, cancellations, payments, counts and an import at once: the lists tell the truth afterwards', async () => {
  const goods = await Promise.all(times(3).map(() => t.goods({ units: 30 })))
  const first = await Promise.all(times(9).map(async (i) => ({ who: buyer(i), order: await t.ordered(buyer(i), goods) })))
  await Promise.all(first.slice(3).map(({ who, order }) => t.startPay(who, order.number)))
  await Promise.all(first.slice(3).map(({ order }) => t.payAt(`${order.number}-1`)))
  const outcomes = await Promise.allSettled([
    ...first.slice(0, 3).map(({ who, order }) => cancel(who, order.number)),
    t.pay.outbox.flush(),
    ...times(9).map((i) => t.order(buyer(i + 10), [...goods].reverse())),
    ...goods.map(({ batchId }) => adjustBatch(t.deps, MANAGER, batchId, { status: 'active' })),
    stock(t, []),
  ])
  expect(outcomes.filter((outcome) => outcome.status === 'rejected')).toEqual([])
  for (const { productId, batchId } of goods) {
    expect(await t.batch(batchId)).toEqual({ stock: 24, reserved: 9 })
    expect((await t.app.inject(`/v1/products/${productId}`)).json()).toMatchObject({ offer: { stock: 15 }, soldCount: 6 })
  }
})

test('the notice comes before the answer to the prepayment: paid, and nothing left to pay', async () => {
  const order = await t.ordered(buyer(0), [await t.goods()])
  await t.payFault({ path: '/v3/pay/transactions/jsapi', payFirst: true })
  expect((await t.startPay(buyer(0), order.number)).json()).toMatchObject({ status: 409, code: 'order_state_conflict' })
  expect(await t.view(buyer(0), order.number)).toMatchObject({ status: 'paid' })
  expect(await paymentsOf(order.number)).toMatchObject([{ status: 'paid' }])
})

describe('cancelling against paying', () => {
  test('the money was there before: the order is paid, and cancelling is refused', async () => {
    const order = await t.ordered(buyer(0), [await t.goods()])
    await t.startPay(buyer(0), order.number)
    await t.payAt(`${order.number}-1`, { notices: 0 })
    expect((await cancel(buyer(0), order.number)).json()).toMatchObject({ status: 409, code: 'order_state_conflict' })
    expect(await t.view(buyer(0), order.number)).toMatchObject({ status: 'paid' })
  })

  test('cancelled first: WeChat takes no money any more', async () => {
    const order = await t.ordered(buyer(0), [await t.goods()])
    await t.startPay(buyer(0), order.number)
    await cancel(buyer(0), order.number)
    expect(await t.payAt(`${order.number}-1`)).toBe(false)
  })

  test('cancelled while WeChat was away, and paid after it: the money goes back by itself, once', async () => {
    const goods = await t.goods()
    const order = await t.ordered(buyer(0), [goods])
    await t.startPay(buyer(0), order.number)
    await t.payFault({ path: '/v3/pay/transactions/out-trade-no/:no/close', drop: true, times: 2 })
    expect((await cancel(buyer(0), order.number)).json()).toMatchObject({ status: 'cancelled' })
    await t.payAt(`${order.number}-1`, { notices: 3 })
    // The news of the payment, three times; then that of the refund.
    expect(await t.pay.outbox.flush()).toEqual([204, 204, 204])
    expect(await t.view(buyer(0), order.number)).toMatchObject({ status: 'refunding', refund: { kind: 'latePayment', status: 'processing' } })
    expect(await t.pay.outbox.flush()).toEqual([204])
    expect(await t.view(buyer(0), order.number)).toMatchObject({ status: 'refunded', refund: { status: 'succeeded', amountCents: 700 } })
    expect(await refundsOf(order.number)).toHaveLength(1)
    expect(await t.batch(goods.batchId)).toEqual({ stock: 10, reserved: 0 })
  })

  test('both at once, ten times: either paid and sold, or cancelled and returned', async () => {
    for (const round of times(10)) {
      const goods = await t.goods()
      const who = buyer(round)
      const order = await t.ordered(who, [goods])
      await t.startPay(who, order.number)
      await t.payFault({ path: '/v3/pay/transactions/out-trade-no/:no/close', drop: true, times: 2 })
      await t.payAt(`${order.number}-1`)
      await Promise.all([cancel(who, order.number), t.pay.outbox.flush()])
      await t.pay.outbox.flush()
      const { status } = await t.view(who, order.number)
      expect(['paid', 'refunded']).toContain(status)
      expect(await t.batch(goods.batchId)).toEqual({ stock: status === 'paid' ? 9 : 10, reserved: 0 })
      expect(await refundsOf(order.number)).toHaveLength(status === 'paid' ? 0 : 1)
    }
  })
})

describe('the end of the time against paying', () => {
  const PAST = 15 * 60_000

  test('paid in the last second, the notice late: the order is paid, not cancelled', async () => {
    const order = await t.ordered(buyer(0), [await t.goods()])
    await t.startPay(buyer(0), order.number)
    t.clock.advance(PAST - 1)
    expect(await t.payAt(`${order.number}-1`, { notices: 0 })).toBe(true)
    t.clock.advance(1)
    await sweepOrders(t.deps)
    expect(await t.view(buyer(0), order.number)).toMatchObject({ status: 'paid' })
  })

  test('a second later WeChat takes no money', async () => {
    const order = await t.ordered(buyer(0), [await t.goods()])
    await t.startPay(buyer(0), order.number)
    t.clock.advance(PAST)
    expect(await t.payAt(`${order.number}-1`)).toBe(false)
  })

  test('while WeChat does not say, the goods are held a little longer; then they go, and late news brings the money back', async () => {
    const goods = await t.goods({ units: 1 })
    const order = await t.ordered(buyer(0), [goods])
    await t.startPay(buyer(0), order.number)
    await t.payAt(`${order.number}-1`, { notices: 1 })
    t.clock.advance(PAST)
    await t.payFault({ path: '/v3/pay/transactions/out-trade-no/:no/close', drop: true, times: 4 })
    await sweepOrders(t.deps)
    expect(await orderOf(order.number)).toMatchObject({ status: 'unpaid' })
    expect((await t.order(buyer(1), [goods])).json()).toMatchObject({ code: 'order_changed' })
    t.clock.advance(5 * 60_000)
    await t.payFault({ path: '/v3/pay/transactions/out-trade-no/:no/close', drop: true, times: 10 })
    // Somebody else wants them: that is enough to look.
    expect((await t.order(buyer(1), [goods])).statusCode).toBe(201)
    expect(await orderOf(order.number)).toMatchObject({ status: 'cancelled', cancel_reason: 'timeout' })
    await t.pay.outbox.flush()
    await t.pay.outbox.flush()
    expect(await orderOf(order.number)).toMatchObject({ status: 'refunded' })
    expect(await t.batch(goods.batchId)).toEqual({ stock: 1, reserved: 1 })
  })

  test('sweep and notice at once, ten times: paid', async () => {
    for (const round of times(10)) {
      const who = buyer(round)
      const order = await t.ordered(who, [await t.goods()])
      await t.startPay(who, order.number)
      await t.payAt(`${order.number}-1`)
      t.clock.advance(PAST)
      await Promise.all([t.pay.outbox.flush(), sweepOrders(t.deps), t.view(who, order.number)])
      expect(await t.view(who, order.number)).toMatchObject({ status: 'paid' })
      expect(await refundsOf(order.number)).toEqual([])
    }
  })

  test('several sweeps at once let the goods go once', async () => {
    const goods = await t.goods({ units: 3 })
    await t.ordered(buyer(0), [{ ...goods, quantity: 3 }])
    t.clock.advance(PAST)
    await Promise.all(times(5).map(() => sweepOrders(t.deps)))
    expect(await t.batch(goods.batchId)).toEqual({ stock: 3, reserved: 0 })
  })
})

describe('the goods change while many check out', () => {
  /** The last moment of the Shanghai day, and the first of the next while the second half of the crowd arrives. */
  async function overMidnight(goods: Goods) {
    const midnight = nextShanghaiMidnight(t.clock.now())
    t.clock.set(new Date(midnight - 1).toISOString())
    const body = { nearExpiryConfirmation: { version: NEAR_EXPIRY_NOTICE.version, batchIds: [goods.batchId] } }
    const attempts = times(10).map((i) => t.order(buyer(i), [goods], { body }))
    const moved = t.app.inject('/v1/home').then(() => t.clock.set(new Date(midnight).toISOString()))
    const later = moved.then(() => Promise.all(times(10).map((i) => t.order(buyer(i + 10), [goods], { body }))))
    const responses = [...(await Promise.all(attempts)), ...(await later)]
    return responses.map((response) => ({ response, isBefore: response.statusCode === 201 && Date.parse(response.json<Order>().createdAt) < midnight }))
  }

  test('a step of the price at midnight: each pays the price of the moment that his order was made', async () => {
    // A step at 33 % of 200 days: 66 left is dearer than 65.
    const goods = await t.goods({ units: 50, remainingDays: 66 })
    const outcomes = await overMidnight(goods)
    expect(outcomes.map(({ response, isBefore }) => [response.statusCode, response.json<Order>().totals.goodsCents, isBefore])).toEqual(outcomes.map(({ isBefore }) => [201, isBefore ? 500 : 350, isBefore]))
    expect(outcomes.slice(10).map(({ isBefore }) => isBefore)).toEqual(Array(10).fill(false))
  })

  test('the last sellable day ends at midnight: nobody gets them afterwards', async () => {
    const goods = await t.goods({ units: 50, remainingDays: 4 })
    const outcomes = await overMidnight(goods)
    for (const { response, isBefore } of outcomes) {
      if (!isBefore) expect(response.json()).toMatchObject({ code: 'order_changed', lines: [{ changes: [{ kind: 'tooClose' }] }] })
    }
    expect(await t.batch(goods.batchId)).toMatchObject({ reserved: outcomes.filter(({ isBefore }) => isBefore).length })
  })

  test('an import makes them dearer: whoever ordered pays what he saw, everybody else hears of both prices', async () => {
    const today = todayInShanghai(t.clock.now())
    const entry = productEntry({ batches: [batchWith(100, { stock: 50, listPriceCents: 1000 })] })
    await stock(t, [entry], undefined, today)
    const { id: batchId } = await t.database.db.selectFrom('batch as b').innerJoin('product as p', 'p.id', 'b.product_id').select('b.id').where('p.code', '=', entry.code).executeTakeFirstOrThrow()
    const goods = { batchId, productId: '', priceCents: 700 }
    const dearer = { ...entry, batches: entry.batches.map((batch) => ({ ...batch, listPriceCents: 2000 })) }
    const [first, , second] = await Promise.all([
      Promise.all(times(10).map((i) => t.order(buyer(i), [goods]))),
      stock(t, [dearer], undefined, today),
      Promise.all(times(10).map((i) => t.order(buyer(i + 10), [goods]))),
    ])
    const last = await t.order(buyer(20), [goods])
    for (const response of [...first, ...second, last]) {
      if (response.statusCode === 201) expect(response.json()).toMatchObject({ totals: { goodsCents: 700 } })
      else expect(response.json()).toMatchObject({ code: 'order_changed', lines: [{ changes: [{ kind: 'price', fromCents: 700, toCents: 1400 }] }] })
    }
    expect(last.statusCode).toBe(409)
  })
})

test('shipping against a wish for the money, ten times: the merchant ships what was not asked back, and hears of the rest', async () => {
  for (const round of times(10)) {
    const who = buyer(round)
    const { number } = await t.paid(who, (await t.ordered(who, [await t.goods()])).number)
    const ship = () => shipOrder(t.deps, { operator: MANAGER, number }, { carrier: 'SF', trackingNumber: 'SF1234567890' }).then(() => true, (error: { code: string }) => error.code)
    const ask = () => t.call('POST', `/v1/orders/${number}/refund`, { token: who.token, body: { reason: 'other' } })
    const [shipped, asked] = round % 2 ? await Promise.all([ship(), ask()]) : await Promise.all([ask(), ship()]).then(([a, b]) => [b, a] as const)
    expect(asked.statusCode).toBe(200)
    expect([true, 'order_state_conflict']).toContain(shipped)
    expect(await orderOf(number)).toMatchObject({ status: 'refunding', status_before_refund: shipped === true ? 'shipped' : 'paid' })
  }
})

test('money that came twice goes back once', async () => {
  const order = await t.ordered(buyer(0), [await t.goods()])
  await t.startPay(buyer(0), order.number)
  // An attempt that we take for closed, and WeChat does not.
  await t.database.db.updateTable('payment').set({ status: 'closed' }).where('trade_no', '=', `${order.number}-1`).execute()
  await t.startPay(buyer(0), order.number, { channel: 'h5' })
  await t.payAt(`${order.number}-1`)
  await t.payAt(`${order.number}-2`)
  expect(await t.pay.outbox.flush()).toEqual([204, 204])
  await t.pay.outbox.flush()
  expect(await t.view(buyer(0), order.number)).toMatchObject({ status: 'paid', refund: { kind: 'doublePayment', status: 'succeeded' } })
  expect(await refundsOf(order.number)).toHaveLength(1)
})

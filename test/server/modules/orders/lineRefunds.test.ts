import { Order } from '../../../../contract/orders'
import { RefundExcludedProblem } from '../../../../contract/refunds'
import { NEAR_EXPIRY_NOTICE } from '../../../../domain/nearExpiryNotice'
import { deliverOrder, shipOrder } from '../../../../server/modules/orders/merchant/fulfilment'
import { approveRefund, rejectRefund } from '../../../../server/modules/orders/merchant/refunds'
import { sweepOrders } from '../../../../server/modules/orders/sweep'
import { reconcile } from '../../../../server/modules/payments/reconcile'
import { expectContract } from '../../../support/contract'
import { buildOrderApp, MANAGER, type Buyer, type Goods, type OrderApp } from '../../../support/orders'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const FREIGHT = 800

/** The reference shop takes none. */
jest.mock('../../../../domain/freight', () => ({ freightOf: () => 800 }))

let t: OrderApp
let buyer: Buyer
jest.setTimeout(120_000)
beforeAll(async () => {
  t = await buildOrderApp()
})
afterAll(() => t.close())
beforeEach(async () => {
  t.clock.set('2026-05-20T10:00:00+08:00')
  buyer = await t.buyer()
})
afterEach(() => t.expectSoundStock())

type Wanted = { batchId: string; quantity: number }[]
const by = (number: string) => ({ operator: MANAGER, number })
const post = (number: string, path: string, body: object, token: string | undefined = buyer.token) => t.call('POST', `/v1/orders/${number}/${path}`, { body, ...(token ? { token } : {}) })
const ask = (number: string, lines?: Wanted, reason = 'damaged') => post(number, 'refund', { reason, ...(lines ? { lines } : {}) })
const sentBack = async (number: string) => (await t.refunds()).filter(({ tradeNo }) => tradeNo.startsWith(number)).map(({ amountCents }) => amountCents)
const flush = async () => expect((await t.pay.outbox.flush()).filter((status) => status !== 204)).toEqual([])

/** Three pots and one tea at 7.00 each, with freight, at the shopper's door. */
async function delivered({ near = [] as Goods[] } = {}) {
  const [pot, tea] = [await t.goods(), await t.goods()]
  const lines = [{ ...pot, quantity: 3 }, tea, ...near]
  const nearExpiryConfirmation = { version: NEAR_EXPIRY_NOTICE.version, batchIds: near.map(({ batchId }) => batchId) }
  const { number } = (await t.order(buyer, lines, { body: near.length > 0 ? { nearExpiryConfirmation } : {} })).json<Order>()
  const { totals } = await t.paid(buyer, number)
  await shipOrder(t.deps, by(number), { carrier: 'SF', trackingNumber: 'SF1234567890' })
  await deliverOrder(t.deps, by(number))
  return { number, pot: pot.batchId, tea: tea.batchId, total: totals.totalCents }
}

async function paidBack(number: string) {
  await approveRefund(t.deps, by(number))
  await sweepOrders(t.deps)
  await flush()
  return t.view(buyer, number)
}

describe('one damaged pot of three', () => {
  test('is paid back alone: the order stays delivered, says what went back, and keeps its dates', async () => {
    const { number, pot, tea, total } = await delivered()
    const before = await t.view(buyer, number)
    expect(before).toMatchObject({ refundableCents: total, refunds: [] })
    t.clock.advance(DAY_MS)
    const asked = (await ask(number, [{ batchId: pot, quantity: 1 }])).json<Order>()
    expect(asked).toMatchObject({
      status: 'refunding',
      refund: { status: 'requested', amountCents: 700, lines: [{ batchId: pot, quantity: 1, amountCents: 700 }] },
      lines: [{ returnedQuantity: 0 }, { returnedQuantity: 0 }],
      refundableCents: total - 700,
    })
    const after = await paidBack(number)
    expectContract(Order, after)
    expect(after).toMatchObject({
      status: 'delivered',
      actions: before.actions,
      deliveredAt: before.deliveredAt,
      refundedAt: null,
      refund: { status: 'succeeded', amountCents: 700 },
      lines: [{ batchId: pot, quantity: 3, returnedQuantity: 1 }, { batchId: tea, returnedQuantity: 0 }],
    })
    expect(await sentBack(number)).toEqual([700])
  })

  test('then the rest, with the freight: all that was paid is back, and the order is over', async () => {
    const { number, pot, total } = await delivered()
    await ask(number, [{ batchId: pot, quantity: 1 }])
    await paidBack(number)
    t.clock.advance(MINUTE_MS)
    expect((await ask(number)).json()).toMatchObject({ refund: { amountCents: total - 700, lines: [{ quantity: 2, amountCents: 1400 }, { quantity: 1, amountCents: 700 }] } })
    expect(await paidBack(number)).toMatchObject({ status: 'refunded', refundableCents: 0, refunds: [{ amountCents: total - 700 }, { amountCents: 700 }], lines: [{ returnedQuantity: 3 }, { returnedQuantity: 1 }] })
    expect(total).toBe(4 * 700 + FREIGHT)
    expect(await sentBack(number)).toEqual([700, total - 700])
    expect((await ask(number)).json()).toMatchObject({ status: 409, code: 'order_state_conflict' })
  })

  test('the clock of the order goes on: seven days after delivery it is received, and a week later no more goes back', async () => {
    const { number, pot } = await delivered()
    t.clock.advance(6 * DAY_MS)
    await ask(number, [{ batchId: pot, quantity: 1 }])
    expect(await paidBack(number)).toMatchObject({ status: 'delivered' })
    t.clock.advance(2 * DAY_MS)
    await sweepOrders(t.deps)
    const { doneAt } = await t.view(buyer, number)
    expect(doneAt).toBe(new Date(t.clock.now()).toISOString())
    t.clock.advance(7 * DAY_MS)
    await ask(number, [{ batchId: pot, quantity: 1 }])
    expect(await paidBack(number)).toMatchObject({ status: 'done', doneAt })
    t.clock.advance(DAY_MS)
    expect((await ask(number, [{ batchId: pot, quantity: 1 }])).json()).toMatchObject({ code: 'order_state_conflict' })
  })

  test('refused, it may be asked for again, and counts for nothing meanwhile', async () => {
    const { number, pot, total } = await delivered()
    await ask(number, [{ batchId: pot, quantity: 3 }])
    await rejectRefund(t.deps, by(number), '请附照片')
    expect(await t.view(buyer, number)).toMatchObject({ status: 'delivered', refundableCents: total, lines: [{ returnedQuantity: 0 }, {}] })
    expect((await ask(number, [{ batchId: pot, quantity: 3 }])).json()).toMatchObject({ refund: { status: 'requested', amountCents: 2100 }, refunds: [{ status: 'requested' }, { status: 'rejected' }] })
  })

  test('what has left the house does not come back onto the shelf', async () => {
    const { number, pot } = await delivered()
    await ask(number, [{ batchId: pot, quantity: 1 }])
    await paidBack(number)
    expect(await t.batch(pot)).toEqual({ stock: 7, reserved: 0 })
  })

  test('a line that cost nothing is settled without WeChat, which takes no refund of nothing', async () => {
    const { number, tea } = await delivered()
    await t.database.db.updateTable('order_line').set({ price_cents: 0 }).where('batch_id', '=', tea).execute()
    expect((await ask(number, [{ batchId: tea, quantity: 1 }])).json()).toMatchObject({ refund: { amountCents: 0 } })
    expect(await paidBack(number)).toMatchObject({ status: 'delivered', refund: { status: 'succeeded' } })
    expect(await sentBack(number)).toEqual([])
  })
})

describe('seven days without a reason', () => {
  test('are for the other goods of the parcel: those that were confirmed near their date stay, and are named', async () => {
    const near = await t.goods({ remainingDays: 15 })
    const { number, pot, tea } = await delivered({ near: [near] })
    const refused = (await ask(number, [{ batchId: pot, quantity: 1 }, { batchId: near.batchId, quantity: 1 }], 'changedMind')).json<object>()
    expectContract(RefundExcludedProblem, refused)
    expect(refused).toMatchObject({ status: 409, code: 'refund_excluded', batchIds: [near.batchId] })
    expect((await ask(number, undefined, 'changedMind')).json()).toMatchObject({ refund: { amountCents: 2800, lines: [{ batchId: pot, quantity: 3 }, { batchId: tea, quantity: 1 }] } })
    expect(await paidBack(number)).toMatchObject({ status: 'delivered' })
    expect((await ask(number, undefined, 'changedMind')).json()).toMatchObject({ code: 'refund_excluded', batchIds: [near.batchId] })
    // A fault is the merchant's in any case; with the last of the goods the freight goes back.
    expect((await ask(number, undefined, 'damaged')).json()).toMatchObject({ refund: { amountCents: near.priceCents + FREIGHT } })
  })
})

describe('refused', () => {
  const STRANGER = '01890000-0000-7000-8000-000000000000'

  test.each<[string, (order: { pot: string; tea: string }) => object, number, string]>([
    ['more than was bought', ({ pot }) => [{ batchId: pot, quantity: 4 }], 409, 'refund_exceeds'],
    ['what is no line of it', ({ pot }) => [{ batchId: pot, quantity: 1 }, { batchId: STRANGER, quantity: 1 }], 400, 'invalid_request'],
    ['a line twice', ({ pot }) => [{ batchId: pot, quantity: 1 }, { batchId: pot, quantity: 1 }], 400, 'invalid_request'],
    ['no lines', () => [], 400, 'invalid_request'],
    ['none of a line', ({ pot }) => [{ batchId: pot, quantity: 0 }], 400, 'invalid_request'],
    ['half a pot', ({ pot }) => [{ batchId: pot, quantity: 0.5 }], 400, 'invalid_request'],
    ['an amount of one’s own', ({ pot }) => [{ batchId: pot, quantity: 1, amountCents: 9900 }], 400, 'invalid_request'],
    ['a batch that is no id', () => [{ batchId: '1', quantity: 1 }], 400, 'invalid_request'],
  ])('%s', async (_name, lines, status, code) => {
    const order = await delivered()
    expect((await post(order.number, 'refund', { reason: 'damaged', lines: lines(order) })).json()).toMatchObject({ status, code })
    expect(await t.view(buyer, order.number)).toMatchObject({ status: 'delivered', refund: null })
  })

  test('more than is left after a part', async () => {
    const { number, pot } = await delivered()
    await ask(number, [{ batchId: pot, quantity: 2 }])
    await paidBack(number)
    expect((await ask(number, [{ batchId: pot, quantity: 2 }])).json()).toMatchObject({ status: 409, code: 'refund_exceeds' })
  })

  test('a part of what was not shipped; the whole of it is a cancellation', async () => {
    const goods = await t.goods()
    const { number, totals } = await t.paid(buyer, (await t.ordered(buyer, [{ ...goods, quantity: 2 }])).number)
    expect((await ask(number, [{ batchId: goods.batchId, quantity: 1 }])).json()).toMatchObject({ status: 409, code: 'refund_whole_order' })
    expect((await ask(number, [{ batchId: goods.batchId, quantity: 2 }])).json()).toMatchObject({ refund: { amountCents: totals.totalCents } })
    await paidBack(number)
    expect(await t.batch(goods.batchId)).toEqual({ stock: 10, reserved: 0 })
  })

  test('another shopper’s, and without a session', async () => {
    const { number, pot } = await delivered()
    const other = await t.buyer()
    const body = { reason: 'damaged', lines: [{ batchId: pot, quantity: 1 }] }
    expect((await post(number, 'refund', body, other.token)).json()).toMatchObject({ status: 404, code: 'not_found' })
    expect((await post(number, 'refund', body, '')).json()).toMatchObject({ status: 401, code: 'not_signed_in' })
  })

  test('a second wish while there is one, and while it is on its way', async () => {
    const { number, pot, tea } = await delivered()
    await ask(number, [{ batchId: pot, quantity: 1 }])
    expect((await ask(number, [{ batchId: tea, quantity: 1 }])).json()).toMatchObject({ status: 409, code: 'order_state_conflict' })
    await approveRefund(t.deps, by(number))
    expect((await ask(number, [{ batchId: tea, quantity: 1 }])).json()).toMatchObject({ status: 409, code: 'order_state_conflict' })
  })
})

test('the next part waits until WeChat takes it: a minute after the last', async () => {
  const { number, pot } = await delivered()
  await ask(number, [{ batchId: pot, quantity: 1 }])
  await paidBack(number)
  await ask(number, [{ batchId: pot, quantity: 1 }])
  expect(await paidBack(number)).toMatchObject({ status: 'refunding', refund: { status: 'approved' } })
  t.clock.advance(MINUTE_MS)
  await sweepOrders(t.deps)
  await flush()
  expect(await t.view(buyer, number)).toMatchObject({ status: 'delivered', lines: [{ returnedQuantity: 2 }, {}] })
})

describe('at once', () => {
  test('two wishes for the same pots, ten times: one is noted, and no more goes back than was bought', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { number, pot } = await delivered()
      const outcomes = await Promise.all([ask(number, [{ batchId: pot, quantity: 2 }]), ask(number, [{ batchId: pot, quantity: 3 }])])
      expect(outcomes.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
      const { refund } = await paidBack(number)
      expect(await sentBack(number)).toEqual([refund?.amountCents])
    }
  })

  test('the news of a part, three times, beside the sweep and reconcile: it ends once', async () => {
    const { number, pot, total } = await delivered()
    await ask(number, [{ batchId: pot, quantity: 1 }])
    await approveRefund(t.deps, by(number))
    await Promise.all([sweepOrders(t.deps), sweepOrders(t.deps), reconcile(t.deps)])
    const [{ refundNo = '' } = {}] = (await t.refunds()).filter(({ tradeNo }) => tradeNo.startsWith(number)) as { refundNo?: string }[]
    for (let i = 0; i < 2; i += 1) await t.pay.app.inject({ method: 'POST', url: '/sandbox/refund-end', payload: { refundNo, end: 'SUCCESS' } })
    await Promise.all([flush(), sweepOrders(t.deps), reconcile(t.deps)])
    expect(await t.view(buyer, number)).toMatchObject({ status: 'delivered', refundableCents: total - 700, lines: [{ returnedQuantity: 1 }, { returnedQuantity: 0 }] })
    expect(await sentBack(number)).toEqual([700])
    // Old news after the next wish does not end it.
    await ask(number, [{ batchId: pot, quantity: 1 }])
    await t.pay.app.inject({ method: 'POST', url: '/sandbox/refund-end', payload: { refundNo, end: 'SUCCESS' } })
    await flush()
    expect(await t.view(buyer, number)).toMatchObject({ status: 'refunding', refund: { status: 'requested' } })
  })

  test('reconcile settles each part of one payment by itself', async () => {
    const { number, pot, total } = await delivered()
    for (const lines of [[{ batchId: pot, quantity: 1 }], [{ batchId: pot, quantity: 1 }], undefined]) {
      await ask(number, lines)
      await approveRefund(t.deps, by(number))
      await sweepOrders(t.deps)
      t.pay.outbox.drop()
      expect((await reconcile(t.deps)).refunds).toBe(1)
      t.clock.advance(MINUTE_MS)
    }
    expect(await t.view(buyer, number)).toMatchObject({ status: 'refunded', refunds: [{ status: 'succeeded' }, { status: 'succeeded' }, { status: 'succeeded' }] })
    expect((await sentBack(number)).reduce((sum, cents) => sum + cents, 0)).toBe(total)
  })
})

describe('what is left out where some went back', () => {
  const dates = async () => (await t.call('GET', '/v1/me/dates', { token: buyer.token })).json<{ items: { batchId: string; quantity: number }[] }>().items.map(({ batchId, quantity }) => [batchId, quantity])
  const again = async (number: string) => (await t.call('GET', `/v1/orders/${number}/buy-again`, { token: buyer.token })).json<{ items: { batchId: string; quantity: number }[] }>().items.map(({ batchId, quantity }) => [batchId, quantity])
  const sorted = (rows: (string | number)[][]) => [...rows].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))

  test('the dates and what is bought again have what was kept, also while the money is on its way', async () => {
    const { number, pot, tea } = await delivered()
    await ask(number, [{ batchId: pot, quantity: 1 }, { batchId: tea, quantity: 1 }])
    expect(await dates()).toEqual([[pot, 2]])
    await paidBack(number)
    expect(await dates()).toEqual([[pot, 2]])
    expect(await again(number)).toEqual([[pot, 2]])
    await ask(number)
    expect(await dates()).toEqual([])
    await rejectRefund(t.deps, by(number), '已经吃完了')
    expect(await dates()).toEqual([[pot, 2]])
  })

  test('an order that went back whole is bought again whole', async () => {
    const { number, pot, tea } = await delivered()
    await ask(number)
    await paidBack(number)
    expect(sorted(await again(number))).toEqual(sorted([[pot, 3], [tea, 1]]))
  })

  test('a reminder comes for what was kept alone', async () => {
    const near = [await t.goods({ remainingDays: 15 }), await t.goods({ remainingDays: 15 })]
    const { number } = await delivered({ near })
    for (const { batchId } of near) await t.call('PUT', `/v1/me/dates/${number}/${batchId}/reminder`, { token: buyer.token, body: { message: false } })
    await ask(number, [{ batchId: near[0]?.batchId ?? '', quantity: 1 }])
    await paidBack(number)
    t.clock.advance(10 * DAY_MS)
    await sweepOrders(t.deps)
    const { items } = (await t.call('GET', '/v1/me/notices', { token: buyer.token })).json<{ items: { kind: string; batchId?: string }[] }>()
    expect(items.filter(({ kind }) => kind === 'bestBefore').map(({ batchId }) => batchId)).toEqual([near[1]?.batchId])
  })
})

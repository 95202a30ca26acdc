import { OrderPreview, Order, type OrderPage } from '../../../../contract/orders'
import { addDays, todayInShanghai } from '../../../../domain/calendarDay'
import { stopCampaign } from '../../../../server/modules/coupons/campaigns'
import { deliverOrder, packOrder, shipOrder } from '../../../../server/modules/orders/merchant/fulfilment'
import { approveRefund, callOffOrder } from '../../../../server/modules/orders/merchant/refunds'
import { showForMerchant } from '../../../../server/modules/orders/merchant/view'
import { sweepOrders } from '../../../../server/modules/orders/sweep'
import { expectContract } from '../../../support/contract'
import { withCoupons } from '../../../support/coupons'
import { buildOrderApp, MANAGER, type Buyer, type Goods, type OrderApp } from '../../../support/orders'

let t: OrderApp
let c: ReturnType<typeof withCoupons>
let buyer: Buyer
/** 7 yuan each. */
let goods: Goods

jest.setTimeout(180_000)
beforeAll(async () => {
  t = await buildOrderApp()
  c = withCoupons(t)
})
afterAll(() => t.close())
beforeEach(async () => {
  buyer = await t.buyer()
  goods = await t.goods({ units: 100 })
})
afterEach(() => t.expectSoundStock())

const PAST = 15 * 60_000
const today = () => todayInShanghai(t.clock.now())
const preview = async (lines: (Goods & { quantity?: number })[], body: object = {}): Promise<OrderPreview> => {
  const response = await t.call('POST', '/v1/orders/preview', { token: buyer.token, body: { lines: lines.map(({ batchId, quantity = 1 }) => ({ batchId, quantity })), addressId: buyer.addressId, couponId: 'best', ...body } })
  expectContract(OrderPreview, response.json())
  return response.json()
}
const order = (couponId: string, quantity = 3, who = buyer) => t.order(who, [{ ...goods, quantity }], { body: { couponId } })
const ordered = async (couponId: string, quantity = 3): Promise<Order> => {
  const response = await order(couponId, quantity)
  if (response.statusCode !== 201) throw new Error(response.body)
  return response.json()
}
const unused = async () => (await c.own(buyer)).map(({ couponId }) => couponId)
const linesOf = async (number: string) => t.database.db.selectFrom('order_line as l').innerJoin('shop_order as o', 'o.id', 'l.order_id').select(['l.coupon_cents', 'l.price_cents', 'l.quantity']).where('o.number', '=', number).orderBy('l.position').execute()

describe('the preview', () => {
  test('without coupons is as it was', async () => {
    expect(await preview([goods])).toMatchObject({ coupons: { chosenId: null, usable: [], unusable: [] }, totals: { goodsCents: 700, couponCents: 0, totalCents: 700 } })
  })

  test('gives none to an app that does not know of them: what it shows is what its order costs', async () => {
    await c.claimed(buyer)
    const lines = [{ batchId: goods.batchId, quantity: 3 }]
    const shown = (await t.call('POST', '/v1/orders/preview', { token: buyer.token, body: { lines, addressId: buyer.addressId } })).json<OrderPreview>()
    expect(shown).toMatchObject({ coupons: { chosenId: null }, totals: { couponCents: 0, totalCents: 2100 } })
    expect((await t.order(buyer, [{ ...goods, quantity: 3 }])).json<Order>().totals.totalCents).toBe(2100)
  })

  test('proposes the best, and says of the others why they do not count', async () => {
    const small = await c.claimed(buyer, { amountCents: 300 })
    const best = await c.claimed(buyer, { amountCents: 900 })
    const far = await c.claimed(buyer, { amountCents: 2000, thresholdCents: 5000 })
    const dairy = await c.claimed(buyer, { category: await otherCategory() })
    const later = await c.claimed(buyer, { validity: { startsOn: addDays(today(), 40), endsOn: addDays(today(), 50) } })
    const answer = await preview([{ ...goods, quantity: 3 }])
    expect(answer.totals).toMatchObject({ goodsCents: 2100, couponCents: 900, totalCents: 1200 })
    expect(answer.coupons.chosenId).toBe(best)
    expect(answer.coupons.usable.map(({ couponId, savesCents }) => [couponId, savesCents])).toEqual([[best, 900], [small, 300]])
    expect(answer.coupons.unusable.map(({ couponId, obstacle }) => [couponId, obstacle])).toEqual(
      expect.arrayContaining([
        [far, { kind: 'threshold', shortCents: 2900 }],
        [dairy, { kind: 'category' }],
        [later, { kind: 'notYet', startsOn: addDays(today(), 40) }],
      ]),
    )
  })

  test('takes the wish: another, or none; one that does not count gives way to the best', async () => {
    const small = await c.claimed(buyer, { amountCents: 300 })
    const best = await c.claimed(buyer, { amountCents: 900 })
    const far = await c.claimed(buyer, { thresholdCents: 50_000 })
    const wish = async (couponId: string | null) => (await preview([{ ...goods, quantity: 3 }], { couponId })).coupons.chosenId
    expect([await wish(small), await wish(null), await wish(far), await wish('01890000-0000-7000-8000-000000000000')]).toEqual([small, null, best, best])
    expect((await t.call('POST', '/v1/orders/preview', { token: buyer.token, body: { lines: [{ batchId: goods.batchId, quantity: 1 }], couponId: 'x' } })).statusCode).toBe(400)
  })

  test('goods that cannot be ordered do not count', async () => {
    await c.claimed(buyer)
    const few = await t.goods({ units: 1 })
    expect((await preview([goods, { ...few, quantity: 2 }])).coupons).toMatchObject({ chosenId: null, unusable: [{ obstacle: { kind: 'threshold', shortCents: 1300 } }] })
  })

  test("another's coupons are not proposed", async () => {
    await c.claimed(await t.buyer())
    expect((await preview([{ ...goods, quantity: 3 }])).coupons).toEqual({ chosenId: null, usable: [], unusable: [] })
  })
})

describe('an order with a coupon', () => {
  test('costs less by it, to the cent on its lines; order, list and merchant show it', async () => {
    const couponId = await c.claimed(buyer, { title: '满二十减五' })
    const other = await t.goods({ listPriceCents: 1430 })
    const response = await t.order(buyer, [{ ...goods, quantity: 2 }, other], { body: { couponId } })
    const made = response.json<Order>()
    expectContract(Order, made)
    expect(made).toMatchObject({ totals: { goodsCents: 2401, couponCents: 500, totalCents: 1901 }, coupon: { couponId, title: '满二十减五' } })
    expect(made.lines.map(({ couponCents }) => couponCents)).toEqual([292, 208])
    expect((await linesOf(made.number)).reduce((sum, line) => sum + line.coupon_cents, 0)).toBe(500)
    expect((await t.call('GET', '/v1/orders', { token: buyer.token })).json<OrderPage>().items[0]?.totals).toEqual(made.totals)
    expect(await showForMerchant(t.deps, MANAGER, made.number)).toMatchObject({ totalCents: 1901, coupon: { title: '满二十减五', amountCents: 500 } })
    await t.paid(buyer, made.number)
    expect(await t.database.db.selectFrom('payment').select('amount_cents').where('trade_no', '=', `${made.number}-1`).executeTakeFirstOrThrow()).toEqual({ amount_cents: 1901 })
    expect(await unused()).toEqual([])
  })

  test('only lines of its category bear it', async () => {
    const elsewhere = await t.goods()
    const category = await otherCategory()
    await t.database.db.updateTable('product').set((eb) => ({ category_id: eb.selectFrom('category').select('id').where('slug', '=', category) })).where('id', '=', elsewhere.productId).execute()
    const couponId = await c.claimed(buyer, { category })
    const lines = [{ ...goods, quantity: 5 }, { ...elsewhere, quantity: 3 }]
    const made = (await t.order(buyer, lines, { body: { couponId } })).json<Order>()
    expect([made.totals.couponCents, made.lines.map(({ couponCents }) => couponCents)]).toEqual([500, [0, 500]])
    const another = await c.claimed(buyer, { category })
    expect((await t.order(buyer, [{ ...goods, quantity: 5 }, elsewhere], { body: { couponId: another } })).json()).toMatchObject({ obstacle: { kind: 'threshold', shortCents: 1300 } })
  })

  test('without one is as it was, also where one could be used', async () => {
    await c.claimed(buyer)
    expect(await t.ordered(buyer, [{ ...goods, quantity: 3 }])).toMatchObject({ coupon: null, totals: { couponCents: 0, totalCents: 2100 } })
    expect((await t.order(buyer, [{ ...goods, quantity: 3 }], { body: { couponId: null } })).json()).toMatchObject({ coupon: null })
  })

  test('is not made with one that does not count, and says why', async () => {
    const couponId = await c.claimed(buyer, { validity: { days: 1 } })
    const before = await t.batch(goods.batchId)
    expect((await order(couponId, 2)).json()).toMatchObject({ status: 409, code: 'coupon_unusable', obstacle: { kind: 'threshold', shortCents: 600 } })
    const another = await c.claimed(await t.buyer())
    expect((await order(another)).json()).toMatchObject({ status: 409, code: 'coupon_unusable', obstacle: null })
    t.clock.advance(86_400_000)
    expect((await order(couponId)).json()).toMatchObject({ code: 'coupon_unusable', obstacle: { kind: 'expired' } })
    expect(await t.batch(goods.batchId)).toEqual(before)
    expect((await t.call('GET', '/v1/orders', { token: buyer.token })).json<OrderPage>().items).toEqual([])
  })

  test('a price that fell below the threshold since refuses it as well', async () => {
    const couponId = await c.claimed(buyer, { thresholdCents: 2100 })
    await t.database.db.updateTable('batch').set({ list_price_cents: 900 }).where('id', '=', goods.batchId).execute()
    expect((await order(couponId)).json()).toMatchObject({ code: 'coupon_unusable', obstacle: { kind: 'threshold', shortCents: 210 } })
  })

  test('one that was claimed stays good when the offer is stopped', async () => {
    const couponId = await c.claimed(buyer)
    await stopCampaign(t.deps, MANAGER, couponId)
    expect((await ordered(couponId)).totals.couponCents).toBe(500)
  })

  test('the same key answers the same order, and holds the coupon once', async () => {
    const couponId = await c.claimed(buyer)
    const send = () => t.order(buyer, [{ ...goods, quantity: 3 }], { key: 'coupon-key', body: { couponId } })
    const [first, second] = [await send(), await send()]
    expect([second.statusCode, second.json<Order>().number]).toEqual([201, first.json<Order>().number])
    expect((await t.order(buyer, [{ ...goods, quantity: 3 }], { key: 'coupon-key' })).json()).toMatchObject({ code: 'idempotency_mismatch' })
  })
})

describe('two orders at once with one coupon', () => {
  test('exactly one gets it, twenty times', async () => {
    for (let round = 0; round < 20; round += 1) {
      const couponId = await c.claimed(buyer)
      const responses = await Promise.all([order(couponId), order(couponId), order(couponId)])
      expect(responses.map((response) => response.statusCode).sort()).toEqual([201, 409, 409])
      for (const response of responses) if (response.statusCode === 409) expect(response.json()).toMatchObject({ code: 'coupon_unusable', obstacle: { kind: 'used' } })
      const number = responses.find((response) => response.statusCode === 201)?.json<Order>().number
      await t.call('POST', `/v1/orders/${number}/cancel`, { token: buyer.token })
    }
  })

  test('orders against cancellations over the same goods and coupons: nobody waits for ever, and each coupon is free or held', async () => {
    const shoppers = await Promise.all(Array.from({ length: 12 }, () => t.buyer()))
    const couponId = await c.offer()
    await Promise.all(shoppers.map((who) => c.claim(who, couponId)))
    const held = await Promise.all(shoppers.map(async (who) => ({ who, number: (await order(couponId, 3, who)).json<Order>().number })))
    const responses = await Promise.all(held.flatMap(({ who, number }) => [t.call('POST', `/v1/orders/${number}/cancel`, { token: who.token }), order(couponId, 3, who)]))
    expect(responses.filter(({ statusCode }) => ![200, 201, 409].includes(statusCode)).map(({ body }) => body)).toEqual([])
    const rows = await t.database.db
      .selectFrom('shopper_coupon as s')
      .leftJoin('shop_order as o', 'o.id', 's.order_id')
      .select(['s.order_id', 'o.status', 'o.user_id', 's.user_id as owner'])
      .where('s.coupon_id', '=', couponId)
      .execute()
    expect(rows).toHaveLength(12)
    for (const row of rows) expect(row.order_id === null || (row.status === 'unpaid' && row.user_id === row.owner)).toBe(true)
  })
})

describe('an order that comes to nothing gives its coupon back', () => {
  test('cancelled by the shopper; the next order may have it', async () => {
    const couponId = await c.claimed(buyer)
    const { number } = await ordered(couponId)
    expect(await unused()).toEqual([])
    await t.call('POST', `/v1/orders/${number}/cancel`, { token: buyer.token })
    expect(await unused()).toEqual([couponId])
    expect(await t.view(buyer, number)).toMatchObject({ status: 'cancelled', totals: { couponCents: 500 } })
    await ordered(couponId)
  })

  test('not paid in time: by the sweep, and by whatever looks first', async () => {
    const couponId = await c.claimed(buyer)
    await ordered(couponId)
    t.clock.advance(PAST)
    await sweepOrders(t.deps)
    expect(await unused()).toEqual([couponId])
    await ordered(couponId)
    t.clock.advance(PAST)
    expect((await preview([{ ...goods, quantity: 3 }])).coupons.chosenId).toBe(couponId)
    await ordered(couponId)
    t.clock.advance(PAST)
    await ordered(couponId)
    t.clock.advance(PAST)
    expect(await unused()).toEqual([couponId])
  })

  test('paid back whole before it was shipped, and called off; not once it was shipped', async () => {
    const couponId = await c.claimed(buyer)
    const refund = async (number: string) => {
      await t.call('POST', `/v1/orders/${number}/refund`, { token: buyer.token, body: { reason: 'other' } })
      expect(await unused()).toEqual([])
      await approveRefund(t.deps, { operator: MANAGER, number })
      await settleRefunds()
    }
    const first = await t.paid(buyer, (await ordered(couponId)).number)
    await refund(first.number)
    expect([(await t.view(buyer, first.number)).status, await unused()]).toEqual(['refunded', [couponId]])

    const second = await t.paid(buyer, (await ordered(couponId)).number)
    await callOffOrder(t.deps, { operator: MANAGER, number: second.number }, '缺货')
    await settleRefunds()
    expect([(await t.view(buyer, second.number)).status, await unused()]).toEqual(['refunded', [couponId]])

    const third = await t.paid(buyer, (await ordered(couponId)).number)
    await packOrder(t.deps, { operator: MANAGER, number: third.number })
    await shipOrder(t.deps, { operator: MANAGER, number: third.number }, { carrier: 'SF', trackingNumber: 'SF1234567890' })
    await refund(third.number)
    expect([(await t.view(buyer, third.number)).status, await unused()]).toEqual(['refunded', []])
    expect(await c.own(buyer, 'used')).toMatchObject([{ orderNumber: third.number }])
  })

  test('money that comes late for a cancelled order leaves the coupon with the order that has it by now', async () => {
    const couponId = await c.claimed(buyer)
    const { number } = await ordered(couponId)
    await t.startPay(buyer, number)
    await t.payFault({ path: '/v3/pay/transactions/out-trade-no/:no/close', drop: true, times: 2 })
    await t.call('POST', `/v1/orders/${number}/cancel`, { token: buyer.token })
    const next = await ordered(couponId)
    await t.payAt(`${number}-1`)
    await t.pay.outbox.flush()
    await t.pay.outbox.flush()
    expect(await t.view(buyer, number)).toMatchObject({ status: 'refunded', refund: { amountCents: 1600 } })
    expect(await c.own(buyer, 'used')).toMatchObject([{ couponId, orderNumber: next.number }])
  })
})

async function settleRefunds(): Promise<void> {
  await sweepOrders(t.deps)
  await t.pay.outbox.flush()
}

async function categoryOf({ productId }: Goods): Promise<string> {
  return (await t.database.db.selectFrom('product as p').innerJoin('category as k', 'k.id', 'p.category_id').select('k.slug').where('p.id', '=', productId).executeTakeFirstOrThrow()).slug
}

async function otherCategory(): Promise<string> {
  const own = await categoryOf(goods)
  const other = await t.database.db.selectFrom('category').select('slug').where('slug', '!=', own).executeTakeFirst()
  if (other) return other.slug
  await t.database.db.insertInto('category').values({ id: '01890000-0000-7000-8000-0000000000aa', slug: 'elsewhere', name: '别处', icon: 'milk', tint: 't1', position: 99 }).execute()
  return 'elsewhere'
}

test('goods that go back one by one bring what was paid for them, and together what was paid', async () => {
  const { number, totals } = await ordered(await c.claimed(buyer))
  expect(totals).toMatchObject({ goodsCents: 2100, couponCents: 500, totalCents: 1600 })
  await t.paid(buyer, number)
  const by = { operator: MANAGER, number }
  await shipOrder(t.deps, by, { carrier: 'SF', trackingNumber: 'SF1234567890' })
  await deliverOrder(t.deps, by)
  const amounts: number[] = []
  for (let unit = 0; unit < 3; unit++) {
    const asked = await t.call('POST', `/v1/orders/${number}/refund`, { token: buyer.token, body: { reason: 'damaged', lines: [{ batchId: goods.batchId, quantity: 1 }] } })
    amounts.push(asked.json<Order>().refund?.amountCents ?? 0)
    await approveRefund(t.deps, by)
    t.clock.advance(60_000)
    await sweepOrders(t.deps)
    await t.pay.outbox.flush()
  }
  expect(amounts).toEqual([533, 533, 534])
  expect(await t.view(buyer, number)).toMatchObject({ status: 'refunded', refundableCents: 0 })
  // It has left the house: the coupon is spent.
  expect(await unused()).toEqual([])
})

import { Order, OrderPreview, type NearExpiryNotice } from '../../../../contract/orders'
import { UNPAID_ORDER_LIMIT } from '../../../../contract/limits'
import { NEAR_EXPIRY_NOTICE } from '../../../../domain/nearExpiryNotice'
import { newId } from '../../../../server/ids'
import { expectContract } from '../../../support/contract'
import { buildOrderApp, type Buyer, type OrderApp } from '../../../support/orders'

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

const preview = (body: object, token = buyer.token) => t.call('POST', '/v1/orders/preview', { token, body })
const listed = async (productId: string) => (await t.app.inject(`/v1/products/${productId}`)).json<{ offer: { stock: number } | null }>().offer?.stock ?? null

describe('POST /v1/orders/preview', () => {
  test('answers prices, days on arrival at the address, and totals, and holds nothing', async () => {
    const goods = await t.goods()
    const response = await preview({ lines: [{ batchId: goods.batchId, quantity: 2 }], addressId: buyer.addressId })
    expect(response.statusCode).toBe(200)
    const body = response.json<OrderPreview>()
    expectContract(OrderPreview, body)
    // A day on the way inside Shanghai.
    expect(body.lines[0]).toMatchObject({ priceCents: 700, remainingDays: 100, remainingDaysOnArrival: 99, nextStep: expect.objectContaining({ priceCents: expect.any(Number) }), orderable: true, changes: [] })
    expect(body).toMatchObject({ transitDays: 1, nearExpiry: null, canOrder: true, needsPhone: false, totals: { quantity: 2, goodsCents: 1400, savedCents: 600, freightCents: 0, totalCents: 1400 } })
    expect(await t.batch(goods.batchId)).toMatchObject({ reserved: 0 })
  })

  test('without an address the usual way is assumed, and the order cannot be made yet', async () => {
    const goods = await t.goods()
    expect((await preview({ lines: [{ batchId: goods.batchId, quantity: 1 }] })).json()).toMatchObject({ address: null, transitDays: 2, canOrder: false })
  })

  test('a far province is too far for what reaches Shanghai', async () => {
    const far = await t.buyer(undefined, '540102')
    const goods = await t.goods({ remainingDays: 6 })
    const lines = [{ batchId: goods.batchId, quantity: 1 }]
    expect((await preview({ lines, addressId: buyer.addressId })).json()).toMatchObject({ canOrder: true })
    expect((await preview({ lines, addressId: far.addressId }, far.token)).json()).toMatchObject({
      transitDays: 7,
      canOrder: false,
      lines: [{ orderable: false, changes: [{ kind: 'tooClose', remainingDaysOnArrival: -1 }] }],
      totals: { quantity: 0, totalCents: 0 },
    })
  })

  test.each([
    [97, { priceCents: 500 }],
    [98, null],
  ])('the next step is one that the catalogue sells at (%d days at the door)', async (minDaysAtDelivery, nextStep) => {
    const goods = await t.goods({ remainingDays: 101, minDaysAtDelivery })
    const { lines } = (await preview({ lines: [{ batchId: goods.batchId, quantity: 1 }], addressId: buyer.addressId })).json()
    expect(lines[0]).toMatchObject({ orderable: true, nextStep: nextStep && expect.objectContaining(nextStep) })
  })

  test('names what changed since the shopper looked', async () => {
    const [rose, fell, short] = [await t.goods(), await t.goods(), await t.goods({ units: 3 })]
    const gone = newId()
    const lines = [
      { batchId: rose.batchId, quantity: 1, priceCents: 600 },
      { batchId: fell.batchId, quantity: 1, priceCents: 900 },
      { batchId: short.batchId, quantity: 4 },
      { batchId: gone, quantity: 1 },
    ]
    const body = (await preview({ lines, addressId: buyer.addressId })).json<OrderPreview>()
    expect(body.missing).toEqual([gone])
    expect(body.lines.map((line) => [line.orderable, line.changes])).toEqual([
      [true, [{ kind: 'price', fromCents: 600, toCents: 700 }]],
      [true, [{ kind: 'price', fromCents: 900, toCents: 700 }]],
      [false, [{ kind: 'stock', available: 3 }]],
    ])
    expect(body.canOrder).toBe(false)
  })

  test('names the lines near their date and the text to confirm', async () => {
    const [near, fresh] = [await t.goods({ remainingDays: 15 }), await t.goods()]
    const lines = [near, fresh].map(({ batchId }) => ({ batchId, quantity: 1 }))
    expect((await preview({ lines, addressId: buyer.addressId })).json()).toMatchObject({ nearExpiry: { ...NEAR_EXPIRY_NOTICE, batchIds: [near.batchId] } })
  })

  test('says when a number is still needed', async () => {
    const { token } = await t.signUp('no number')
    const goods = await t.goods()
    expect((await preview({ lines: [{ batchId: goods.batchId, quantity: 1 }] }, token)).json()).toMatchObject({ needsPhone: true })
  })

  test.each([[{ lines: [] }], [{}], [{ lines: [{ batchId: 'x', quantity: 1 }] }], [{ lines: [{ batchId: newId(), quantity: 0 }] }], [{ lines: [{ batchId: newId(), quantity: 1, note: 'x' }] }]])('%j is 400', async (body) => {
    expect((await preview(body)).json()).toMatchObject({ status: 400, code: 'invalid_request' })
  })

  test('the same batch twice is 400', async () => {
    const line = { batchId: newId(), quantity: 1 }
    expect((await preview({ lines: [line, line] })).json()).toMatchObject({ status: 400, code: 'invalid_request' })
  })

  test("security 18: another's address is 404; without a session 401", async () => {
    const [other, goods] = [await t.buyer(), await t.goods()]
    const body = { lines: [{ batchId: goods.batchId, quantity: 1 }], addressId: other.addressId }
    expect((await preview(body)).json()).toMatchObject({ status: 404, code: 'not_found' })
    expect((await t.call('POST', '/v1/orders/preview', { body })).json()).toMatchObject({ status: 401, code: 'not_signed_in' })
  })
})

describe('POST /v1/orders', () => {
  test('makes an order, holds the goods, and lists show it at once', async () => {
    const goods = await t.goods({ units: 5 })
    const response = await t.order(buyer, [{ ...goods, quantity: 2 }], { body: { remark: ' 放门口 ' } })
    expect(response.statusCode).toBe(201)
    const order = response.json<Order>()
    expectContract(Order, order)
    expect(order).toMatchObject({
      status: 'unpaid',
      number: expect.stringMatching(/^260520-[0-9A-Z]{5}-[0-9A-Z]{5}$/) as string,
      actions: ['pay', 'cancel'],
      secondsToPay: 900,
      remark: '放门口',
      totals: { totalCents: 1400 },
      address: { recipient: '王小满', phone: '13800138000', district: '黄浦区' },
      lines: [{ batchId: goods.batchId, quantity: 2, priceCents: 700, remainingDays: 100, remainingDaysOnArrival: 99, nearExpiry: false, nearExpiryConfirmed: false }],
    })
    expect(await t.batch(goods.batchId)).toEqual({ stock: 5, reserved: 2 })
    expect(await listed(goods.productId)).toBe(3)
  })

  test('the last unit takes the product off the lists', async () => {
    const goods = await t.goods({ units: 1 })
    await t.ordered(buyer, [goods])
    expect(await listed(goods.productId)).toBeNull()
  })

  test('several lines: all or nothing', async () => {
    const [a, b] = [await t.goods(), await t.goods({ units: 1 })]
    const response = await t.order(buyer, [a, { ...b, quantity: 2 }])
    expect(response.json()).toMatchObject({ status: 409, code: 'order_changed', lines: [{ batchId: b.batchId, changes: [{ kind: 'stock', available: 1 }] }] })
    expect(await t.batch(a.batchId)).toMatchObject({ reserved: 0 })
  })

  test('a copied address does not change with the book', async () => {
    const order = await t.ordered(buyer, [await t.goods()])
    await t.call('PATCH', `/v1/me/addresses/${buyer.addressId}`, { token: buyer.token, body: { detail: '别处', recipient: '李四' } })
    expect(await t.view(buyer, order.number)).toMatchObject({ address: { recipient: '王小满', detail: '南京东路 1 号 201 室' } })
  })

  test('security 26: name, number, street and remark are encrypted at rest', async () => {
    const order = (await t.order(buyer, [await t.goods()], { body: { remark: '打这个电话 13911112222' } })).json<Order>()
    const rows = JSON.stringify(await t.database.db.selectFrom('shop_order').selectAll().where('number', '=', order.number).execute())
    for (const text of ['王小满', '13800138000', '南京东路', '13911112222']) expect(rows).not.toContain(text)
  })

  test('without a verified number it is 403 phone_required, and nothing is held', async () => {
    const { token, user } = await t.signUp('unverified')
    const address = await t.call('POST', '/v1/me/addresses', { token, body: { recipient: '王', phone: '13800138000', regionCode: '310101', detail: '1 号' } })
    const goods = await t.goods()
    const response = await t.order({ name: '', token, userId: user.id, addressId: address.json<{ id: string }>().id }, [goods])
    expect(response.json()).toMatchObject({ status: 403, code: 'phone_required' })
    expect(await t.batch(goods.batchId)).toMatchObject({ reserved: 0 })
  })

  test("security 18: another's address is 404", async () => {
    const other = await t.buyer()
    expect((await t.order({ ...buyer, addressId: other.addressId }, [await t.goods()])).json()).toMatchObject({ status: 404, code: 'not_found' })
  })

  test('without a session it is 401', async () => {
    expect((await t.order({ ...buyer, token: '' }, [await t.goods()])).json()).toMatchObject({ status: 401 })
  })

  test.each<[string, object]>([
    ['no lines', { lines: [] }],
    ['an unknown field', { total: 1 }],
    ['no price', { lines: [{ batchId: newId(), quantity: 1 }] }],
    ['a hundred units', { lines: [{ batchId: newId(), quantity: 100, priceCents: 1 }] }],
    ['a long remark', { remark: 'x'.repeat(101) }],
    ['an address that is none', { addressId: '1' }],
  ])('%s is 400', async (_name, body) => {
    expect((await t.order(buyer, [await t.goods()], { body })).json()).toMatchObject({ status: 400, code: 'invalid_request' })
  })

  test('a batch that does not exist is order_changed, by its id', async () => {
    const batchId = newId()
    expect((await t.order(buyer, [{ batchId, productId: '', priceCents: 1 }])).json()).toMatchObject({ status: 409, code: 'order_changed', lines: [{ batchId, name: null, changes: [{ kind: 'unavailable' }] }] })
  })

  test('a withdrawn batch is unavailable', async () => {
    const goods = await t.goods()
    await t.database.db.updateTable('batch').set({ status: 'withdrawn' }).where('id', '=', goods.batchId).execute()
    expect((await t.order(buyer, [goods])).json()).toMatchObject({ code: 'order_changed', lines: [{ changes: [{ kind: 'unavailable' }] }] })
  })

  test('holds at most five unpaid orders of one shopper, also when more come at once', async () => {
    const goods = await t.goods({ units: 50 })
    const statuses = (await Promise.all(Array.from({ length: 8 }, () => t.order(buyer, [goods])))).map((response) => response.statusCode)
    expect(statuses.filter((status) => status === 201)).toHaveLength(UNPAID_ORDER_LIMIT)
    expect((await t.order(buyer, [goods])).json()).toMatchObject({ status: 409, code: 'order_limit_reached' })
  })
})

describe('security 20: Idempotency-Key of an order', () => {
  test('is needed', async () => {
    const goods = await t.goods()
    const body = { lines: [{ batchId: goods.batchId, quantity: 1, priceCents: 700 }], addressId: buyer.addressId }
    expect((await t.call('POST', '/v1/orders', { token: buyer.token, body })).json()).toMatchObject({ status: 400, errors: [{ field: 'headers/idempotency-key' }] })
  })

  test('the same key and body is one order and one answer, also after a day', async () => {
    const goods = await t.goods()
    const first = await t.order(buyer, [goods], { key: 'k1' })
    const second = await t.order(buyer, [goods], { key: 'k1' })
    expect([second.statusCode, second.body, second.headers['idempotent-replayed']]).toEqual([201, first.body, 'true'])
    t.clock.advance(25 * 3_600_000)
    expect((await t.order(buyer, [goods], { key: 'k1' })).json()).toMatchObject({ number: first.json<Order>().number })
    expect(await t.database.db.selectFrom('shop_order').select('id').where('user_id', '=', buyer.userId).execute()).toHaveLength(1)
  })

  test('another body is 422, and keys of two shoppers do not meet', async () => {
    const [goods, other] = [await t.goods(), await t.buyer()]
    await t.order(buyer, [goods], { key: 'k2' })
    expect((await t.order(buyer, [{ ...goods, quantity: 2 }], { key: 'k2' })).json()).toMatchObject({ status: 422, code: 'idempotency_mismatch' })
    expect((await t.order(other, [goods], { key: 'k2' })).statusCode).toBe(201)
  })

  test('a refusal leaves the key free for a better try', async () => {
    const goods = await t.goods({ units: 1 })
    expect((await t.order(buyer, [{ ...goods, quantity: 2 }], { key: 'k3' })).statusCode).toBe(409)
    expect((await t.order(buyer, [goods], { key: 'k3' })).statusCode).toBe(201)
  })
})

describe('the price at order time', () => {
  test('that fell overnight is charged lower, without a word', async () => {
    // A step at 33 % of 200 days: 66 left is dearer than 65.
    const goods = await t.goods({ remainingDays: 66 })
    expect(goods.priceCents).toBe(500)
    t.clock.set('2026-05-21T00:00:01+08:00')
    const order = (await t.order(buyer, [goods])).json<Order>()
    expect(order).toMatchObject({ lines: [{ priceCents: 350 }], totals: { totalCents: 350 } })
  })

  test('that rose is refused with both prices, and nothing is held', async () => {
    const goods = await t.goods()
    await t.database.db.updateTable('batch').set({ list_price_cents: 2000 }).where('id', '=', goods.batchId).execute()
    expect((await t.order(buyer, [goods])).json()).toMatchObject({ status: 409, code: 'order_changed', lines: [{ batchId: goods.batchId, changes: [{ kind: 'price', fromCents: 700, toCents: 1400 }] }] })
    expect(await t.batch(goods.batchId)).toMatchObject({ reserved: 0 })
  })

  test('stays what it was once the order is made', async () => {
    const goods = await t.goods({ remainingDays: 66 })
    t.clock.set('2026-05-20T23:55:00+08:00')
    const order = await t.ordered(buyer, [goods])
    t.clock.set('2026-05-21T00:05:00+08:00')
    expect((await t.paid(buyer, order.number)).totals.totalCents).toBe(500)
  })
})

describe('the date at order time', () => {
  test('past it, nothing is sold, whatever the preview said the day before', async () => {
    const goods = await t.goods({ remainingDays: 0, minDaysAtDelivery: 0 })
    t.clock.set('2026-05-21T00:00:00+08:00')
    expect((await t.order(buyer, [goods])).json()).toMatchObject({ status: 409, code: 'order_changed', lines: [{ changes: [{ kind: 'expired', expiresOn: '2026-05-20' }] }] })
  })

  test('that became too close between preview and order is refused', async () => {
    const goods = await t.goods({ remainingDays: 4 })
    const lines = [{ batchId: goods.batchId, quantity: 1 }]
    expect((await preview({ lines, addressId: buyer.addressId })).json()).toMatchObject({ canOrder: true })
    t.clock.set('2026-05-21T00:00:00+08:00')
    expect((await t.order(buyer, [goods])).json()).toMatchObject({ code: 'order_changed', lines: [{ changes: [{ kind: 'tooClose', remainingDaysOnArrival: 2 }] }] })
  })
})

describe('goods near their date', () => {
  const confirmation = (batchIds: string[], version: string = NEAR_EXPIRY_NOTICE.version) => ({ body: { nearExpiryConfirmation: { version, batchIds } } })

  test('without the confirmation it is 422 with the text, and nothing is held', async () => {
    const [near, fresh] = [await t.goods({ remainingDays: 15 }), await t.goods()]
    const response = await t.order(buyer, [near, fresh])
    expect(response.json()).toMatchObject({ status: 422, code: 'near_expiry_unconfirmed' })
    expect(response.json<{ nearExpiry: NearExpiryNotice }>().nearExpiry).toEqual({ ...NEAR_EXPIRY_NOTICE, batchIds: [near.batchId] })
    expect(await t.batch(fresh.batchId)).toMatchObject({ reserved: 0 })
  })

  test('of one line of two, or under an older text, it is none', async () => {
    const [a, b] = [await t.goods({ remainingDays: 15 }), await t.goods({ remainingDays: 12 })]
    expect((await t.order(buyer, [a, b], confirmation([a.batchId]))).json()).toMatchObject({ code: 'near_expiry_unconfirmed' })
    expect((await t.order(buyer, [a, b], confirmation([a.batchId, b.batchId], '2020-01-01'))).json()).toMatchObject({ code: 'near_expiry_unconfirmed' })
  })

  test('the confirmation is stored with the text, its version, the time and the lines', async () => {
    const [near, fresh] = [await t.goods({ remainingDays: 15 }), await t.goods()]
    const order = (await t.order(buyer, [near, fresh], confirmation([near.batchId]))).json<Order>()
    expect(order.lines.map((line) => [line.nearExpiry, line.nearExpiryConfirmed])).toEqual([[true, true], [false, false]])
    expect(order.nearExpiry).toEqual({ ...NEAR_EXPIRY_NOTICE, confirmedAt: new Date(t.clock.now()).toISOString() })
    const { db } = t.database
    const { id } = await db.selectFrom('shop_order').select('id').where('number', '=', order.number).executeTakeFirstOrThrow()
    const row = await db.selectFrom('near_expiry_confirmation').selectAll().where('order_id', '=', id).executeTakeFirstOrThrow()
    expect(row).toMatchObject({ batch_ids: [near.batchId], version: NEAR_EXPIRY_NOTICE.version, wording: NEAR_EXPIRY_NOTICE.wording, confirmed_at: new Date(t.clock.now()) })
  })

  test('what came near its date overnight has to be confirmed now', async () => {
    // The window of 200 days is 20.
    const goods = await t.goods({ remainingDays: 21 })
    t.clock.set('2026-05-21T09:00:00+08:00')
    expect((await t.order(buyer, [goods])).json()).toMatchObject({ code: 'near_expiry_unconfirmed' })
  })
})

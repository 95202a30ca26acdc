import { Cart } from '../../../../contract/cart'
import { newId } from '../../../../server/ids'
import { BUDGETS } from '../../../budgets'
import { quantities, shelve } from '../../../support/cart'
import { batchEntry, batchWith, productEntry, stock } from '../../../support/catalogue'
import { expectContract } from '../../../support/contract'
import { buildIdentityApp, type IdentityApp } from '../../../support/identity'

let t: IdentityApp
let token: string
let shoppers = 0

beforeAll(async () => {
  t = await buildIdentityApp()
})
afterAll(() => t.close())
beforeEach(async () => {
  shoppers += 1
  token = (await t.signUp(`shopper ${shoppers}`)).token
})

const read = async (as = token) => (await t.call('GET', '/v1/cart', { token: as })).json<Cart>()
const put = (batchId: string, body: object, as = token) => t.call('PUT', `/v1/cart/lines/${batchId}`, { token: as, body })
const putAll = (lines: object[]) => t.call('PUT', '/v1/cart/lines', { token, body: { lines } })
const remove = (batchIds: string[], as = token) => t.call('POST', '/v1/cart/removals', { token: as, body: { batchIds } })

const setBatch = (id: string, values: { stock?: number; status?: 'withdrawn'; list_price_cents?: number }) =>
  t.database.db.updateTable('batch').set(values).where('id', '=', id).execute()

/** A product with one batch of ten units at 3.50. */
async function milk(over = {}): Promise<string> {
  const [id = ''] = await shelve(t, [batchWith(45, { stock: 10, listPriceCents: 1000, ...over })], { name: '低温鲜牛奶' })
  return id
}

describe('PUT /v1/cart/lines/{batchId}', () => {
  test('sets the quantity, answers the whole cart, and the same once more is no more', async () => {
    const id = await milk()
    await put(id, { quantity: 2, priceSeenCents: 500 })
    const response = await put(id, { quantity: 2, priceSeenCents: 500 })
    expect(response.statusCode).toBe(200)
    expect(response.headers['cache-control']).toBe('no-store')
    const cart = response.json<Cart>()
    expectContract(Cart, cart)
    expect(cart).toMatchObject({
      lines: [
        {
          batchId: id,
          quantity: 2,
          buyableQuantity: 2,
          change: 'price',
          priceSeenCents: 500,
          product: { name: '低温鲜牛奶', picture: { alt: '低温鲜牛奶' } },
          batch: { remainingDays: 45, remainingDaysOnArrival: 43, priceCents: 350, listPriceCents: 1000, stock: 10, unsellableReason: null },
          replacement: null,
        },
      ],
      totals: { count: 2, totalCents: 700, savedCents: 1300 },
    })
    expect(cart.lines[0]?.batch?.nextStep).toEqual({ startsOn: '2026-05-26', priceCents: 200 })
    expect(await read()).toEqual(cart)
  })

  test('takes at most what is there', async () => {
    const id = await milk({ stock: 3 })
    expect((await put(id, { quantity: 8 })).json<Cart>().lines).toMatchObject([{ quantity: 3, change: null, priceSeenCents: 350 }])
  })

  test('puts the latest first, and a change of quantity moves nothing', async () => {
    const [first, second] = [await milk(), await milk()]
    await put(first, { quantity: 1 })
    t.clock.advance(1_000)
    await put(second, { quantity: 1 })
    t.clock.advance(1_000)
    await put(first, { quantity: 2 })
    expect((await read()).lines.map((line) => line.batchId)).toEqual([second, first])
  })

  test('an unknown batch is 404, one that is not for sale 409', async () => {
    expect((await put(newId(), { quantity: 1 })).json()).toMatchObject({ status: 404, code: 'not_found' })
    for (const over of [{ stock: 0 }, { status: 'withdrawn' as const }]) {
      expect((await put(await milk(over), { quantity: 1 })).json()).toMatchObject({ status: 409, code: 'batch_unavailable' })
    }
    const [expired = ''] = await shelve(t, [batchWith(-1)])
    expect((await put(expired, { quantity: 1 })).json()).toMatchObject({ status: 409, code: 'batch_unavailable' })
  })

  test.each([{}, { quantity: 0 }, { quantity: 100 }, { quantity: 1.5 }, { quantity: '1' }, { quantity: 1, price: 1 }, { quantity: 1, priceSeenCents: -1 }])(
    'refuses %j',
    async (body) => {
      expect((await put(newId(), body)).statusCode).toBe(400)
    },
  )

  test('takes the place of the line whose batch it replaces', async () => {
    const [gone = '', other = ''] = await shelve(t, [batchWith(40, { stock: 5 }), batchWith(90, { stock: 5 })])
    const beside = await milk()
    await put(gone, { quantity: 2 })
    t.clock.advance(1_000)
    await put(beside, { quantity: 1 })
    await setBatch(gone, { stock: 0 })
    const { lines } = (await put(other, { quantity: 2, replaces: gone })).json<Cart>()
    expect(lines.map((line) => line.batchId)).toEqual([beside, other])
  })

  test('the 101st line is cart_full, the last one can still grow', async () => {
    const batches = Array.from({ length: 101 }, (_, i) => batchEntry({ code: `full-${i}`, producedDaysAgo: 10 + (i % 50) }))
    const ids = await shelve(t, batches)
    expect((await putAll(ids.slice(0, 100).map((batchId) => ({ batchId, quantity: 1 })))).statusCode).toBe(200)
    expect((await put(ids[100] ?? '', { quantity: 1 })).json()).toMatchObject({ status: 409, code: 'cart_full' })
    expect((await putAll([{ batchId: ids[100], quantity: 1 }])).json()).toMatchObject({ code: 'cart_full' })
    expect((await put(ids[0] ?? '', { quantity: 2 })).statusCode).toBe(200)
    expect((await put(ids[100] ?? '', { quantity: 1, replaces: ids[1] })).statusCode).toBe(200)
    expect((await read()).lines).toHaveLength(100)
  })
})

describe('what changed since', () => {
  test('a step of the price, a lack of stock, and both say the graver', async () => {
    const id = await milk()
    await put(id, { quantity: 4 })
    t.clock.set('2026-05-26T10:00:00+08:00')
    expect((await read()).lines).toMatchObject([{ change: 'price', priceSeenCents: 350, batch: { priceCents: 200 } }])
    await setBatch(id, { stock: 2 })
    expect(await read()).toMatchObject({
      lines: [{ change: 'stock', quantity: 4, buyableQuantity: 2, priceSeenCents: 350 }],
      totals: { count: 2, totalCents: 400, savedCents: 1600 },
    })
    t.clock.set('2026-05-20T10:00:00+08:00')
  })

  test('is written off by putting the line as it was seen', async () => {
    const id = await milk()
    await put(id, { quantity: 4, priceSeenCents: 500 })
    await setBatch(id, { stock: 2 })
    const cart = (await putAll([{ batchId: id, quantity: 2, priceSeenCents: 350 }])).json<Cart>()
    expect(cart.lines).toMatchObject([{ quantity: 2, change: null, priceSeenCents: 350 }])
  })

  test('a batch past its date, sold out or taken away counts for nothing', async () => {
    const [dated = '', sold = '', taken = ''] = [await milk(), await milk(), await milk()]
    for (const id of [dated, sold, taken]) await put(id, { quantity: 1 })
    await setBatch(sold, { stock: 0 })
    await setBatch(taken, { status: 'withdrawn' })
    await t.database.db.updateTable('batch').set({ production_date: '2025-01-01', shelf_life_days: 30, expires_on: '2025-01-31' }).where('id', '=', dated).execute()
    const cart = await read()
    expectContract(Cart, cart)
    expect(Object.fromEntries(cart.lines.map((line) => [line.batchId, [line.change, line.batch?.unsellableReason, line.buyableQuantity]]))).toEqual({
      [dated]: ['expired', 'expired', 0],
      [sold]: ['stock', 'soldOut', 0],
      [taken]: ['unavailable', 'withdrawn', 0],
    })
    expect(cart.totals).toEqual({ count: 0, totalCents: 0, savedCents: 0 })
  })

  test('another batch of the product is offered, not put in its place', async () => {
    const code = `two-${shoppers}`
    const batches = [batchWith(40, { code: 'soon', stock: 5 }), batchWith(120, { code: 'later', stock: 5 })]
    await stock(t, [productEntry({ code, batches })])
    const rows = await t.database.db.selectFrom('batch as b').innerJoin('product as p', 'p.id', 'b.product_id').select(['b.id', 'b.code']).where('p.code', '=', code).execute()
    const idOf = (name: string) => rows.find((row) => row.code === name)?.id ?? ''
    await put(idOf('soon'), { quantity: 2 })
    await stock(t, [productEntry({ code, batches: batches.map((batch) => (batch.code === 'soon' ? { ...batch, stock: 0 } : batch)) })])
    expect((await read()).lines).toMatchObject([
      { batchId: idOf('soon'), quantity: 2, buyableQuantity: 0, change: 'batchReplaced', replacement: { batchId: idOf('later'), priceCents: 700, stock: 5 } },
    ])
  })

  test('that he was told of is remembered until the line is put anew', async () => {
    const id = await milk()
    await put(id, { quantity: 1 })
    await setBatch(id, { stock: 0 })
    const told = (await putAll([{ batchId: id, quantity: 1, seenChange: 'stock' }])).json<Cart>()
    expect(told.lines).toMatchObject([{ change: 'stock', seenChange: 'stock', quantity: 1 }])
    await setBatch(id, { stock: 5 })
    expect((await put(id, { quantity: 1 })).json<Cart>().lines).toMatchObject([{ change: null, seenChange: null }])
  })

  test('a batch that is not in the catalogue any more leaves a line that says so', async () => {
    const id = await milk()
    await put(id, { quantity: 1 })
    await t.database.db.deleteFrom('batch').where('id', '=', id).execute()
    const cart = await read()
    expectContract(Cart, cart)
    expect(cart.lines).toMatchObject([{ change: 'unavailable', product: null, batch: null, buyableQuantity: 0 }])
    expect((await putAll([{ batchId: id, quantity: 1, seenChange: 'unavailable' }])).json<Cart>().lines).toHaveLength(1)
  })
})

describe('removals', () => {
  test('DELETE takes one line out, also when there is none', async () => {
    const id = await milk()
    await put(id, { quantity: 1 })
    for (let i = 0; i < 2; i += 1) expect((await t.call('DELETE', `/v1/cart/lines/${id}`, { token })).json()).toMatchObject({ lines: [] })
  })

  test('several at once, and all of them back', async () => {
    const [one, two, three] = [await milk(), await milk(), await milk({ stock: 2 })]
    for (const id of [one, two, three]) await put(id, { quantity: 2, priceSeenCents: 300 })
    const before = await read()
    await setBatch(three, { stock: 0 })
    expect(quantities((await remove([two, three])).json())).toEqual({ [one]: 2 })
    const back = await putAll([two, three].map((batchId) => ({ batchId, quantity: 2, priceSeenCents: 300 })))
    expect(quantities(back.json())).toEqual(quantities(before))
  })

  test.each([[{}], [{ batchIds: [] }], [{ batchIds: ['milk'] }], [{ batchIds: Array(101).fill(newId()) }]])('refuse %j', async (body) => {
    expect((await t.call('POST', '/v1/cart/removals', { token, body })).statusCode).toBe(400)
  })
})

describe('security 18: a cart is its owner’s', () => {
  test('nobody else sees, changes or empties it', async () => {
    const id = await milk()
    await put(id, { quantity: 2 })
    const other = (await t.signUp(`other ${shoppers}`)).token
    expect((await read(other)).lines).toEqual([])
    await put(id, { quantity: 5 }, other)
    await remove([id], other)
    expect(quantities(await read())).toEqual({ [id]: 2 })
  })

  test.each([
    ['GET', '/v1/cart'],
    ['PUT', '/v1/cart/lines'],
    ['PUT', '/v1/cart/lines/0193aaaa-0000-7000-8000-000000000001'],
    ['DELETE', '/v1/cart/lines/0193aaaa-0000-7000-8000-000000000001'],
    ['POST', '/v1/cart/removals'],
    ['POST', '/v1/cart/merge'],
  ])('%s %s without a session is 401', async (method, url) => {
    expect((await t.call(method, url, { body: {} })).json()).toMatchObject({ status: 401, code: 'not_signed_in' })
  })
})

test('two changes of a quantity at once: one of them stands, and both answer', async () => {
  const id = await milk()
  const responses = await Promise.all([2, 3, 4, 5, 6, 7].map((quantity) => put(id, { quantity })))
  expect(responses.map((r) => r.statusCode)).toEqual(Array(6).fill(200))
  const { lines } = await read()
  expect(lines).toHaveLength(1)
  expect([2, 3, 4, 5, 6, 7]).toContain(lines[0]?.quantity)
})

test('of two that fill the last place at once one is refused', async () => {
  const ids = await shelve(t, Array.from({ length: 101 }, (_, i) => batchEntry({ code: `race-${i}` })))
  await putAll(ids.slice(0, 99).map((batchId) => ({ batchId, quantity: 1 })))
  const responses = await Promise.all(ids.slice(99).map((id) => put(id, { quantity: 1 })))
  expect(responses.map((r) => r.statusCode).sort()).toEqual([200, 409])
  expect((await read()).lines).toHaveLength(100)
})

test('a cart of 100 lines costs a handful of statements', async () => {
  const ids = await shelve(t, Array.from({ length: 100 }, (_, i) => batchEntry({ code: `many-${i}` })))
  await putAll(ids.map((batchId) => ({ batchId, quantity: 1 })))
  t.database.queries.length = 0
  expect((await read()).lines).toHaveLength(100)
  expect(t.database.queries.length).toBeLessThanOrEqual(BUDGETS.api.cartQueries)
  expect(t.database.queries.length).toBeGreaterThan(0)
})

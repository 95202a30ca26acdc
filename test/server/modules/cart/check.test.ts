import { Cart } from '../../../../contract/cart'
import { newId } from '../../../../server/ids'
import { BUDGETS } from '../../../budgets'
import { shelve } from '../../../support/cart'
import { batchEntry, batchWith } from '../../../support/catalogue'
import { expectContract } from '../../../support/contract'
import { buildTestApp, type TestApp } from '../../../support/server'

let shop: TestApp
let milk: string
let gone: string

beforeAll(async () => {
  shop = await buildTestApp()
  ;[milk = ''] = await shelve(shop, [batchWith(60, { stock: 4 })])
  ;[gone = ''] = await shelve(shop, [batchWith(-2)])
})
afterAll(() => shop.close())

const check = (lines: unknown, headers = {}) => shop.app.inject({ method: 'POST', url: '/v1/cart/check', payload: { lines }, headers })

test("POST /v1/cart/check answers a guest's lines in their order, against what he saw", async () => {
  const unknown = newId()
  const response = await check([
    { batchId: gone, quantity: 1 },
    { batchId: milk, quantity: 6, priceSeenCents: 350 },
    { batchId: unknown, quantity: 2 },
  ])
  expect(response.statusCode).toBe(200)
  expect(response.headers['cache-control']).toBe('no-store')
  const cart = response.json<Cart>()
  expectContract(Cart, cart)
  expect(cart.lines).toMatchObject([
    { batchId: gone, change: 'expired', batch: { remainingDays: -2 } },
    { batchId: milk, change: 'stock', quantity: 6, buyableQuantity: 4 },
    { batchId: unknown, change: 'unavailable', product: null },
  ])
  expect(cart.totals).toEqual({ count: 4, totalCents: 1400, savedCents: 2600 })
})

test('an empty cart is one', async () => {
  expect((await check([])).json()).toEqual({ lines: [], totals: { count: 0, totalCents: 0, savedCents: 0 } })
})

test('a batch named twice is one line', async () => {
  expect((await check([{ batchId: milk, quantity: 1 }, { batchId: milk.toUpperCase(), quantity: 2 }])).json<Cart>().lines).toMatchObject([{ quantity: 3 }])
})

test('no session is read, and nothing is kept', async () => {
  shop.database.queries.length = 0
  await check([{ batchId: milk, quantity: 1 }], { authorization: 'Bearer whatever', cookie: 'session=whatever' })
  expect(shop.database.queries.join('\n')).not.toMatch(/session|insert|update/)
})

test.each([undefined, 'x', [{}], [{ batchId: 'milk', quantity: 1 }], [{ batchId: newId(), quantity: 1, seenChange: 'x' }], Array(101).fill({ batchId: newId(), quantity: 1 })])(
  'refuses %j',
  async (lines) => {
    expect((await check(lines)).statusCode).toBe(400)
  },
)

test('100 lines cost a handful of statements', async () => {
  const ids = await shelve(shop, Array.from({ length: 100 }, (_, i) => batchEntry({ code: `c-${i}` })))
  shop.database.queries.length = 0
  expect((await check(ids.map((batchId) => ({ batchId, quantity: 1 })))).json<Cart>().lines).toHaveLength(100)
  expect(shop.database.queries.length).toBeLessThanOrEqual(BUDGETS.api.cartQueries)
})

test('security 19: a script that checks and checks is slowed down', async () => {
  const ask = async () => (await shop.app.inject({ method: 'POST', url: '/v1/cart/check', payload: { lines: [] }, remoteAddress: '10.9.9.9' })).statusCode
  const statuses: number[] = []
  for (let i = 0; i < 121; i += 1) statuses.push(await ask())
  expect(statuses).toEqual([...Array<number>(120).fill(200), 429])
})

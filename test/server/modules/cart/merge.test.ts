import { type Cart, CartMerged } from '../../../../contract/cart'
import { newId } from '../../../../server/ids'
import { quantities, shelve } from '../../../support/cart'
import { batchEntry, batchWith } from '../../../support/catalogue'
import { expectContract } from '../../../support/contract'
import { buildIdentityApp, type IdentityApp } from '../../../support/identity'

let t: IdentityApp
let token: string
let shoppers = 0
let milk: string
let scarce: string
let gone: string

beforeAll(async () => {
  t = await buildIdentityApp()
  ;[milk = '', scarce = '', gone = ''] = await shelve(t, [batchWith(80, { stock: 200 }), batchWith(85, { stock: 3 }), batchWith(90, { stock: 0 })])
})
afterAll(() => t.close())
beforeEach(async () => {
  shoppers += 1
  token = (await t.signUp(`merger ${shoppers}`)).token
})

const merge = (mergeId: string, lines: object[], as = token) => t.call('POST', '/v1/cart/merge', { token: as, body: { mergeId, lines } })
const put = (batchId: string, quantity: number, as = token) => t.call('PUT', `/v1/cart/lines/${batchId}`, { token: as, body: { quantity } })
const cart = async (as = token) => quantities((await t.call('GET', '/v1/cart', { token: as })).json<Cart>())

test('adds up, as far as stock and limits go, and says what did not fit', async () => {
  await put(milk, 2)
  await put(scarce, 2)
  const unknown = newId()
  const response = await merge(newId(), [
    { batchId: milk, quantity: 3, priceSeenCents: 100 },
    { batchId: scarce, quantity: 2 },
    { batchId: gone, quantity: 1 },
    { batchId: unknown, quantity: 1 },
  ])
  expect(response.statusCode).toBe(200)
  const merged = response.json<CartMerged>()
  expectContract(CartMerged, merged)
  expect(quantities(merged.cart)).toEqual({ [milk]: 5, [scarce]: 3, [gone]: 1 })
  expect(merged.entries).toEqual([
    { batchId: milk, asked: 3, added: 3, loss: null },
    { batchId: scarce, asked: 2, added: 1, loss: 'stock' },
    { batchId: gone, asked: 1, added: 1, loss: 'unavailable' },
    { batchId: unknown, asked: 1, added: 0, loss: 'unavailable' },
  ])
  expect(merged.cart.lines.find((line) => line.batchId === milk)).toMatchObject({ priceSeenCents: 100, change: 'price' })
})

test('stops at 99 of a batch, and at 100 lines', async () => {
  await put(milk, 60)
  expect((await merge(newId(), [{ batchId: milk, quantity: 60 }])).json<CartMerged>().entries).toEqual([{ batchId: milk, asked: 60, added: 39, loss: 'quantityLimit' }])
  const many = await shelve(t, Array.from({ length: 100 }, (_, i) => batchEntry({ code: `m-${i}` })))
  const { entries } = (await merge(newId(), many.map((batchId) => ({ batchId, quantity: 1 })))).json<CartMerged>()
  expect(entries.filter(({ loss }) => loss === 'lineLimit')).toHaveLength(1)
  expect(Object.keys(await cart())).toHaveLength(100)
})

test('keeps the order of the guest, above what was there', async () => {
  await put(scarce, 1)
  t.clock.advance(1_000)
  const { cart: after } = (await merge(newId(), [{ batchId: gone, quantity: 1 }, { batchId: milk, quantity: 1 }])).json<CartMerged>()
  expect(after.lines.map((line) => line.batchId)).toEqual([gone, milk, scarce])
})

test('a quantity that is more than what is left does not shrink', async () => {
  const [id = ''] = await shelve(t, [batchWith(80, { stock: 9 })])
  await put(id, 8)
  await t.database.db.updateTable('batch').set({ stock: 3 }).where('id', '=', id).execute()
  expect((await merge(newId(), [{ batchId: id, quantity: 2 }])).json<CartMerged>().entries).toEqual([{ batchId: id, asked: 2, added: 0, loss: 'stock' }])
  expect(await cart()).toEqual({ [id]: 8 })
})

test('repeated under its id it is not merged again, and tells the same', async () => {
  const id = newId()
  const lines = [{ batchId: milk, quantity: 2 }, { batchId: scarce, quantity: 9 }]
  const first = (await merge(id, lines)).json<CartMerged>()
  await put(milk, 7)
  const again = (await merge(id, lines)).json<CartMerged>()
  expect(again.entries).toEqual(first.entries)
  expect(quantities(again.cart)).toEqual({ [milk]: 7, [scarce]: 3 })
})

test('an id stands for one cart: other lines under it are 422', async () => {
  const id = newId()
  await merge(id, [{ batchId: milk, quantity: 2 }])
  expect((await merge(id, [{ batchId: milk, quantity: 3 }])).json()).toMatchObject({ status: 422, code: 'idempotency_mismatch' })
  expect(await cart()).toEqual({ [milk]: 2 })
})

test("security 18: another shopper's merge under the same id touches his own cart alone", async () => {
  const other = (await t.signUp(`other merger ${shoppers}`)).token
  const id = newId()
  await merge(id, [{ batchId: milk, quantity: 2 }])
  await merge(id, [{ batchId: scarce, quantity: 1 }], other)
  expect(await cart()).toEqual({ [milk]: 2 })
  expect(await cart(other)).toEqual({ [scarce]: 1 })
})

test.each([
  [{ lines: [{ batchId: newId(), quantity: 1 }] }],
  [{ mergeId: 'x', lines: [{ batchId: newId(), quantity: 1 }] }],
  [{ mergeId: newId(), lines: [] }],
  [{ mergeId: newId(), lines: [{ batchId: newId(), quantity: 0 }] }],
  [{ mergeId: newId(), lines: Array(101).fill({ batchId: newId(), quantity: 1 }) }],
])('refuses %j', async (body) => {
  expect((await t.call('POST', '/v1/cart/merge', { token, body })).json()).toMatchObject({ status: 400, code: 'invalid_request' })
})

test('ten merges at once under one id are one', async () => {
  const id = newId()
  const responses = await Promise.all(Array.from({ length: 10 }, () => merge(id, [{ batchId: milk, quantity: 2 }])))
  expect(responses.map((r) => r.statusCode)).toEqual(Array(10).fill(200))
  expect(new Set(responses.map((r) => JSON.stringify(r.json<CartMerged>().entries))).size).toBe(1)
  expect(await cart()).toEqual({ [milk]: 2 })
})

test('merges under ids of their own at once all count', async () => {
  await Promise.all(Array.from({ length: 8 }, () => merge(newId(), [{ batchId: milk, quantity: 2 }])))
  expect(await cart()).toEqual({ [milk]: 16 })
})

test('a merge against a change of quantity: nothing is lost that either order would keep', async () => {
  await put(milk, 1)
  const [merged, changed] = await Promise.all([merge(newId(), [{ batchId: milk, quantity: 3 }]), put(milk, 5)])
  expect([merged.statusCode, changed.statusCode]).toEqual([200, 200])
  // First the merge (1 + 3, then set to 5) or first the change (5, then 5 + 3).
  expect([5, 8]).toContain((await cart())[milk])
})

test('ids of long ago are forgotten', async () => {
  const id = newId()
  await merge(id, [{ batchId: milk, quantity: 1 }])
  t.clock.advance(91 * 86_400_000)
  const later = (await t.signUp(`merger ${shoppers}`)).token
  await merge(newId(), [{ batchId: milk, quantity: 1 }], later)
  expect(await t.database.db.selectFrom('cart_merge').select('merge_id').where('merge_id', '=', id).execute()).toEqual([])
})

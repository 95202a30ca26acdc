import { type FavouriteIds, FavouritePage } from '../../../../contract/favourites'
import { FAVOURITE_LIMIT } from '../../../../contract/limits'
import { newId } from '../../../../server/ids'
import { expectContract } from '../../../support/contract'
import { buildIdentityApp, type IdentityApp } from '../../../support/identity'
import { insertProducts } from '../../../support/products'

let t: IdentityApp
let token: string
let products: string[]
let shoppers = 0

beforeAll(async () => {
  t = await buildIdentityApp()
  products = await insertProducts(t.database.db, 520)
})
afterAll(() => t.close())
beforeEach(async () => {
  shoppers += 1
  token = (await t.signUp(`shopper ${shoppers}`)).token
})

const BASE = '/v1/me/favourites'
const product = (index: number) => products[index] ?? ''
const mark = (id: string, as = token) => t.call('PUT', `${BASE}/${id}`, { token: as })
const unmark = (id: string) => t.call('DELETE', `${BASE}/${id}`, { token })
const ids = async (as = token) => (await t.call('GET', `${BASE}/ids`, { token: as })).json<FavouriteIds>().items
const page = async (query: string) => (await t.call('GET', `${BASE}?${query}`, { token })).json<FavouritePage>()

test('PUT marks a product, once however often', async () => {
  expect((await mark(product(0))).statusCode).toBe(204)
  expect((await mark(product(0))).statusCode).toBe(204)
  expect(await ids()).toEqual([product(0)])
})

test('ten marks of one product at once are one', async () => {
  const responses = await Promise.all(Array.from({ length: 10 }, () => mark(product(0))))
  expect(responses.map((r) => r.statusCode)).toEqual(Array(10).fill(204))
  expect(await ids()).toEqual([product(0)])
})

test('PUT of an unknown product is 404, of no id 400', async () => {
  expect((await mark(newId())).json()).toMatchObject({ status: 404, code: 'not_found' })
  expect((await mark('milk')).json()).toMatchObject({ status: 400, code: 'invalid_request' })
})

test('DELETE takes the mark off, also when there is none', async () => {
  await mark(product(0))
  expect((await unmark(product(0))).statusCode).toBe(204)
  expect((await unmark(product(0))).statusCode).toBe(204)
  expect(await ids()).toEqual([])
})

test('GET pages through all of them once, latest first, also where times are equal', async () => {
  for (let i = 0; i < 7; i += 1) {
    if (i % 2 === 0) t.clock.advance(1_000)
    await mark(product(i))
  }
  const seen: string[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const answer: FavouritePage = await page(`limit=3${cursor ? `&cursor=${cursor}` : ''}`)
    expectContract(FavouritePage, answer)
    seen.push(...answer.items.map((item) => item.product.id))
    cursor = answer.nextCursor
  }
  expect(seen).toEqual(await ids())
  expect([...seen].sort()).toEqual(products.slice(0, 7).sort())
})

test('GET answers cards, with an offer or null', async () => {
  await mark(product(1))
  const { items } = await page('limit=1')
  expect(items).toMatchObject([{ addedAt: new Date(t.clock.now()).toISOString(), product: { id: product(1), name: '牛奶 1', offer: null } }])
})

test.each([['limit=0'], ['limit=51'], ['limit=x'], ['sort=name'], ['cursor=***']])('GET ?%s is 400', async (query) => {
  expect((await t.call('GET', `${BASE}?${query}`, { token })).statusCode).toBe(400)
})

test("another shopper's cursor is invalid_cursor", async () => {
  await mark(product(0))
  await mark(product(1))
  const { nextCursor } = await page('limit=1')
  const other = await t.signUp(`other ${shoppers}`)
  const response = await t.call('GET', `${BASE}?cursor=${String(nextCursor)}`, { token: other.token })
  expect(response.json()).toMatchObject({ status: 400, code: 'invalid_cursor' })
})

test('at most 500, also when more come at once', async () => {
  const { user } = await t.signUp(`collector`)
  const collector = (await t.call('POST', '/v1/auth/wechat', { body: { code: await t.wxLogin('collector') } })).json<{ token: string }>().token
  const rows = products.slice(0, FAVOURITE_LIMIT - 5).map((productId) => ({ user_id: user.id, product_id: productId, added_at: new Date(t.clock.now()) }))
  await t.database.db.insertInto('favourite').values(rows).execute()
  const responses = await Promise.all(products.slice(FAVOURITE_LIMIT - 5, FAVOURITE_LIMIT + 5).map((id) => mark(id, collector)))
  expect(responses.map((r) => r.statusCode).sort()).toEqual([...Array<number>(5).fill(204), ...Array<number>(5).fill(409)])
  expect((await mark(product(519), collector)).json()).toMatchObject({ code: 'favourite_limit_reached' })
  expect((await mark(product(0), collector)).statusCode).toBe(204)
  expect(await ids(collector)).toHaveLength(FAVOURITE_LIMIT)
})

test("security 18: nobody sees or touches another shopper's marks", async () => {
  await mark(product(3))
  const other = await t.signUp(`stranger ${shoppers}`)
  expect(await ids(other.token)).toEqual([])
  await t.call('DELETE', `${BASE}/${product(3)}`, { token: other.token })
  expect(await ids()).toEqual([product(3)])
})

test('a page costs at most three queries', async () => {
  for (let i = 0; i < 20; i += 1) await mark(product(i))
  t.clock.advance(1_500)
  await page('limit=20')
  t.database.queries.length = 0
  await page('limit=20')
  expect(t.database.queries.length).toBeLessThanOrEqual(3)
})

test.each([
  ['GET', BASE],
  ['GET', `${BASE}/ids`],
  ['PUT', `${BASE}/${newId()}`],
  ['DELETE', `${BASE}/${newId()}`],
])('%s %s without a session is 401', async (method, url) => {
  expect((await t.call(method, url)).json()).toMatchObject({ status: 401, code: 'not_signed_in' })
})

import type { ProductPage } from '@contract/catalogue'
import { buildApp } from '../../../../server/app'
import { batchWith, categoryEntry, productEntry, stock } from '../../../support/catalogue'
import { buildTestApp, testConfig, type TestApp } from '../../../support/server'

let shop: TestApp

beforeAll(async () => {
  shop = await buildTestApp()
  // Of 200 days the last 20 are near the date, and the last 7 of them the last.
  await stock(
    shop,
    ([['last', 6], ['near', 15], ['edge', 20], ['fresh', 21]] as const).map(([code, days]) => productEntry({ code, name: code, minDaysAtDelivery: 0, category: code === 'near' ? 'bakery' : 'dairy', batches: [batchWith(days)] })),
    [categoryEntry(), categoryEntry({ slug: 'bakery', name: '烘焙' })],
  )
})
afterAll(() => shop.close())

async function names(query: string, app = shop.app): Promise<string[]> {
  const response = await app.inject(`/v1/products?${query}`)
  expect(response.statusCode).toBe(200)
  return response.json<ProductPage>().items.map(({ name }) => name)
}

test.each([
  ['nearExpiry=true', ['last', 'near', 'edge']],
  ['nearExpiry=true&sort=remainingDays', ['last', 'near', 'edge']],
  ['nearExpiry=true&category=bakery', ['near']],
  ['nearExpiry=true&freshness=last', ['last']],
  ['nearExpiry=true&freshness=fresh', []],
])('the near-expiry section: %s', async (query, expected) => {
  expect(await names(query)).toEqual(expected)
})

test('its pages follow each other', async () => {
  const first = (await shop.app.inject('/v1/products?nearExpiry=true&limit=2')).json<ProductPage>()
  expect(first.items.map(({ name }) => name)).toEqual(['last', 'near'])
  expect(await names(`nearExpiry=true&limit=2&cursor=${encodeURIComponent(first.nextCursor ?? '')}`)).toEqual(['edge'])
})

test.each(['nearExpiry=false', 'nearExpiry=1x', 'nearExpiry=', 'nearExpiry=true&nearExpiry=true'])('refuses %s', async (query) => {
  const response = await shop.app.inject(`/v1/products?${query}`)
  expect(response.statusCode).toBe(400)
  expect(response.json()).toMatchObject({ code: 'invalid_request' })
})

test('marks that other rules made are made anew by the first instance that starts with these', async () => {
  const { db } = shop.database
  await names('')
  await db.updateTable('product_listing').set({ freshness: 'fresh' }).execute()
  await db.updateTable('listing_state').set({ rules: 'of another table' }).execute()
  const restarted = await buildApp({ config: testConfig(), clock: shop.clock, database: db })
  expect(await names('nearExpiry=true', restarted)).toEqual(['last', 'near', 'edge'])
  await restarted.close()
})

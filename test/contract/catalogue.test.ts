import path from 'node:path'
import { RegionList } from '@contract/addresses'
import { CategoryList, Home, HotWordList, Product, ProductPage, SuggestionList } from '@contract/catalogue'
import { Problem } from '@contract/problems'
import { FormatRegistry, type TSchema } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { loadSample } from '../../server/modules/catalogue/import/sample'
import { buildTestApp, type TestApp } from '../support/server'

FormatRegistry.Set('uuid', (text) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(text))
FormatRegistry.Set('date', (text) => /^\d{4}-\d{2}-\d{2}$/.test(text))

let shop: TestApp
beforeAll(async () => {
  shop = await buildTestApp()
  const outcome = await loadSample(shop.database.db, shop.clock, path.join(__dirname, '../../data/catalogue.json'))
  expect(outcome).toMatchObject({ status: 'imported' })
})
afterAll(() => shop.close())

async function expectShape(schema: TSchema, url: string): Promise<void> {
  const body: unknown = (await shop.app.inject(encodeURI(url))).json()
  expect([url, [...Value.Errors(schema, body)].slice(0, 3)]).toEqual([url, []])
}

test.each<[string, TSchema]>([
  ['/v1/home', Home],
  ['/v1/categories', CategoryList],
  ['/v1/products', ProductPage],
  ['/v1/products?limit=50&sort=newest', ProductPage],
  ['/v1/products?q=牛奶&freshness=last', ProductPage],
  ['/v1/search/suggestions?q=巧', SuggestionList],
  ['/v1/search/hot-words', HotWordList],
  ['/v1/regions', RegionList],
  ['/v1/regions?parent=330100', RegionList],
  ['/v1/products?limit=0', Problem],
  ['/v1/nothing', Problem],
])('%s answers what the contract says', async (url, schema) => {
  await expectShape(schema, url)
})

test('every product page of the sample answers what the contract says', async () => {
  const ids = await shop.database.db.selectFrom('product').select('id').orderBy('id').execute()
  expect(ids.length).toBeGreaterThanOrEqual(400)
  for (const { id } of ids) await expectShape(Product, `/v1/products/${id}`)
})

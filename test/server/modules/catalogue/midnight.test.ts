import type { Product, ProductPage } from '@contract/catalogue'
import { todayInShanghai } from '@domain/calendarDay'
import { sql } from 'kysely'
import { buildApp } from '../../../../server/app'
import { refreshAll, refreshProducts } from '../../../../server/modules/catalogue/listing'
import { batchWith, categoryEntry, productEntry, stock, TODAY } from '../../../support/catalogue'
import { testClock } from '../../../support/clock'
import { buildTestApp, testConfig, type TestApp } from '../../../support/server'

const START = '2026-05-20T23:59:59.999+08:00'
let shop: TestApp

beforeEach(async () => {
  shop = await buildTestApp({ clock: testClock(START) })
  // 40 of 200 days left: at midnight the ratio falls below 0.2 and the price from 35 to 20 percent.
  await stock(shop, [
    productEntry({ code: 'falls', batches: [batchWith(40), batchWith(100)] }),
    productEntry({ code: 'ends', minDaysAtDelivery: 8, batches: [batchWith(10), batchWith(90)] }),
    productEntry({ code: 'closes', minDaysAtDelivery: 8, batches: [batchWith(10)] }),
  ])
})
afterEach(() => shop.close())

/** Days left and percent of the list price, product by product. */
async function list(app = shop.app): Promise<unknown[]> {
  const response = await app.inject('/v1/products?sort=remainingDays')
  expect(response.statusCode).toBe(200)
  return response.json<ProductPage>().items.map((item) => [item.offer?.remainingDays, item.offer?.pricePercent])
}

const daysComputed = () => shop.database.queries.filter((query) => query.startsWith('update "listing_state"')).length

test('at midnight in Shanghai days, prices and batches move on by themselves', async () => {
  expect(await list()).toEqual([[10, 20], [10, 20], [40, 35]])
  shop.clock.advance(1)
  // The batch that may no longer be sold gives way to the next one, or takes its product off the list.
  expect(await list()).toEqual([[39, 20], [89, 50]])
})

test('a process that slept for days answers with the day on which it wakes', async () => {
  await list()
  shop.clock.set('2026-06-28T00:00:00+08:00')
  const { items } = (await shop.app.inject('/v1/products?sort=remainingDays')).json<ProductPage>()
  expect(items.map((item) => item.offer?.remainingDays)).toEqual([51, 61])
})

test('the product page and its offer speak of the same day', async () => {
  shop.clock.advance(1)
  const { id } = await shop.database.db.selectFrom('product').select('id').where('code', '=', 'falls').executeTakeFirstOrThrow()
  const product = (await shop.app.inject(`/v1/products/${id}`)).json<Product>()
  expect(product.offer).toMatchObject({ remainingDays: 39, priceCents: 200 })
  expect(product.batches[0]).toMatchObject({ remainingDays: 39, priceCents: 200 })
})

test('many requests right after midnight compute the day once', async () => {
  await list()
  shop.clock.advance(1)
  shop.database.queries.length = 0
  await Promise.all(Array.from({ length: 20 }, () => list()))
  expect(daysComputed()).toBe(1)
})

test('of two instances one computes the day, and one whose clock is behind does not turn it back', async () => {
  const behind = await buildApp({ config: testConfig(), clock: testClock(START), database: shop.database.db })
  const level = await buildApp({ config: testConfig(), clock: testClock('2026-05-21T00:00:00+08:00'), database: shop.database.db })
  shop.clock.advance(1)
  shop.database.queries.length = 0
  const answers = await Promise.all([list(), list(level), list(), list(level)])
  for (const answer of answers) expect(answer).toEqual([[39, 20], [89, 50]])
  expect(await list(behind)).toEqual([[39, 20], [89, 50]])
  expect(daysComputed()).toBe(1)
  await Promise.all([behind.close(), level.close()])
})

test('an instance whose clock is behind, and which had looked at the day before, tells no days of yesterday beside prices of today', async () => {
  const behind = await buildApp({ config: testConfig(), clock: testClock(START), database: shop.database.db })
  expect(await list(behind)).toEqual([[10, 20], [10, 20], [40, 35]])
  shop.clock.advance(1)
  await list()
  expect(await list(behind)).toEqual([[39, 20], [89, 50]])
  const { id } = await shop.database.db.selectFrom('product').select('id').where('code', '=', 'falls').executeTakeFirstOrThrow()
  const product = (await behind.inject(`/v1/products/${id}`)).json<Product>()
  expect([product.offer?.remainingDays, product.batches[0]?.remainingDays]).toEqual([39, 39])
  await behind.close()
})

test('a day far ahead, left by a wrong clock, is put right', async () => {
  shop.clock.set('2026-09-01T10:00:00+08:00')
  expect(await list()).toEqual([])
  const corrected = await buildApp({ config: testConfig(), clock: testClock(START), database: shop.database.db })
  expect(await list(corrected)).toHaveLength(3)
  await corrected.close()
})

test('following the days one by one, or a few at once, comes to the same as computing the day whole', async () => {
  const lives = [1, 2, 7, 15, 16, 30, 60, 90, 180, 365, 730]
  const products = lives.flatMap((shelfLifeDays, i) =>
    [0, 1, 2].map((part) =>
      productEntry({
        minDaysAtDelivery: part,
        category: part === 0 ? 'bakery' : 'dairy',
        batches: [0.1, 0.35, 0.6, 1].map((share) =>
          batchWith(Math.floor(shelfLifeDays * share), { shelfLifeDays, listPriceCents: [1, 990, 15_800][part] ?? 100, stock: (i + part) % 5 === 0 ? 0 : 10 }),
        ),
      }),
    ),
  )
  await stock(shop, products, [categoryEntry(), categoryEntry({ slug: 'bakery', name: '面包' })])
  const { db } = shop.database
  const tables = async () => ({
    listing: await db.selectFrom('product_listing').selectAll().orderBy('product_id').execute(),
    counts: await db.selectFrom('category_count').selectAll().where('products', '>', 0).orderBy('category_id').execute(),
    brands: await db.selectFrom('brand_count').selectAll().where('products', '>', 0).orderBy('brand').execute(),
    brandsOfCategories: await db.selectFrom('category_brand_count').selectAll().where('products', '>', 0).orderBy('category_id').orderBy('brand').execute(),
  })
  for (const days of [1, 1, 1, 2, 5, 1, 7, 30, 1, 31, 20]) {
    shop.clock.advance(days * 86_400_000)
    await shop.app.catalogue.refresh()
    const followed = await tables()
    await db.transaction().execute((trx) => refreshAll(trx, todayInShanghai(shop.clock.now())))
    expect(followed).toEqual(await tables())
  }
})

test('the passing of a day touches only what it changes', async () => {
  await list()
  const before = await shop.database.db.selectFrom('product_listing').select(['product_id', sql<string>`xmin::text`.as('version')]).execute()
  shop.clock.advance(1)
  await list()
  const after = await shop.database.db.selectFrom('product_listing').select(['product_id', sql<string>`xmin::text`.as('version')]).execute()
  // "closes" is gone, the other two have another price or batch; nothing changes on the day after.
  expect(before).toHaveLength(3)
  expect(after).toHaveLength(2)
  shop.clock.advance(86_400_000)
  await list()
  expect(await shop.database.db.selectFrom('product_listing').select(['product_id', sql<string>`xmin::text`.as('version')]).execute()).toEqual(after)
})

describe('when a batch changes', () => {
  const change = (values: { stock?: number; list_price_cents?: number; status?: 'withdrawn' }, remaining: string) =>
    shop.database.db.transaction().execute(async (trx) => {
      const row = await trx.updateTable('batch').set(values).where('expires_on', '=', remaining).returning('product_id').executeTakeFirstOrThrow()
      await refreshProducts(trx, [row.product_id], TODAY)
    })

  const counts = async () => (await shop.database.db.selectFrom('category_count').selectAll().execute()).map((row) => [row.products, row.last_days])

  test('the list shows it at once', async () => {
    await list()
    await change({ stock: 0 }, '2026-06-29')
    expect(await list()).toEqual([[10, 20], [10, 20], [100, 70]])
    await change({ status: 'withdrawn' }, '2026-08-28')
    expect(await list()).toEqual([[10, 20], [10, 20]])
    expect(await counts()).toEqual([[2, 0]])
    await change({ stock: 5 }, '2026-06-29')
    expect(await list()).toEqual([[10, 20], [10, 20], [40, 35]])
    expect(await counts()).toEqual([[3, 0]])
  })

  test('two changes of one product at once both count', async () => {
    await list()
    await Promise.all([change({ stock: 0 }, '2026-06-29'), change({ status: 'withdrawn' }, '2026-08-28')])
    expect(await list()).toEqual([[10, 20], [10, 20]])
  })
})

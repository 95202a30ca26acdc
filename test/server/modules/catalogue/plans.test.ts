import type { ProductSort } from '@contract/catalogue'
import { sql } from 'kysely'
import { listedQuery, type PageRequest } from '../../../../server/modules/catalogue/repository'
import { SORTS } from '../../../../server/modules/catalogue/sorts'
import { batchWith, categoryEntry, productEntry, stock, TODAY } from '../../../support/catalogue'
import { createTestDatabase, type TestDatabase } from '../../../support/server'

const COUNT = 4_000
const CATEGORIES = 8
let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  const products = Array.from({ length: COUNT }, (_, i) =>
    productEntry({
      name: `商品${String.fromCodePoint(0x4e00 + (i % 500))}${String.fromCodePoint(0x5200 + (i % 333))}`,
      keywords: [],
      category: `c${i % CATEGORIES}`,
      soldCount: (i * 7919) % 10_000,
      listedDaysAgo: i % 300,
      batches: [batchWith(10 + (i % 180), { listPriceCents: 500 + ((i * 37) % 5_000) })],
    }),
  )
  await stock({ database }, products, Array.from({ length: CATEGORIES }, (_, i) => categoryEntry({ slug: `c${i}`, name: `类${i}` })))
  // What autovacuum does within a minute of a load: statistics, and the pending entries of the index of terms.
  await sql`vacuum analyze`.execute(database.db)
})
afterAll(() => database.drop())

async function plan(request: Partial<PageRequest>): Promise<string> {
  const rows = await listedQuery(database.db, { filters: {}, sort: SORTS.recommended, after: null, limit: 21, today: TODAY, ...request }).explain('text')
  return JSON.stringify(rows)
}

const sorts = Object.keys(SORTS) as ProductSort[]

test.each(sorts)('a page sorted by %s walks its index, without sorting the shop', async (sort) => {
  const { columns } = SORTS[sort]
  const values = { expires_on: '2026-08-01', listed_on: '2026-03-01', price_cents: 700, price_percent: 50, sold_count: 5_000 }
  for (const after of [null, { keys: columns.map((column) => values[column]), id: '01890000-0000-7000-8000-000000000000' }]) {
    const text = await plan({ sort: SORTS[sort], after })
    expect(text).toMatch(new RegExp(`Index Scan (Backward )?using product_listing_${columns[0]} `))
    expect(text).not.toMatch(/Seq Scan on product|[^l] Sort /)
    if (after) expect(text).toMatch(/Index Cond: \(ROW\(/)
  }
})

test.each(sorts)('and so it does within a category, sorted by %s', async (sort) => {
  const text = await plan({ sort: SORTS[sort], filters: { category: 'c3' } })
  expect(text).toMatch(new RegExp(`using product_listing_category_${SORTS[sort].columns[0]} `))
  expect(text).not.toMatch(/Seq Scan on product/)
})

test('a search goes through the index of terms', async () => {
  const text = await plan({ filters: { q: '商品丐刀' } })
  expect(text).toContain('product_listing_terms')
  expect(text).not.toMatch(/Seq Scan on product_listing/)
})

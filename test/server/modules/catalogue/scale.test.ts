import type { BrandQuery, ProductSort } from '@contract/catalogue'
import { BRAND_LIMIT } from '@contract/limits'
import { sql, type Kysely } from 'kysely'
import { connect } from '../../../../server/database/connect'
import type { Database } from '../../../../server/database/schema'
import { recountBrands } from '../../../../server/modules/catalogue/brandCounts'
import { brandsQuery, SAMPLE } from '../../../../server/modules/catalogue/brands'
import { listedQuery, positionOf, type PageRequest } from '../../../../server/modules/catalogue/repository'
import { SORTS } from '../../../../server/modules/catalogue/sorts'
import { suggestionsQuery } from '../../../../server/modules/catalogue/suggestions'
import { TODAY } from '../../../support/catalogue'
import { rowsTouched, type PlanNode } from '../../../support/plans'
import { createTestDatabase, type TestDatabase } from '../../../support/server'

const PRODUCTS = 100_000
const PAGE = 21
const THOUSANDTH_PAGE = 1_000 * 20

/** What an index answers by itself: the page, each row looked up once in the index and once in its table, and what a scan reads ahead. */
const FEW_ROWS = 8 * PAGE
/**
 * A filter that no index of the order contains is answered by walking the order, or by collecting what matches, whichever is
 * shorter: at worst about the square root of page × products, each row looked at up to three times.
 */
const MODERATE_ROWS = 3 * Math.ceil(Math.sqrt(PAGE * PRODUCTS))

/** One product in twenty has each word here: what a search collects at worst, before it sorts. */
const WORD_ROWS = (PRODUCTS / 20) * 1.2

/** A category's share. */
const CATEGORY_ROWS = PRODUCTS / 14

let database: TestDatabase
let db: Kysely<Database>

/** Hashing instead of chance: the same shop in every run. */
const spread = (salt: string, below: number) => sql.raw(`(abs(hashint4extended(i, ${[...salt].reduce((sum, c) => sum * 31 + c.charCodeAt(0), 7)})) % ${below})::integer`)
const WORDS = ['牛奶', '酸奶', '饼干', '巧克', '面包', '牛肉', '芒果', '咖啡', '曲奇', '燕麦', '水饺', '坚果', '拌面', '薯片', '果汁', '蜂蜜', '海苔', '米线', '奶酪', '豆干']

beforeAll(async () => {
  database = await createTestDatabase()
  // Loading takes as long as it takes.
  db = connect({ url: database.url, statementTimeoutMs: 0, poolSize: 1 })
  const id = (prefix: string) => sql.raw(`('${prefix}' || lpad(to_hex(i), 12, '0'))::uuid`)
  await sql`insert into category (id, slug, name, icon, tint, position)
    select ${id('00000000-0000-7000-8000-')}, 'c' || i, '类' || i, 'package', 't1', i from generate_series(0, 13) i`.execute(db)
  const category = sql`('00000000-0000-7000-8000-' || lpad(to_hex(${spread('category', 14)}), 12, '0'))::uuid`
  await sql`insert into product (id, code, category_id, name, brand, spec, storage, origin, description, icons, tint, keywords, min_days_at_delivery, sold_count, listed_on)
    select ${id('00000000-0000-7000-9000-')}, 'p' || i, ${category}, '商品' || i, 'b' || ${spread('brand', 60)}, '1', 'ambient', '云南', '', '{package}', 't1',
      array[(${WORDS}::text[])[1 + ${spread('word', WORDS.length)}]], 0, ${spread('sold', 10_000)}, date '2026-05-20' - ${spread('listed', 365)} from generate_series(1, ${PRODUCTS}::integer) i`.execute(db)
  await sql`insert into product_listing (product_id, batch_id, category_id, brand, storage, sold_count, listed_on, expires_on, shelf_life_days, freshness, price_cents,
      list_price_cents, price_percent, stock, terms, next_change_on)
    select product_id, product_id, category_id, brand, storage, sold_count, listed_on, date '2026-05-20' + days, 365,
      case when days <= 7 then 'last' when days <= 45 then 'near' else 'fresh' end, price, price, case when days <= 7 then 20 when days <= 45 then 35 when days < 180 then 50 else 70 end, 10, terms, '2030-01-01'
    from (select ${id('00000000-0000-7000-9000-')} product_id, ${category} category_id, 'b' || ${spread('brand', 60)} brand, (array['ambient', 'chilled', 'frozen'])[1 + ${spread('storage', 3)}] storage,
      ${spread('sold', 10_000)} sold_count, date '2026-05-20' - ${spread('listed', 365)} listed_on, ${spread('days', 300)} days, 100 + ${spread('price', 9_900)} price,
      array['商', '品', '商品', (${WORDS}::text[])[1 + ${spread('word', WORDS.length)}], 'rare' || ${spread('rare', 5_000)}] terms from generate_series(1, ${PRODUCTS}::integer) i) made`.execute(db)
  await db.transaction().execute(recountBrands)
  await sql`vacuum analyze`.execute(db)
}, 300_000)
afterAll(async () => {
  await db.destroy()
  await database.drop()
})

async function touched(query: { compile(): unknown }): Promise<number> {
  const { rows } = await sql<{ 'QUERY PLAN': { Plan: PlanNode }[] }>`explain (analyze, timing off, format json) ${query}`.execute(db)
  const plan = rows[0]?.['QUERY PLAN'][0]
  if (!plan) throw new Error('no plan')
  return rowsTouched(plan.Plan)
}

const pageOf = (request: Partial<PageRequest>) => listedQuery(db, { filters: {}, sort: SORTS.recommended, after: null, limit: PAGE, today: TODAY, ...request })

/** Where the thousandth page begins, or the middle of a list that has fewer. */
async function farInto(request: Partial<PageRequest>): Promise<PageRequest['after']> {
  const rows = await pageOf({ ...request, limit: THOUSANDTH_PAGE }).execute()
  const at = rows[rows.length === THOUSANDTH_PAGE ? THOUSANDTH_PAGE - 1 : Math.floor(rows.length / 2)]
  return at ? positionOf(at, request.sort ?? SORTS.recommended) : null
}

const sorts = Object.keys(SORTS) as ProductSort[]
const filters: [string, PageRequest['filters'], number][] = [
  ['everything', {}, FEW_ROWS],
  ['a category', { category: 'c3' }, FEW_ROWS],
  ['a brand', { brand: 'b7' }, FEW_ROWS],
  ['the last days', { freshness: 'last' }, FEW_ROWS],
  ['the near-expiry section', { nearExpiry: true }, FEW_ROWS],
  ['fresh goods', { freshness: 'fresh' }, FEW_ROWS],
  ['frozen goods', { storage: 'frozen' }, FEW_ROWS],
  ['at most 7 days', { maxRemainingDays: 7 }, MODERATE_ROWS],
  ['at least 90 days', { minRemainingDays: 90 }, MODERATE_ROWS],
  ['10 to 30 yuan', { minPriceCents: 1_000, maxPriceCents: 3_000 }, MODERATE_ROWS],
  ['at most 3 折', { maxPricePercent: 30 }, MODERATE_ROWS],
  ['a category and at most 30 days', { category: 'c3', maxRemainingDays: 30 }, MODERATE_ROWS],
  ['a brand within a category', { category: 'c3', brand: 'b7' }, FEW_ROWS],
  ['a word of two characters', { q: '牛奶' }, WORD_ROWS],
  ['a rare word', { q: 'rare77' }, FEW_ROWS],
  ['a word that every product has', { q: '商品' }, MODERATE_ROWS],
  ['two words', { q: '商品 酸奶' }, WORD_ROWS],
]

describe.each(filters)('%s, of 100,000 products', (_name, filter, limit) => {
  test.each(sorts)('sorted by %s: the first page and the thousandth read few rows', async (sort) => {
    const request = { filters: filter, sort: SORTS[sort] }
    expect(await touched(pageOf(request))).toBeLessThanOrEqual(limit)
    expect(await touched(pageOf({ ...request, after: await farInto(request) }))).toBeLessThanOrEqual(limit)
  })
})

test.each<[string, BrandQuery, number]>([
  ['the shop', {}, FEW_ROWS],
  ['a category', { category: 'c3' }, FEW_ROWS],
  ['a word of two characters', { q: '牛奶' }, WORD_ROWS + SAMPLE],
  ['a word within a category', { q: '牛奶', category: 'c3' }, WORD_ROWS + CATEGORY_ROWS],
  ['a word that every product has', { q: '商品' }, MODERATE_ROWS],
])('the brands of %s read few rows', async (_name, query, limit) => {
  expect(await brandsQuery(db, query).execute()).toHaveLength(BRAND_LIMIT)
  expect(await touched(brandsQuery(db, query))).toBeLessThanOrEqual(limit)
})

test.each([
  ['牛奶', WORD_ROWS],
  ['商', MODERATE_ROWS],
  ['rare77', MODERATE_ROWS],
  ['无', MODERATE_ROWS],
])('suggestions for %s read few rows', async (typed, limit) => {
  const query = suggestionsQuery(db, typed)
  if (!query) throw new Error('no query')
  expect(await touched(query)).toBeLessThanOrEqual(limit)
})

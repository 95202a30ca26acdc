import type { ProductQuery } from '@contract/catalogue'
import { addDays } from '@domain/calendarDay'
import { queryTerms } from '@domain/searchTerms'
import { sql, type Kysely } from 'kysely'
import type { Database } from '../../database/schema'
import type { BatchRow } from './batchView'
import type { CategoryRow, ProductRow, SummaryRow } from './present'
import type { SortKey } from './sorts'
import type { ProductListingTable } from './tables'

type Db = Kysely<Database>

/** Where the last page ended: the values of the sort's columns, and the product's id. */
export interface Position {
  keys: (string | number)[]
  id: string
}

export interface PageRequest {
  filters: Omit<ProductQuery, 'limit' | 'cursor' | 'sort'>
  sort: SortKey
  after: Position | null
  limit: number
  /** The day to which filters by days left are reckoned. */
  today: string
}

export const PRODUCT_COLUMNS = ['p.id', 'p.name', 'p.brand', 'p.spec', 'p.storage', 'p.category_id', 'p.icons', 'p.tint', 'p.sold_count'] as const
export const OFFER_COLUMNS = [
  'l.batch_id',
  'l.expires_on',
  'l.shelf_life_days',
  'l.freshness',
  'l.price_cents',
  'l.list_price_cents',
  'l.price_percent',
  'l.stock',
  'l.next_step_on',
  'l.next_step_cents',
] as const

/**
 * The day of the read-model as this very statement sees it. A day that was asked for before may be over by now: where this
 * instance's clock is a moment behind, another one computes the new day in between, and days left would be counted from yesterday.
 */
export const LISTED_FOR = sql<string>`(select computed_for from listing_state)`.as('listed_for')

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** One page of products for sale. */
export function findListed(db: Db, page: PageRequest): Promise<(SummaryRow & SortedRow)[]> {
  return listedQuery(db, page).execute()
}

/** The columns of every order, as a row of the list has them. */
type SortedRow = Pick<ProductListingTable, SortKey['columns'][number]>

/** Where a list goes on after this row. */
export function positionOf(row: SortedRow & { id: string }, { columns }: SortKey): Position {
  return { keys: columns.map((column) => row[column]), id: row.id }
}

/** Apart from its execution, so that tests can ask the database how it would go about it. */
export function listedQuery(db: Db, { filters, sort, after, limit, today }: PageRequest) {
  const keys = sort.columns.map((column) => sql.ref(`l.${column}`))
  let query = filtered(db, filters, today)
    .innerJoin('product as p', 'p.id', 'l.product_id')
    .select([...PRODUCT_COLUMNS, ...OFFER_COLUMNS, LISTED_FOR])
    .select('l.listed_on')
  if (after) {
    const past = sql.raw(sort.direction === 'asc' ? '>' : '<')
    // A row comparison, which PostgreSQL answers by one descent of the index; `a > x or (a = x and b > y)` would scan.
    query = query.where(sql<boolean>`(${sql.join(keys)}, l.product_id) ${past} (${sql.join(after.keys)}, ${after.id})`)
  }
  for (const key of keys) query = query.orderBy(key, sort.direction)
  return query.orderBy('l.product_id', sort.direction).limit(limit)
}

function filtered(db: Db, filters: PageRequest['filters'], today: string) {
  const { category, q, brand, freshness, nearExpiry, storage, minRemainingDays, maxRemainingDays, minPriceCents, maxPriceCents, maxPricePercent } = filters
  let query = db.selectFrom('product_listing as l')
  if (category !== undefined) query = query.where('l.category_id', '=', categoryId(db, category))
  if (q?.trim()) query = query.where(matches(q))
  if (brand !== undefined) query = query.where('l.brand', '=', brand)
  if (freshness !== undefined) query = query.where('l.freshness', '=', freshness)
  // A literal and no parameter: the planner has to see that the indexes of these rows alone will do.
  if (nearExpiry) query = query.where(sql<boolean>`l.freshness <> 'fresh'`)
  if (storage !== undefined) query = query.where('l.storage', '=', storage)
  if (minRemainingDays !== undefined) query = query.where('l.expires_on', '>=', addDays(today, minRemainingDays))
  if (maxRemainingDays !== undefined) query = query.where('l.expires_on', '<=', addDays(today, maxRemainingDays))
  if (minPriceCents !== undefined) query = query.where('l.price_cents', '>=', minPriceCents)
  if (maxPriceCents !== undefined) query = query.where('l.price_cents', '<=', maxPriceCents)
  if (maxPricePercent !== undefined) query = query.where('l.price_percent', '<=', maxPricePercent)
  return query
}

/** By id or slug; one that does not exist matches nothing. */
export function categoryId(db: Db, category: string) {
  const isId = UUID.test(category)
  return db.selectFrom('category').select('id').where(isId ? 'id' : 'slug', '=', category)
}

/** A query without a single word, such as an emoji, matches nothing: every product contains the empty set of terms. */
export function matches(q: string) {
  const terms = queryTerms(q)
  return terms.length === 0 ? sql<boolean>`false` : sql<boolean>`l.terms @> ${terms}::text[]`
}

/** Summaries in no particular order; a product that is not for sale has no offer. */
export async function findSummaries(db: Db, ids: readonly string[]): Promise<SummaryRow[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('product as p')
    .leftJoin('product_listing as l', 'l.product_id', 'p.id')
    .select([...PRODUCT_COLUMNS, ...OFFER_COLUMNS, LISTED_FOR])
    .where('p.id', 'in', [...ids])
    .execute()
  return rows.map(asSummary)
}

export async function findProduct(db: Db, id: string): Promise<(ProductRow & { min_days_at_delivery: number }) | null> {
  const row = await db
    .selectFrom('product as p')
    .innerJoin('category as c', 'c.id', 'p.category_id')
    .leftJoin('product_listing as l', 'l.product_id', 'p.id')
    .select([...PRODUCT_COLUMNS, ...OFFER_COLUMNS, LISTED_FOR])
    .select(['p.description', 'p.origin', 'p.min_days_at_delivery', 'c.name as category_name'])
    .where('p.id', '=', id)
    .executeTakeFirst()
  return row ? asSummary(row) : null
}

/** SQL's outer join gives all of the read-model's columns or none; the type system cannot know. */
function asSummary<Row extends { batch_id: string | null }>(row: Row): Row & SummaryRow {
  return row as Row & SummaryRow
}

/** First expiring first. */
export function findBatches(db: Db, productId: string, expiringFrom: string): Promise<BatchRow[]> {
  return db
    .selectFrom('batch')
    .select(['id', 'code', 'production_date', 'shelf_life_days', 'expires_on', 'stock', 'reserved', 'list_price_cents', 'ladder', 'status'])
    .where('product_id', '=', productId)
    .where('expires_on', '>=', expiringFrom)
    .orderBy('expires_on')
    .orderBy('id')
    .execute()
}

/** In the merchant's order, with the number of products for sale. */
export function findCategories(db: Db): Promise<CategoryRow[]> {
  return db
    .selectFrom('category as c')
    .leftJoin('category_count as n', 'n.category_id', 'c.id')
    .select(['c.id', 'c.slug', 'c.name', 'c.icon', 'c.tint'])
    .select((eb) => [eb.fn.coalesce('n.products', eb.val(0)).as('product_count'), eb.fn.coalesce('n.last_days', eb.val(0)).as('last_days')])
    .orderBy('c.position')
    .orderBy('c.id')
    .execute()
}

export function findHotWords(db: Db): Promise<{ word: string }[]> {
  return db.selectFrom('hot_word').select('word').orderBy('position').execute()
}

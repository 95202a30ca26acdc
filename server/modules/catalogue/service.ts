import type { BrandList, BrandQuery, CategoryList, Home, HotWordList, Product, ProductPage, ProductQuery, ProductSummary, SuggestionList } from '@contract/catalogue'
import { addDays } from '@domain/calendarDay'
import type { Kysely } from 'kysely'
import type { Clock } from '../../clock'
import type { Cursors } from '../../cursor'
import type { Database } from '../../database/schema'
import { problem } from '../../errors'
import { viewBatch } from './batchView'
import { findBrands } from './brands'
import { loadHome } from './home'
import { createListing } from './listing'
import { presentCategory, presentProduct, presentProductSummary } from './present'
import { findBatches, findCategories, findHotWords, findListed, findProduct, findSummaries, positionOf, type Position } from './repository'
import { SORTS } from './sorts'
import { findSuggestions } from './suggestions'

const DEFAULT_LIMIT = 20
/** Batches stay on the product page this long after they expired: "what I bought last month". */
const EXPIRED_SHOWN_DAYS = 30

export interface Catalogue {
  /** Computes prices and days left for today if that was not done yet. */
  refresh(): Promise<void>
  list(query: ProductQuery): Promise<ProductPage>
  /** Throws the problem `not_found`. */
  product(id: string): Promise<Product>
  /** By id, for lists that a shopper made himself; ids that do not exist are missing from the map. */
  summaries(ids: readonly string[]): Promise<Map<string, ProductSummary>>
  categories(): Promise<CategoryList>
  brands(query: BrandQuery): Promise<BrandList>
  home(): Promise<Home>
  suggestions(typed: string): Promise<SuggestionList>
  hotWords(): Promise<HotWordList>
}

export interface CatalogueDeps {
  db: Kysely<Database>
  clock: Clock
  cursors: Cursors
}

/** What the catalogue knows. Every answer first makes sure that the read-model is of today. */
export function createCatalogue({ db, clock, cursors }: CatalogueDeps): Catalogue {
  const listing = createListing(db, clock)
  return {
    async refresh() {
      await listing.ensureToday()
    },
    async list(query) {
      return listPage(db, cursors, query, await listing.ensureToday())
    },
    async product(id) {
      const today = await listing.ensureToday()
      const [row, batches] = await Promise.all([findProduct(db, id), findBatches(db, id, addDays(today, -EXPIRED_SHOWN_DAYS))])
      if (!row) throw problem('not_found')
      return presentProduct(row, batches.map((batch) => viewBatch(batch, row.min_days_at_delivery, row.listed_for)))
    },
    async summaries(ids) {
      await listing.ensureToday()
      const rows = await findSummaries(db, ids)
      return new Map(rows.map((row) => [row.id, presentProductSummary(row)]))
    },
    async categories() {
      await listing.ensureToday()
      return { items: (await findCategories(db)).map(presentCategory), nextCursor: null }
    },
    async brands(query) {
      await listing.ensureToday()
      return { items: await findBrands(db, query), nextCursor: null }
    },
    async home() {
      return loadHome(db, await listing.ensureToday())
    },
    async suggestions(typed) {
      await listing.ensureToday()
      return { items: await findSuggestions(db, typed), nextCursor: null }
    },
    async hotWords() {
      return { items: (await findHotWords(db)).map(({ word }) => word), nextCursor: null }
    },
  }
}

async function listPage(db: Kysely<Database>, cursors: Cursors, { limit = DEFAULT_LIMIT, cursor, sort = 'recommended', ...filters }: ProductQuery, today: string): Promise<ProductPage> {
  const scope = scopeOf([sort, ...SORTS[sort].columns], filters)
  const after = cursor === undefined ? null : position(cursors.open(scope, cursor))
  // One more than asked for tells whether there is another page.
  const rows = await findListed(db, { filters, sort: SORTS[sort], after, limit: limit + 1, today })
  const last = rows.length > limit ? rows[limit - 1] : undefined
  const end = last && positionOf(last, SORTS[sort])
  return {
    items: rows.slice(0, limit).map(presentProductSummary),
    nextCursor: end ? cursors.seal(scope, [...end.keys, end.id]) : null,
  }
}

/** A cursor of one order or filter means nothing in another, and one of an order by other columns (an older version's) nothing here. */
function scopeOf(sort: readonly string[], filters: object): string {
  return JSON.stringify(['products', ...sort, ...Object.entries(filters).sort(([a], [b]) => (a < b ? -1 : 1))])
}

function position(values: (string | number)[]): Position {
  return { keys: values.slice(0, -1), id: String(values.at(-1)) }
}

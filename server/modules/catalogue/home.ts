import type { Home, HomeSection } from '@contract/catalogue'
import { addDays } from '@domain/calendarDay'
import type { Kysely } from 'kysely'
import type { Database } from '../../database/schema'
import { presentCategory, presentProductSummary, type SummaryRow } from './present'
import { LAST_DAYS } from './categoryCounts'
import { findCategories, listedQuery } from './repository'
import { SORTS, type SortKey } from './sorts'

const SECTION_SIZE = 8

const SECTIONS = [
  { kind: 'lastDays', title: '快到期', sort: SORTS.remainingDays },
  { kind: 'discount', title: '折扣最大', sort: SORTS.discount },
  { kind: 'newest', title: '新上架', sort: SORTS.newest },
] as const satisfies readonly (Pick<HomeSection, 'kind' | 'title'> & { sort: SortKey })[]

/** Everything on the first screen, in three queries side by side, none of which counts products. */
export async function loadHome(db: Kysely<Database>, today: string): Promise<Home> {
  const [categories, lowestPricePercent, rows] = await Promise.all([findCategories(db), lowestOfLastDays(db, today), findSections(db, today)])
  return {
    categories: categories.map(presentCategory),
    lastDays: { withinDays: LAST_DAYS, count: categories.reduce((sum, category) => sum + category.last_days, 0), lowestPricePercent },
    sections: SECTIONS.map(({ kind, title }) => ({ kind, title, items: rows.filter((row) => row.kind === kind).map(presentProductSummary) })),
  }
}

/** By the order of discounts, whose first rows are in their last days more often than not. */
async function lowestOfLastDays(db: Kysely<Database>, today: string): Promise<number | null> {
  const row = await db
    .selectFrom('product_listing')
    .select('price_percent')
    .where('expires_on', '<=', addDays(today, LAST_DAYS))
    .orderBy('price_percent')
    .orderBy('expires_on')
    .limit(1)
    .executeTakeFirst()
  return row?.price_percent ?? null
}

/** The first products of every section by one statement: each part walks its own index. */
function findSections(db: Kysely<Database>, today: string): Promise<(SummaryRow & { kind: string })[]> {
  const [first, ...rest] = SECTIONS.map((section) => firstOf(db, section, today))
  if (!first) return Promise.resolve([])
  return rest.reduce((query, part) => query.unionAll(part), first).execute()
}

function firstOf(db: Kysely<Database>, { kind, sort }: (typeof SECTIONS)[number], today: string) {
  const top = listedQuery(db, { filters: {}, sort, after: null, limit: SECTION_SIZE, today }).select((eb) => eb.val<string>(kind).as('kind'))
  // In a sub-query of its own: ORDER BY and LIMIT would else belong to the whole union.
  return db.selectFrom(top.as(kind)).selectAll()
}

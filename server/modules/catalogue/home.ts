import type { Home, HomeSection } from '@contract/catalogue'
import type { Kysely } from 'kysely'
import type { Database } from '../../database/schema'
import { presentCategory, presentProductSummary, type SummaryRow } from './present'
import { findCategories, OFFER_COLUMNS, PRODUCT_COLUMNS } from './repository'
import { SORTS, type SortKey } from './sorts'

/** The banner's stretch: a week, the longest that the domain calls the last days. */
const LAST_DAYS = 7
const SECTION_SIZE = 8

const SECTIONS = [
  { kind: 'lastDays', title: '快到期', sort: SORTS.remainingDays },
  { kind: 'discount', title: '折扣最大', sort: SORTS.discount },
  { kind: 'newest', title: '新上架', sort: SORTS.newest },
] as const satisfies readonly (Pick<HomeSection, 'kind' | 'title'> & { sort: SortKey })[]

/** Everything on the first screen, in three queries side by side. */
export async function loadHome(db: Kysely<Database>): Promise<Home> {
  const [categories, lastDays, rows] = await Promise.all([findCategories(db), countLastDays(db), findSections(db)])
  return {
    categories: categories.map(presentCategory),
    lastDays: { withinDays: LAST_DAYS, ...lastDays },
    sections: SECTIONS.map(({ kind, title }) => ({ kind, title, items: rows.filter((row) => row.kind === kind).map(presentProductSummary) })),
  }
}

async function countLastDays(db: Kysely<Database>): Promise<{ count: number; lowestPricePercent: number | null }> {
  const row = await db
    .selectFrom('product_listing')
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.min<number | null>('price_percent').as('lowest')])
    .where('remaining_days', '<=', LAST_DAYS)
    .executeTakeFirstOrThrow()
  return { count: row.count, lowestPricePercent: row.lowest }
}

/** The first products of every section by one statement: each part walks its own index. */
function findSections(db: Kysely<Database>): Promise<(SummaryRow & { kind: string })[]> {
  const [first, ...rest] = SECTIONS.map((section) => firstOf(db, section))
  if (!first) return Promise.resolve([])
  return rest.reduce((query, part) => query.unionAll(part), first).execute()
}

function firstOf(db: Kysely<Database>, { kind, sort }: (typeof SECTIONS)[number]) {
  const top = db
    .selectFrom('product_listing as l')
    .innerJoin('product as p', 'p.id', 'l.product_id')
    .select([...PRODUCT_COLUMNS, ...OFFER_COLUMNS])
    .select((eb) => eb.val<string>(kind).as('kind'))
    .orderBy(`l.${sort.column}`, sort.direction)
    .orderBy('l.product_id', sort.direction)
    .limit(SECTION_SIZE)
  // In a sub-query of its own: ORDER BY and LIMIT would else belong to the whole union.
  return db.selectFrom(top.as(kind)).selectAll()
}

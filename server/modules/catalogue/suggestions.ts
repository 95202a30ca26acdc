import { queryTerms } from '@domain/searchTerms'
import { sql, type Kysely } from 'kysely'
import type { Database } from '../../database/schema'

const LIMIT = 10
/** Best sellers looked at for one suggestion list. */
const SAMPLE = 60

/** Words that complete what was typed so far: categories, keywords, brands and names of products for sale, best first. */
export async function findSuggestions(db: Kysely<Database>, typed: string): Promise<string[]> {
  const rows = (await suggestionsQuery(db, typed)?.execute()) ?? []
  return rankSuggestions(typed, rows.flatMap((row) => [row.category, ...row.keywords, row.brand, row.name]))
}

/** The best sellers that what was typed finds; null where there is nothing to look for. Apart from its execution, so that tests can ask for its plan. */
export function suggestionsQuery(db: Kysely<Database>, typed: string) {
  const terms = queryTerms(typed)
  if (terms.length === 0) return null
  return db
    .selectFrom('product_listing as l')
    .innerJoin('product as p', 'p.id', 'l.product_id')
    .innerJoin('category as c', 'c.id', 'l.category_id')
    .select(['p.name', 'p.brand', 'p.keywords', 'c.name as category'])
    .where(sql<boolean>`l.terms @> ${terms}::text[]`)
    .orderBy('l.sold_count', 'desc')
    .orderBy('l.product_id', 'desc')
    .limit(SAMPLE)
}

/** Those that contain what was typed: first the ones that begin with it, then the shorter, then in the order given. */
export function rankSuggestions(typed: string, candidates: readonly string[]): string[] {
  const wanted = fold(typed)
  return [...new Set(candidates)]
    .map((text) => ({ text, at: fold(text).indexOf(wanted) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => Number(a.at > 0) - Number(b.at > 0) || a.text.length - b.text.length)
    .slice(0, LIMIT)
    .map(({ text }) => text)
}

/** Full-width and half-width forms, case and spaces make no difference to somebody who is typing. */
function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
}

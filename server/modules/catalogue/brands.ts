import type { BrandQuery } from '@contract/catalogue'
import { BRAND_LIMIT } from '@contract/limits'
import { sql, type Kysely } from 'kysely'
import type { Database } from '../../database/schema'
import { categoryId, matches } from './repository'

/** Products looked at to know the brands of a search. */
export const SAMPLE = 1_000

/** The brands that have the most products for sale, of the shop, of a category, or among what a search finds. */
export async function findBrands(db: Kysely<Database>, query: BrandQuery): Promise<string[]> {
  const rows = await brandsQuery(db, query).execute()
  return rows.map(({ brand }) => brand)
}

/** Apart from its execution, so that tests can ask the database how it would go about it. */
export function brandsQuery(db: Kysely<Database>, { category, q }: BrandQuery) {
  if (q?.trim()) return ofSearch(db, q, category)
  if (category === undefined) return db.selectFrom('brand_count').select('brand').where('products', '>', 0).orderBy('products', 'desc').orderBy('brand').limit(BRAND_LIMIT)
  return db
    .selectFrom('category_brand_count')
    .select('brand')
    .where('category_id', '=', categoryId(db, category))
    .where('products', '>', 0)
    .orderBy('products', 'desc')
    .orderBy('brand')
    .limit(BRAND_LIMIT)
}

function ofSearch(db: Kysely<Database>, q: string, category: string | undefined) {
  let found = db.selectFrom('product_listing as l').select('l.brand').where(matches(q)).limit(SAMPLE)
  if (category !== undefined) found = found.where('l.category_id', '=', categoryId(db, category))
  return db.selectFrom(found.as('found')).select('brand').groupBy('brand').orderBy(sql`count(*)`, 'desc').orderBy('brand').limit(BRAND_LIMIT)
}

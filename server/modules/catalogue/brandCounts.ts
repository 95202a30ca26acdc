import { sql, type Transaction } from 'kysely'
import type { Database } from '../../database/schema'

/** What of a listing's row is counted. */
export interface BrandedRow {
  category_id: string
  brand: string
}

/** Counts all of it anew. */
export async function recountBrands(trx: Transaction<Database>): Promise<void> {
  await trx.deleteFrom('brand_count').execute()
  await trx.deleteFrom('category_brand_count').execute()
  const count = sql<number>`count(*)::integer`.as('products')
  await trx
    .insertInto('brand_count')
    .columns(['brand', 'products'])
    .expression((eb) => eb.selectFrom('product_listing').select(['brand', count]).groupBy('brand'))
    .execute()
  await trx
    .insertInto('category_brand_count')
    .columns(['category_id', 'brand', 'products'])
    .expression((eb) => eb.selectFrom('product_listing').select(['category_id', 'brand', count]).groupBy(['category_id', 'brand']))
    .execute()
}

/** Notes what a change took off the list and put on it. Sorted, so that two changes at once never wait for each other in a ring. */
export async function countBrandChanges(trx: Transaction<Database>, before: readonly BrandedRow[], after: readonly BrandedRow[]): Promise<void> {
  const inCategories = difference(before, after, ({ category_id: id, brand }) => `${id} ${brand}`)
  for (const [{ category_id: categoryId, brand }, products] of inCategories) {
    await trx
      .insertInto('category_brand_count')
      .values({ category_id: categoryId, brand, products })
      .onConflict((conflict) => conflict.columns(['category_id', 'brand']).doUpdateSet({ products: sql`category_brand_count.products + ${products}` }))
      .execute()
  }
  for (const [{ brand }, products] of difference(before, after, (row) => row.brand)) {
    await trx
      .insertInto('brand_count')
      .values({ brand, products })
      .onConflict((conflict) => conflict.column('brand').doUpdateSet({ products: sql`brand_count.products + ${products}` }))
      .execute()
  }
}

/** By how much the number of rows with each key has changed, in the order of keys; what stayed the same is left out. */
function difference(before: readonly BrandedRow[], after: readonly BrandedRow[], keyOf: (row: BrandedRow) => string): [BrandedRow, number][] {
  const changes = new Map<string, [BrandedRow, number]>()
  const add = (rows: readonly BrandedRow[], by: number) => {
    for (const row of rows) changes.set(keyOf(row), [row, (changes.get(keyOf(row))?.[1] ?? 0) + by])
  }
  add(before, -1)
  add(after, 1)
  return [...changes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, change]) => change)
    .filter(([, by]) => by !== 0)
}

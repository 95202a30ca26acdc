import type { Kysely } from 'kysely'

/** A brand within a category, as the filter offers it: in each order a walk through an index of its own. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [name, ...keys] of [['expires_on', 'expires_on'], ['price_cents', 'price_cents'], ['price_percent', 'price_percent', 'expires_on'], ['sold_count', 'sold_count'], ['listed_on', 'listed_on']]) {
    await db.schema
      .createIndex(`product_listing_category_brand_${name}`)
      .on('product_listing')
      .columns(['category_id', 'brand', ...keys, 'product_id'])
      .execute()
  }
}

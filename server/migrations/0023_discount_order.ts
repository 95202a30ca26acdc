import { sql, type Kysely } from 'kysely'

/**
 * The order by discount goes on by the date: percents are few, so that thousands of products share one, and the sooner of
 * them comes first. With the date in the index, a range of days left is answered from the index alone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const filter of ['', 'category_', 'brand_', 'freshness_', 'storage_', 'near_']) await db.schema.dropIndex(`product_listing_${filter}price_percent`).execute()
  for (const [name, ...first] of [[''], ['category_', 'category_id'], ['brand_', 'brand'], ['freshness_', 'freshness'], ['storage_', 'storage']]) {
    await db.schema.createIndex(`product_listing_${name}price_percent`).on('product_listing').columns([...first, 'price_percent', 'expires_on', 'product_id']).execute()
  }
  await sql`create index product_listing_near_price_percent on product_listing (price_percent, expires_on, product_id) where freshness <> 'fresh'`.execute(db)
}

import { sql, type Kysely } from 'kysely'

/**
 * For shops of a hundred thousand products. Days left are counted when a list is read, so that midnight touches only the
 * rows whose price, mark or batch changes then (`next_change_on`); each filter of the list has the indexes of each order;
 * and the numbers on the first screen are kept, not counted.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('product_listing').dropColumn('remaining_days').execute()
  await db.schema.alterTable('product_listing').addColumn('next_change_on', 'date', (c) => c.notNull().defaultTo('1970-01-01')).execute()
  await db.schema.createIndex('product_listing_next_change').on('product_listing').columns(['next_change_on', 'product_id']).execute()
  for (const filter of ['brand', 'freshness', 'storage']) {
    for (const key of ['expires_on', 'price_cents', 'price_percent', 'sold_count', 'listed_on']) {
      await db.schema.createIndex(`product_listing_${filter}_${key}`).on('product_listing').columns([filter, key, 'product_id']).execute()
    }
  }
  await db.schema
    .createTable('category_count')
    .addColumn('category_id', 'uuid', (c) => c.primaryKey().references('category.id').onDelete('cascade'))
    .addColumn('products', 'integer', (c) => c.notNull())
    .addColumn('last_days', 'integer', (c) => c.notNull())
    .execute()
  // What is there was computed without the new column: the next look computes it whole.
  await sql`update listing_state set computed_for = '1970-01-01'`.execute(db)
}

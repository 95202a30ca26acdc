import { sql, type Kysely } from 'kysely'

/** Categories, products and their batches, and the read-model that lists are answered from. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createCategory(db)
  await createProduct(db)
  await createBatch(db)
  await createListing(db)
  await db.schema
    .createTable('hot_word')
    .addColumn('position', 'integer', (c) => c.primaryKey())
    .addColumn('word', 'text', (c) => c.notNull())
    .execute()
}

async function createCategory(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('category')
    .addColumn('id', 'uuid', (c) => c.primaryKey())
    .addColumn('slug', 'text', (c) => c.notNull().unique())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('icon', 'text', (c) => c.notNull())
    .addColumn('tint', 'text', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .execute()
}

async function createProduct(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('product')
    .addColumn('id', 'uuid', (c) => c.primaryKey())
    .addColumn('code', 'text', (c) => c.notNull().unique())
    .addColumn('category_id', 'uuid', (c) => c.notNull().references('category.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('brand', 'text', (c) => c.notNull())
    .addColumn('spec', 'text', (c) => c.notNull())
    .addColumn('storage', 'text', (c) => c.notNull())
    .addColumn('origin', 'text', (c) => c.notNull())
    .addColumn('description', 'text', (c) => c.notNull())
    .addColumn('icons', sql`text[]`, (c) => c.notNull())
    .addColumn('tint', 'text', (c) => c.notNull())
    .addColumn('keywords', sql`text[]`, (c) => c.notNull())
    .addColumn('min_days_at_delivery', 'integer', (c) => c.notNull().check(sql`min_days_at_delivery >= 0`))
    .addColumn('sold_count', 'integer', (c) => c.notNull().check(sql`sold_count >= 0`))
    .addColumn('listed_on', 'date', (c) => c.notNull())
    .addColumn('created_at', 'timestamptz', (c) => c.notNull().defaultTo(sql`now()`))
    .execute()
  await db.schema.createIndex('product_category').on('product').column('category_id').execute()
}

async function createBatch(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('batch')
    .addColumn('id', 'uuid', (c) => c.primaryKey())
    .addColumn('product_id', 'uuid', (c) => c.notNull().references('product.id').onDelete('cascade'))
    .addColumn('code', 'text', (c) => c.notNull())
    .addColumn('production_date', 'date', (c) => c.notNull())
    .addColumn('shelf_life_days', 'integer', (c) => c.notNull().check(sql`shelf_life_days >= 1`))
    .addColumn('expires_on', 'date', (c) => c.notNull())
    .addColumn('stock', 'integer', (c) => c.notNull())
    .addColumn('reserved', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('list_price_cents', 'integer', (c) => c.notNull().check(sql`list_price_cents >= 0`))
    .addColumn('ladder', 'jsonb')
    .addColumn('status', 'text', (c) => c.notNull().defaultTo('active'))
    .addColumn('created_at', 'timestamptz', (c) => c.notNull().defaultTo(sql`now()`))
    .addUniqueConstraint('batch_code', ['product_id', 'code'])
    .addCheckConstraint('batch_reserved', sql`reserved >= 0 and reserved <= stock`)
    .addCheckConstraint('batch_dates', sql`expires_on = production_date + shelf_life_days`)
    .execute()
  await db.schema.createIndex('batch_first_expiring').on('batch').columns(['product_id', 'expires_on', 'id']).execute()
}

async function createListing(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('product_listing')
    .addColumn('product_id', 'uuid', (c) => c.primaryKey().references('product.id').onDelete('cascade'))
    .addColumn('batch_id', 'uuid', (c) => c.notNull())
    .addColumn('category_id', 'uuid', (c) => c.notNull())
    .addColumn('brand', 'text', (c) => c.notNull())
    .addColumn('storage', 'text', (c) => c.notNull())
    .addColumn('sold_count', 'integer', (c) => c.notNull())
    .addColumn('listed_on', 'date', (c) => c.notNull())
    .addColumn('expires_on', 'date', (c) => c.notNull())
    .addColumn('shelf_life_days', 'integer', (c) => c.notNull())
    .addColumn('remaining_days', 'integer', (c) => c.notNull())
    .addColumn('freshness', 'text', (c) => c.notNull())
    .addColumn('price_cents', 'integer', (c) => c.notNull())
    .addColumn('list_price_cents', 'integer', (c) => c.notNull())
    .addColumn('price_percent', 'integer', (c) => c.notNull())
    .addColumn('stock', 'integer', (c) => c.notNull())
    .addColumn('next_step_on', 'date')
    .addColumn('next_step_cents', 'integer')
    .addColumn('terms', sql`text[]`, (c) => c.notNull())
    .execute()
  await createListingIndexes(db)
  await db.schema
    .createTable('listing_state')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('computed_for', 'date', (c) => c.notNull())
    .execute()
  // A day long gone: the first request finds the read-model stale and computes it.
  await sql`insert into listing_state (id, computed_for) values (1, '1970-01-01')`.execute(db)
}

/** One index per order in which lists are read; each ends on the id, so that a page starts by one index look-up. */
async function createListingIndexes(db: Kysely<unknown>): Promise<void> {
  for (const key of ['expires_on', 'price_cents', 'price_percent', 'sold_count', 'listed_on']) {
    await db.schema.createIndex(`product_listing_${key}`).on('product_listing').columns([key, 'product_id']).execute()
    await db.schema.createIndex(`product_listing_category_${key}`).on('product_listing').columns(['category_id', key, 'product_id']).execute()
  }
  await db.schema.createIndex('product_listing_terms').on('product_listing').using('gin').column('terms').execute()
}

import { sql, type Kysely } from 'kysely'

/**
 * How many products for sale each brand has, in the whole shop and in each category: kept, so that the filter can offer the
 * brands of a hundred thousand products without reading them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('brand_count')
    .addColumn('brand', 'text', (c) => c.primaryKey())
    .addColumn('products', 'integer', (c) => c.notNull())
    .execute()
  await sql`create index brand_count_most on brand_count (products desc, brand)`.execute(db)
  await db.schema
    .createTable('category_brand_count')
    .addColumn('category_id', 'uuid', (c) => c.notNull().references('category.id').onDelete('cascade'))
    .addColumn('brand', 'text', (c) => c.notNull())
    .addColumn('products', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('category_brand_count_pkey', ['category_id', 'brand'])
    .execute()
  await sql`create index category_brand_count_most on category_brand_count (category_id, products desc, brand)`.execute(db)
  await sql`insert into brand_count select brand, count(*) from product_listing group by brand`.execute(db)
  await sql`insert into category_brand_count select category_id, brand, count(*) from product_listing group by category_id, brand`.execute(db)
}

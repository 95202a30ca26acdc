import { sql, type Kysely } from 'kysely'

/** The address book and the favourites. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('address')
    .addColumn('id', 'uuid', (c) => c.primaryKey())
    .addColumn('user_id', 'uuid', (c) => c.notNull().references('user_account.id').onDelete('cascade'))
    .addColumn('region_code', 'text', (c) => c.notNull())
    // Recipient, phone and street in one sealed text: together they say who lives where.
    .addColumn('contact', 'text', (c) => c.notNull())
    .addColumn('tag', 'text')
    .addColumn('is_default', 'boolean', (c) => c.notNull())
    .addColumn('created_at', 'timestamptz', (c) => c.notNull())
    .addColumn('updated_at', 'timestamptz', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('address_user').on('address').columns(['user_id', 'updated_at']).execute()
  await sql`create unique index address_one_default on address (user_id) where is_default`.execute(db)
  await db.schema
    .createTable('favourite')
    .addColumn('user_id', 'uuid', (c) => c.notNull().references('user_account.id').onDelete('cascade'))
    .addColumn('product_id', 'uuid', (c) => c.notNull().references('product.id').onDelete('cascade'))
    .addColumn('added_at', 'timestamptz', (c) => c.notNull())
    .addPrimaryKeyConstraint('favourite_pkey', ['user_id', 'product_id'])
    .execute()
  await db.schema.createIndex('favourite_latest').on('favourite').columns(['user_id', 'added_at', 'product_id']).execute()
}

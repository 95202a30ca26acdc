import { sql, type Kysely } from 'kysely'

/**
 * The near-expiry section: what is near its date, whichever mark it has, in every order of a list. Indexes of those rows
 * alone, since two values of `freshness` in one order are no walk through an index of it. And the rules that the marks were
 * computed by, so that others are noticed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const key of ['expires_on', 'price_cents', 'price_percent', 'sold_count', 'listed_on']) {
    await sql`create index ${sql.id(`product_listing_near_${key}`)} on product_listing (${sql.id(key)}, product_id) where freshness <> 'fresh'`.execute(db)
  }
  await db.schema.alterTable('listing_state').addColumn('rules', 'text', (c) => c.notNull().defaultTo('')).execute()
}

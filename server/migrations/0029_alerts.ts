import { sql, type Kysely } from 'kysely'

/**
 * Alerts on favourites, and the notices that they become; and whether a message was allowed when an order was paid. An alert
 * follows its favourite: to another account with a merge, and away with the mark.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('favourite_alert')
    .addColumn('user_id', 'uuid', (c) => c.notNull())
    .addColumn('product_id', 'uuid', (c) => c.notNull())
    // What the shopper has seen or was told.
    .addColumn('known_available', 'boolean', (c) => c.notNull())
    .addColumn('known_cents', 'integer')
    .addColumn('known_last_on', 'date')
    // One message in WeChat, which is granted once each time.
    .addColumn('message', 'text', (c) => c.notNull().check(sql`message in ('none', 'granted')`))
    .addColumn('created_at', 'timestamptz', (c) => c.notNull())
    .addPrimaryKeyConstraint('favourite_alert_pkey', ['user_id', 'product_id'])
    .addForeignKeyConstraint('favourite_alert_favourite', ['user_id', 'product_id'], 'favourite', ['user_id', 'product_id'], (c) => c.onDelete('cascade').onUpdate('cascade'))
    .execute()

  await db.schema.alterTable('shop_order').addColumn('shipping_message', 'boolean', (c) => c.notNull().defaultTo(false)).execute()

  // A notice outlives what it tells of: no foreign keys.
  await db.schema.alterTable('notice').addColumn('product_id', 'uuid').execute()
  for (const column of ['from_cents', 'price_cents']) await db.schema.alterTable('notice').addColumn(column, 'integer').execute()
  await db.schema.alterTable('notice').addColumn('expires_on', 'date').execute()
}

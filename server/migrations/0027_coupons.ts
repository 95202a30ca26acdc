import { sql, type Kysely } from 'kysely'

/** Coupons: what the merchant offers, what shoppers have claimed, and what an order cost less by one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createCoupons(db)
  await createShopperCoupons(db)
  await addToOrders(db)
}

async function createCoupons(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('coupon')
    .addColumn('id', 'uuid', (c) => c.primaryKey())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('amount_cents', 'integer', (c) => c.notNull().check(sql`amount_cents > 0`))
    // Above the amount: no sum falls to nothing.
    .addColumn('threshold_cents', 'integer', (c) => c.notNull())
    // The one category whose goods count, by its slug; null: all goods.
    .addColumn('category', 'text')
    .addColumn('claim_from', 'date', (c) => c.notNull())
    .addColumn('claim_until', 'date', (c) => c.notNull())
    // Good between two days, or for a number of days from the claim on.
    .addColumn('starts_on', 'date')
    .addColumn('ends_on', 'date')
    .addColumn('valid_days', 'integer', (c) => c.check(sql`valid_days > 0`))
    .addColumn('quantity', 'integer', (c) => c.notNull().check(sql`quantity > 0`))
    .addColumn('claimed', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('status', 'text', (c) => c.notNull().check(sql`status in ('active', 'stopped')`))
    .addColumn('created_at', 'timestamptz', (c) => c.notNull())
    .addCheckConstraint('coupon_threshold', sql`threshold_cents > amount_cents`)
    .addCheckConstraint('coupon_claimed', sql`claimed between 0 and quantity`)
    .addCheckConstraint('coupon_claim_window', sql`claim_until >= claim_from`)
    .addCheckConstraint('coupon_validity', sql`(valid_days is null and starts_on is not null and ends_on >= starts_on and ends_on is not null) or (valid_days is not null and starts_on is null and ends_on is null)`)
    .execute()
  await sql`create index coupon_claimable on coupon (claim_until, id) where status = 'active'`.execute(db)
  await db.schema.createIndex('coupon_latest').on('coupon').columns(['created_at', 'id']).execute()
}

async function createShopperCoupons(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('shopper_coupon')
    .addColumn('user_id', 'uuid', (c) => c.notNull().references('user_account.id').onDelete('cascade'))
    .addColumn('coupon_id', 'uuid', (c) => c.notNull().references('coupon.id').onDelete('cascade'))
    .addColumn('claimed_at', 'timestamptz', (c) => c.notNull())
    .addColumn('starts_on', 'date', (c) => c.notNull())
    .addColumn('ends_on', 'date', (c) => c.notNull())
    // The order that has it, from the moment that it is made; null: free.
    .addColumn('order_id', 'uuid', (c) => c.references('shop_order.id').onDelete('set null'))
    .addColumn('used_at', 'timestamptz')
    .addPrimaryKeyConstraint('shopper_coupon_pkey', ['user_id', 'coupon_id'])
    .execute()
  await db.schema.createIndex('shopper_coupon_free').on('shopper_coupon').columns(['user_id', 'ends_on', 'coupon_id']).execute()
  // How many of an offer were used, for the merchant.
  await sql`create index shopper_coupon_used on shopper_coupon (coupon_id) where order_id is not null`.execute(db)
  // An order takes one.
  await sql`create unique index shopper_coupon_order on shopper_coupon (order_id) where order_id is not null`.execute(db)
}

async function addToOrders(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('shop_order')
    .addColumn('coupon_id', 'uuid')
    // As it was called then.
    .addColumn('coupon_title', 'text')
    .addColumn('coupon_cents', 'integer', (c) => c.notNull().defaultTo(0).check(sql`coupon_cents >= 0`))
    .execute()
  await sql`alter table shop_order drop constraint shop_order_check`.execute(db)
  await sql`alter table shop_order add constraint shop_order_total check (total_cents = goods_cents + freight_cents - coupon_cents and total_cents >= 0)`.execute(db)
  // What each line bears of it: whatever is one day returned singly is returned at what was paid for it.
  await db.schema.alterTable('order_line').addColumn('coupon_cents', 'integer', (c) => c.notNull().defaultTo(0).check(sql`coupon_cents >= 0`)).execute()
}

import { sql, type Kysely } from 'kysely'

/**
 * Orders, the money for them, and what the merchant did. No foreign keys to the account and the catalogue: an order is
 * kept by law when its account is erased, and is what was sold then, whatever becomes of the goods.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createOrders(db)
  await createOrderParts(db)
  await createPayments(db)
  await createRefunds(db)
  await createMerchantEvents(db)
}

const STATUSES = sql`status in ('unpaid', 'paid', 'packed', 'shipped', 'delivered', 'done', 'cancelled', 'refunding', 'refunded')`

async function createOrders(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('shop_order')
    .addColumn('id', 'uuid', (c) => c.primaryKey())
    .addColumn('user_id', 'uuid', (c) => c.notNull())
    .addColumn('number', 'text', (c) => c.notNull().unique())
    .addColumn('status', 'text', (c) => c.notNull().check(STATUSES))
    .addColumn('status_before_refund', 'text')
    .addColumn('cancel_reason', 'text')
    .addColumn('idempotency_key', 'text', (c) => c.notNull())
    .addColumn('request_hash', 'text', (c) => c.notNull())
    .addColumn('region_code', 'text', (c) => c.notNull())
    // Recipient, phone, street and remark in one sealed text; null once an account is erased.
    .addColumn('contact', 'text')
    .addColumn('transit_days', 'integer', (c) => c.notNull())
    .addColumn('quantity', 'integer', (c) => c.notNull())
    .addColumn('goods_cents', 'integer', (c) => c.notNull().check(sql`goods_cents >= 0`))
    .addColumn('saved_cents', 'integer', (c) => c.notNull())
    .addColumn('freight_cents', 'integer', (c) => c.notNull().check(sql`freight_cents >= 0`))
    .addColumn('total_cents', 'integer', (c) => c.notNull().check(sql`total_cents = goods_cents + freight_cents`))
    .addColumn('carrier', 'text')
    .addColumn('tracking_number', 'text')
    .addColumn('created_at', 'timestamptz', (c) => c.notNull())
    .addColumn('pay_by', 'timestamptz', (c) => c.notNull())
    .addColumn('paid_at', 'timestamptz')
    .addColumn('packed_at', 'timestamptz')
    .addColumn('shipped_at', 'timestamptz')
    .addColumn('delivered_at', 'timestamptz')
    .addColumn('done_at', 'timestamptz')
    .addColumn('cancelled_at', 'timestamptz')
    .addColumn('refunded_at', 'timestamptz')
    .addUniqueConstraint('shop_order_key', ['user_id', 'idempotency_key'])
    .execute()
  await db.schema.createIndex('shop_order_latest').on('shop_order').columns(['user_id', 'created_at', 'id']).execute()
  // The sweeps look at the few orders that wait for something; finished ones, soon the most, are not in these.
  await sql`create index shop_order_unpaid on shop_order (pay_by) where status = 'unpaid'`.execute(db)
  await sql`create index shop_order_on_the_way on shop_order (shipped_at) where status in ('shipped', 'delivered')`.execute(db)
}

async function createOrderParts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('order_line')
    .addColumn('order_id', 'uuid', (c) => c.notNull().references('shop_order.id').onDelete('cascade'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('product_id', 'uuid', (c) => c.notNull())
    .addColumn('batch_id', 'uuid', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('brand', 'text', (c) => c.notNull())
    .addColumn('spec', 'text', (c) => c.notNull())
    .addColumn('icon', 'text', (c) => c.notNull())
    .addColumn('tint', 'text', (c) => c.notNull())
    .addColumn('production_date', 'date', (c) => c.notNull())
    .addColumn('shelf_life_days', 'integer', (c) => c.notNull())
    .addColumn('expires_on', 'date', (c) => c.notNull())
    .addColumn('days_on_arrival', 'integer', (c) => c.notNull())
    .addColumn('near_expiry', 'boolean', (c) => c.notNull())
    .addColumn('near_expiry_confirmed', 'boolean', (c) => c.notNull())
    .addColumn('quantity', 'integer', (c) => c.notNull().check(sql`quantity > 0`))
    .addColumn('price_cents', 'integer', (c) => c.notNull().check(sql`price_cents >= 0`))
    .addColumn('list_price_cents', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('order_line_pkey', ['order_id', 'position'])
    .execute()
  await db.schema.createIndex('order_line_batch').on('order_line').column('batch_id').execute()
  await db.schema
    .createTable('near_expiry_confirmation')
    .addColumn('order_id', 'uuid', (c) => c.primaryKey().references('shop_order.id').onDelete('cascade'))
    .addColumn('version', 'text', (c) => c.notNull())
    .addColumn('wording', 'text', (c) => c.notNull())
    .addColumn('batch_ids', sql`text[]`, (c) => c.notNull())
    .addColumn('confirmed_at', 'timestamptz', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('order_trace')
    .addColumn('id', 'uuid', (c) => c.primaryKey())
    .addColumn('order_id', 'uuid', (c) => c.notNull().references('shop_order.id').onDelete('cascade'))
    .addColumn('at', 'timestamptz', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('place', 'text')
    .execute()
  await db.schema.createIndex('order_trace_latest').on('order_trace').columns(['order_id', 'at', 'id']).execute()
  await db.schema
    .createTable('shipping_upload')
    .addColumn('order_id', 'uuid', (c) => c.primaryKey().references('shop_order.id').onDelete('cascade'))
    .addColumn('status', 'text', (c) => c.notNull().check(sql`status in ('waiting', 'done', 'refused')`))
    .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('next_try_at', 'timestamptz', (c) => c.notNull())
    .execute()
  await sql`create index shipping_upload_due on shipping_upload (next_try_at) where status = 'waiting'`.execute(db)
}

async function createPayments(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('payment')
    .addColumn('id', 'uuid', (c) => c.primaryKey())
    .addColumn('order_id', 'uuid', (c) => c.notNull().references('shop_order.id').onDelete('cascade'))
    .addColumn('trade_no', 'text', (c) => c.notNull().unique())
    .addColumn('channel', 'text', (c) => c.notNull().check(sql`channel in ('weapp', 'wechatBrowser', 'h5')`))
    .addColumn('app_id', 'text', (c) => c.notNull())
    .addColumn('openid', 'text')
    .addColumn('amount_cents', 'integer', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull().check(sql`status in ('open', 'paid', 'closed')`))
    // What WeChat answered: a prepay id, or the address to open. Null until it has.
    .addColumn('prepay', 'text')
    .addColumn('prepared_at', 'timestamptz')
    .addColumn('transaction_id', 'text', (c) => c.unique())
    .addColumn('created_at', 'timestamptz', (c) => c.notNull())
    .addColumn('paid_at', 'timestamptz')
    .execute()
  await db.schema.createIndex('payment_order').on('payment').columns(['order_id', 'created_at']).execute()
  await sql`create index payment_open on payment (created_at) where status = 'open'`.execute(db)
}

async function createRefunds(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('refund')
    .addColumn('id', 'uuid', (c) => c.primaryKey())
    .addColumn('order_id', 'uuid', (c) => c.notNull().references('shop_order.id').onDelete('cascade'))
    .addColumn('payment_id', 'uuid', (c) => c.notNull().references('payment.id').onDelete('cascade'))
    .addColumn('refund_no', 'text', (c) => c.notNull().unique())
    .addColumn('kind', 'text', (c) => c.notNull().check(sql`kind in ('requested', 'latePayment', 'doublePayment')`))
    .addColumn('status', 'text', (c) => c.notNull().check(sql`status in ('requested', 'approved', 'processing', 'succeeded', 'rejected', 'failed')`))
    .addColumn('amount_cents', 'integer', (c) => c.notNull())
    .addColumn('reason', 'text')
    // The shopper's own words, sealed.
    .addColumn('note', 'text')
    .addColumn('answer', 'text')
    .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('next_try_at', 'timestamptz', (c) => c.notNull())
    .addColumn('requested_at', 'timestamptz', (c) => c.notNull())
    .addColumn('finished_at', 'timestamptz')
    .execute()
  await db.schema.createIndex('refund_order').on('refund').columns(['order_id', 'requested_at']).execute()
  await sql`create index refund_due on refund (next_try_at) where status in ('approved', 'processing')`.execute(db)
  // A payment goes back once: the rejected wishes before it do not count.
  await sql`create unique index refund_once on refund (payment_id) where status <> 'rejected'`.execute(db)
}

async function createMerchantEvents(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('merchant_operator')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('token_hash', 'text', (c) => c.notNull().unique())
    .addColumn('created_at', 'timestamptz', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('merchant_event')
    .addColumn('id', 'uuid', (c) => c.primaryKey())
    .addColumn('at', 'timestamptz', (c) => c.notNull())
    .addColumn('operator', 'text', (c) => c.notNull())
    .addColumn('action', 'text', (c) => c.notNull())
    .addColumn('order_number', 'text')
    .addColumn('batch_id', 'uuid')
    .addColumn('detail', 'jsonb', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('merchant_event_order').on('merchant_event').columns(['order_number', 'at']).execute()
  // Append-only, whatever the code above it does: a record that can be edited proves nothing.
  await sql`
    create function refuse_merchant_event_change() returns trigger language plpgsql as $$
    begin
      raise exception 'merchant_event is append-only';
    end $$`.execute(db)
  await sql`create trigger merchant_event_append_only before update or delete on merchant_event for each row execute function refuse_merchant_event_change()`.execute(db)
}

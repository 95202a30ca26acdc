import { sql, type Kysely } from 'kysely'

/** The shopper's cart, and which guest's carts went into it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('cart_line')
    .addColumn('user_id', 'uuid', (c) => c.notNull().references('user_account.id').onDelete('cascade'))
    // No reference: a batch that is taken out of the catalogue leaves a line that can say so.
    .addColumn('batch_id', 'uuid', (c) => c.notNull())
    .addColumn('quantity', 'integer', (c) => c.notNull().check(sql`quantity >= 1`))
    .addColumn('price_seen_cents', 'integer')
    .addColumn('seen_change', 'text')
    .addColumn('added_at', 'timestamptz', (c) => c.notNull())
    .addPrimaryKeyConstraint('cart_line_pkey', ['user_id', 'batch_id'])
    .execute()
  await db.schema
    .createTable('cart_merge')
    .addColumn('user_id', 'uuid', (c) => c.notNull().references('user_account.id').onDelete('cascade'))
    .addColumn('merge_id', 'uuid', (c) => c.notNull())
    // Of the lines, so that one id cannot stand for two carts.
    .addColumn('fingerprint', 'text', (c) => c.notNull())
    .addColumn('entries', 'jsonb', (c) => c.notNull())
    .addColumn('merged_at', 'timestamptz', (c) => c.notNull())
    .addPrimaryKeyConstraint('cart_merge_pkey', ['user_id', 'merge_id'])
    .execute()
}

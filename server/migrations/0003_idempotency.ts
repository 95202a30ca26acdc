import type { Kysely } from 'kysely'

/** What a write with an `Idempotency-Key` answered, so that its repetition answers the same. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('idempotency_record')
    .addColumn('user_id', 'uuid', (c) => c.notNull().references('user_account.id').onDelete('cascade'))
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('fingerprint', 'text', (c) => c.notNull())
    // Null while the first request is still running.
    .addColumn('status', 'integer')
    .addColumn('content_type', 'text')
    .addColumn('body', 'text')
    .addColumn('started_at', 'timestamptz', (c) => c.notNull())
    .addPrimaryKeyConstraint('idempotency_record_pkey', ['user_id', 'key'])
    .execute()
  await db.schema.createIndex('idempotency_record_age').on('idempotency_record').column('started_at').execute()
}

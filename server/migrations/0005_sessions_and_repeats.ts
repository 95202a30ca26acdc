import { sql, type Kysely } from 'kysely'

/** Sessions that their owner can recognise and end, what he should be told of, and repeated writes that survive an outage. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await describeSessions(db)
  await createNotices(db)
  await tieRepeatsToWrites(db)
}

async function describeSessions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('session')
    .addColumn('device', 'text', (c) => c.notNull().defaultTo('未知设备'))
    .execute()
  // Until now the cut network stood here; which city it was cannot be told from that.
  await sql`update session set place = '未知地点'`.execute(db)
  await db.schema.alterTable('identity').addColumn('ended_elsewhere_at', 'timestamptz').execute()
  await db.schema
    .createTable('known_device')
    .addColumn('user_id', 'uuid', (c) => c.notNull().references('user_account.id').onDelete('cascade'))
    .addColumn('client', 'text', (c) => c.notNull())
    .addColumn('device', 'text', (c) => c.notNull())
    .addColumn('place', 'text', (c) => c.notNull())
    .addColumn('last_signed_in_at', 'timestamptz', (c) => c.notNull())
    .addPrimaryKeyConstraint('known_device_pkey', ['user_id', 'client', 'device', 'place'])
    .execute()
  await db.schema.createIndex('known_device_age').on('known_device').column('last_signed_in_at').execute()
}

async function createNotices(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('notice')
    .addColumn('id', 'uuid', (c) => c.primaryKey())
    .addColumn('user_id', 'uuid', (c) => c.notNull().references('user_account.id').onDelete('cascade'))
    .addColumn('kind', 'text', (c) => c.notNull())
    // No foreign key: the notice outlives the session that it tells of.
    .addColumn('session_id', 'uuid')
    .addColumn('client', 'text', (c) => c.notNull())
    .addColumn('device', 'text', (c) => c.notNull())
    .addColumn('place', 'text', (c) => c.notNull())
    .addColumn('at', 'timestamptz', (c) => c.notNull())
    .addColumn('read_at', 'timestamptz')
    .execute()
  await db.schema.createIndex('notice_user').on('notice').columns(['user_id', 'at']).execute()
  await db.schema.createIndex('notice_age').on('notice').column('at').execute()
}

async function tieRepeatsToWrites(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('idempotency_record')
    .addColumn('attempt', 'uuid')
    .addColumn('is_committed', 'boolean', (c) => c.notNull().defaultTo(false))
    .execute()
}

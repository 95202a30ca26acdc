import { sql, type Kysely } from 'kysely'

/** Joining two accounts of one person, and the second proof of an account that nobody used for long. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('user_account')
    // Gone with the account that it was joined into: erasing that one erases all of the person.
    .addColumn('merged_into', 'uuid', (c) => c.references('user_account.id').onDelete('cascade'))
    .execute()
  await db.schema.createIndex('user_account_merged_into').on('user_account').column('merged_into').execute()
  await db.schema
    .alterTable('session')
    .addColumn('is_limited', 'boolean', (c) => c.notNull().defaultTo(false))
    .execute()
  await createMerges(db)
  await createConflictsAndProofs(db)
}

async function createMerges(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('account_merge')
    .addColumn('id', 'uuid', (c) => c.primaryKey())
    .addColumn('survivor_id', 'uuid', (c) => c.notNull().references('user_account.id').onDelete('cascade'))
    .addColumn('other_id', 'uuid', (c) => c.references('user_account.id').onDelete('cascade'))
    .addColumn('started_by', 'text', (c) => c.notNull().check(sql`started_by in ('phone', 'wechat')`))
    .addColumn('phone', 'text')
    .addColumn('sms_code_id', 'uuid')
    .addColumn('status', 'text', (c) => c.notNull().check(sql`status in ('open', 'joined', 'undone', 'cancelled')`))
    .addColumn('created_at', 'timestamptz', (c) => c.notNull())
    .addColumn('other_proven_at', 'timestamptz')
    .addColumn('joined_at', 'timestamptz')
    .addColumn('undone_at', 'timestamptz')
    .addColumn('moved', 'jsonb')
    .execute()
  await db.schema.createIndex('account_merge_survivor').on('account_merge').columns(['survivor_id', 'created_at']).execute()
  await db.schema.createIndex('account_merge_other').on('account_merge').column('other_id').execute()
  await db.schema.createIndex('account_merge_age').on('account_merge').columns(['status', 'created_at']).execute()
}

async function createConflictsAndProofs(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('union_conflict')
    .addColumn('user_id', 'uuid', (c) => c.notNull().references('user_account.id').onDelete('cascade'))
    .addColumn('unionid', 'text', (c) => c.notNull())
    .addColumn('found_at', 'timestamptz', (c) => c.notNull())
    .addPrimaryKeyConstraint('union_conflict_pkey', ['user_id', 'unionid'])
    .execute()
  await db.schema
    .createTable('dormancy_proof')
    .addColumn('user_id', 'uuid', (c) => c.primaryKey().references('user_account.id').onDelete('cascade'))
    .addColumn('failures', 'integer', (c) => c.notNull())
    .addColumn('failures_since', 'timestamptz', (c) => c.notNull())
    .execute()
}

import { sql, type Kysely } from 'kysely'

/** Accounts, the ways to prove who one is, sessions, one-time codes, and the record of what happened. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createAccounts(db)
  await createPhonesAndConsents(db)
  await createSessions(db)
  await createSmsCodes(db)
  await createAuthEvents(db)
}

async function createAccounts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('user_account')
    .addColumn('id', 'uuid', (c) => c.primaryKey())
    .addColumn('nickname', 'text')
    .addColumn('avatar_url', 'text')
    .addColumn('consent_version', 'text')
    .addColumn('status', 'text', (c) => c.notNull().defaultTo('active').check(sql`status in ('active', 'disabled', 'deleting', 'merged')`))
    .addColumn('created_at', 'timestamptz', (c) => c.notNull())
    .addColumn('last_signed_in_at', 'timestamptz', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('identity')
    .addColumn('id', 'uuid', (c) => c.primaryKey())
    .addColumn('user_id', 'uuid', (c) => c.notNull().references('user_account.id').onDelete('cascade'))
    .addColumn('provider', 'text', (c) => c.notNull())
    .addColumn('app_id', 'text', (c) => c.notNull())
    .addColumn('openid', 'text', (c) => c.notNull())
    .addColumn('unionid', 'text')
    .addColumn('session_key', 'text')
    .addColumn('session_key_mark', 'text')
    .addColumn('decrypt_failures', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('created_at', 'timestamptz', (c) => c.notNull())
    .addColumn('last_used_at', 'timestamptz', (c) => c.notNull())
    .addUniqueConstraint('identity_subject', ['provider', 'app_id', 'openid'])
    .execute()
  await db.schema.createIndex('identity_user').on('identity').column('user_id').execute()
  await db.schema
    .createTable('union_link')
    .addColumn('unionid', 'text', (c) => c.primaryKey())
    .addColumn('user_id', 'uuid', (c) => c.notNull().references('user_account.id').onDelete('cascade'))
    .execute()
  await db.schema.createIndex('union_link_user').on('union_link').column('user_id').execute()
}

async function createPhonesAndConsents(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('phone_binding')
    .addColumn('phone_mark', 'text', (c) => c.primaryKey())
    .addColumn('user_id', 'uuid', (c) => c.notNull().unique().references('user_account.id').onDelete('cascade'))
    .addColumn('phone', 'text', (c) => c.notNull())
    .addColumn('verified_at', 'timestamptz', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('consent')
    .addColumn('id', 'uuid', (c) => c.primaryKey())
    .addColumn('user_id', 'uuid', (c) => c.notNull().references('user_account.id').onDelete('cascade'))
    .addColumn('version', 'text', (c) => c.notNull())
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('given_at', 'timestamptz', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('consent_user').on('consent').column('user_id').execute()
}

async function createSessions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('session')
    .addColumn('id', 'uuid', (c) => c.primaryKey())
    .addColumn('token_hash', 'text', (c) => c.notNull().unique())
    .addColumn('user_id', 'uuid', (c) => c.notNull().references('user_account.id').onDelete('cascade'))
    .addColumn('identity_id', 'uuid', (c) => c.references('identity.id').onDelete('set null'))
    .addColumn('client', 'text', (c) => c.notNull())
    .addColumn('place', 'text', (c) => c.notNull())
    .addColumn('created_at', 'timestamptz', (c) => c.notNull())
    .addColumn('last_seen_at', 'timestamptz', (c) => c.notNull())
    .addColumn('proven_at', 'timestamptz', (c) => c.notNull())
    .addColumn('expires_at', 'timestamptz', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('session_user').on('session').column('user_id').execute()
  await db.schema.createIndex('session_expiry').on('session').column('expires_at').execute()
  await db.schema
    .createTable('login_code_use')
    .addColumn('code_hash', 'text', (c) => c.primaryKey())
    .addColumn('used_at', 'timestamptz', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('login_code_use_age').on('login_code_use').column('used_at').execute()
}

async function createSmsCodes(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sms_number')
    .addColumn('phone_mark', 'text', (c) => c.primaryKey())
    .addColumn('failures', 'integer', (c) => c.notNull())
    .addColumn('failures_since', 'timestamptz', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('sms_code')
    .addColumn('id', 'uuid', (c) => c.primaryKey())
    .addColumn('phone_mark', 'text', (c) => c.notNull())
    .addColumn('purpose', 'text', (c) => c.notNull())
    .addColumn('user_id', 'uuid', (c) => c.references('user_account.id').onDelete('cascade'))
    .addColumn('code_mark', 'text', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('place_mark', 'text', (c) => c.notNull())
    .addColumn('created_at', 'timestamptz', (c) => c.notNull())
    .addColumn('expires_at', 'timestamptz', (c) => c.notNull())
    .addColumn('used_at', 'timestamptz')
    .execute()
  await db.schema.createIndex('sms_code_number').on('sms_code').columns(['phone_mark', 'created_at']).execute()
  await db.schema.createIndex('sms_code_place').on('sms_code').columns(['place_mark', 'created_at']).execute()
  await db.schema.createIndex('sms_code_age').on('sms_code').column('created_at').execute()
}

async function createAuthEvents(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('auth_event')
    .addColumn('id', 'uuid', (c) => c.primaryKey())
    .addColumn('at', 'timestamptz', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('result', 'text', (c) => c.notNull())
    // No foreign keys: the record stays when an account is erased, and then points at nobody.
    .addColumn('user_id', 'uuid')
    .addColumn('session_id', 'uuid')
    .addColumn('phone_mark', 'text')
    .addColumn('client', 'text', (c) => c.notNull())
    .addColumn('place', 'text', (c) => c.notNull())
    .addColumn('request_id', 'text', (c) => c.notNull())
    .addColumn('detail', 'text')
    .execute()
  await db.schema.createIndex('auth_event_user').on('auth_event').columns(['user_id', 'at']).execute()
  // Append-only, whatever the code above it does: a record that can be edited proves nothing.
  await sql`
    create function refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception 'auth_event is append-only';
    end $$`.execute(db)
  await sql`create trigger auth_event_append_only before update or delete on auth_event for each row execute function refuse_change()`.execute(db)
}

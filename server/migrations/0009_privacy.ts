import { sql, type Kysely } from 'kysely'

/** Consents by purpose and with their end, deletions that wait, and a record of auth events that can forget people. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await extendConsents(db)
  await createDeletions(db)
  await letEventsForget(db)
}

async function extendConsents(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('consent')
    .addColumn('purpose', 'text', (c) => c.notNull().defaultTo('agreement'))
    .addColumn('withdrawn_at', 'timestamptz')
    .addColumn('withdrawn_channel', 'text')
    .execute()
  await db.schema.alterTable('user_account').addColumn('analytics_consent_version', 'text').execute()
}

async function createDeletions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('account_deletion')
    .addColumn('user_id', 'uuid', (c) => c.primaryKey().references('user_account.id').onDelete('cascade'))
    .addColumn('requested_at', 'timestamptz', (c) => c.notNull())
    .addColumn('due_at', 'timestamptz', (c) => c.notNull())
    .execute()
  // A sign-in on WeChat's page may take a deletion back, and has to remember so on the way.
  await db.schema.alterTable('web_sign_in').addColumn('undo_deletion', 'boolean', (c) => c.notNull().defaultTo(false)).execute()
  await db.schema.createIndex('account_deletion_due').on('account_deletion').columns(['due_at', 'user_id']).execute()
}

async function letEventsForget(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('auth_event').addColumn('other_user_id', 'uuid').execute()
  await db.schema.createIndex('auth_event_other_user').on('auth_event').column('other_user_id').execute()
  await db.schema.createIndex('auth_event_phone').on('auth_event').column('phone_mark').execute()
  await sql`create index auth_event_nobody on auth_event (at) where user_id is null and phone_mark is not null`.execute(db)
  await sql`drop trigger auth_event_append_only on auth_event`.execute(db)
  await sql`drop function refuse_change()`.execute(db)
  // Still append-only: what happened, when, where and how it ended never changes and never goes. All that an update may do
  // is to forget who it was, and only for an account whose deletion is on record; see docs/adr/0016.
  await sql`
    create function guard_auth_event() returns trigger language plpgsql as $$
    declare
      about_whom constant text[] := array['user_id', 'session_id', 'phone_mark', 'other_user_id'];
    begin
      if tg_op = 'DELETE' or new is not distinct from old or to_jsonb(new) - about_whom <> to_jsonb(old) - about_whom then
        raise exception 'auth_event is append-only';
      end if;
      if (new.user_id is not null and new.user_id is distinct from old.user_id)
        or (new.session_id is not null and new.session_id is distinct from old.session_id)
        or (new.phone_mark is not null and new.phone_mark is distinct from old.phone_mark)
        or (new.other_user_id is not null and new.other_user_id is distinct from old.other_user_id) then
        raise exception 'auth_event is append-only: it may forget who it was, not name another';
      end if;
      if (new.user_id is distinct from old.user_id or new.session_id is distinct from old.session_id)
        and not exists (select 1 from account_deletion d where d.user_id = old.user_id) then
        raise exception 'auth_event is append-only: this account is not being deleted';
      end if;
      if new.other_user_id is distinct from old.other_user_id
        and not exists (select 1 from account_deletion d where d.user_id = old.other_user_id) then
        raise exception 'auth_event is append-only: the other account is not being deleted';
      end if;
      -- The number of nobody, or of an account that is being deleted, whoever tried it.
      if new.phone_mark is distinct from old.phone_mark and old.user_id is not null
        and not exists (select 1 from account_deletion d where d.user_id = old.user_id)
        and not exists (select 1 from phone_binding b join account_deletion d on d.user_id = b.user_id where b.phone_mark = old.phone_mark) then
        raise exception 'auth_event is append-only: this number is in use';
      end if;
      return new;
    end $$`.execute(db)
  await sql`create trigger auth_event_append_only before update or delete on auth_event for each row execute function guard_auth_event()`.execute(db)
}

import type { Kysely } from 'kysely'

/** Faces: four small files for each user who has one (docs/adr/0010). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('avatar')
    .addColumn('user_id', 'uuid', (c) => c.notNull().references('user_account.id').onDelete('cascade'))
    .addColumn('file', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('content', 'bytea', (c) => c.notNull())
    .addColumn('created_at', 'timestamptz', (c) => c.notNull())
    .addPrimaryKeyConstraint('avatar_pkey', ['user_id', 'file'])
    .execute()
  // Faces are asked for by their name alone.
  await db.schema.createIndex('avatar_name').on('avatar').columns(['name', 'file']).execute()
}

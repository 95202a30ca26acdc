import { PostgresAdapter } from 'kysely'

/**
 * PostgreSQL without advisory locks, which distributed engines of its dialect lack or ignore. Kysely would take
 * one before it migrates; `migrate.ts` holds a row lock instead.
 */
export class PortableAdapter extends PostgresAdapter {
  override acquireMigrationLock(): Promise<void> {
    return Promise.resolve()
  }

  override releaseMigrationLock(): Promise<void> {
    return Promise.resolve()
  }
}

import type { Kysely, Transaction } from 'kysely'
import type { PersonalData } from '@contract/privacy'
import type { ProblemCode } from '@contract/problems'
import type { Database } from '../../database/schema'
import type { Vault } from '../../security/vault'

/** What handing out and erasing work with. */
export interface PersonalDataDeps {
  vault: Vault
  /** Where uploads lie; absolute. */
  dataDir: string
}

/**
 * What one area of the server keeps about a shopper. Every table with a user's id belongs to exactly one section
 * (`registry.ts`; a test reads the database's own list of columns), so that nothing is left out of an export or an erasure.
 */
export interface PersonalDataSection {
  tables: readonly (keyof Database)[]
  /** Its part of the export. */
  export?(db: Kysely<Database>, deps: PersonalDataDeps, userId: string): Promise<Partial<PersonalData>>
  /**
   * What is under way and needs the shopper known, as the code to tell him; null: nothing. It keeps him from asking for the
   * deletion, and a deletion that is due waits for its end.
   */
  hindrance?(db: Kysely<Database>, userId: string): Promise<ProblemCode | null>
  /**
   * Erases the rows, or makes them nobody's where the law keeps them (orders): no column may lead back to the shopper.
   * Runs in the one transaction that erases the account.
   */
  erase(trx: Transaction<Database>, userId: string): Promise<void>
  /**
   * Deletes what lies outside the database. Runs before the rows go and, when something fails later, again: it has to
   * bear repetition, and to count as done when nothing is there.
   */
  eraseFiles?(deps: PersonalDataDeps, userId: string): Promise<void>
}

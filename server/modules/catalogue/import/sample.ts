import { readFile } from 'node:fs/promises'
import type { Kysely } from 'kysely'
import { todayInShanghai } from '@domain/calendarDay'
import type { Clock } from '../../../clock'
import type { Database } from '../../../database/schema'
import { contentSource } from './contentSource'
import { importCatalogue, type ImportOutcome } from './importCatalogue'

/** Loads the sample catalogue into a shop without products: once, since a merchant's own goods must never mix with it. Null where there was nothing to do. */
export async function loadSample(db: Kysely<Database>, clock: Clock, file: string): Promise<ImportOutcome | null> {
  const product = await db.selectFrom('product').select('id').limit(1).executeTakeFirst()
  if (product) return null
  const content: unknown = JSON.parse(await readFile(file, 'utf8'))
  return importCatalogue(db, contentSource(content), todayInShanghai(clock.now()), { clock })
}

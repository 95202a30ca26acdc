import type { Kysely } from 'kysely'
import { systemClock, type Clock } from '../../../clock'
import type { Database } from '../../../database/schema'
import { inTransaction } from '../../../database/transaction'
import { catchUp } from '../listing'
import { findHotWords } from '../repository'
import { checkCatalogue, type CheckedCatalogue } from './check'
import { Comparison } from './compare'
import type { CatalogueSource, RowFault } from './source'
import { isEmptyPlan, storePlan, type Plan } from './store'
import { compareCategories } from './storeCategories'
import { Refused } from './storeChanges'
import { Overtaken } from './storeNewProducts'

export type ImportOutcome =
  | { status: 'imported'; categories: number; products: number; batches: number }
  | { status: 'refused'; faults: RowFault[] }

export type ImportStep = 'check' | 'store' | 'list'

export interface ImportOptions {
  /** Who runs it, for the record of what happened to batches. */
  operator?: string
  clock?: Clock
  /** Told when a step begins, which waits for it. */
  onStep?: (step: ImportStep) => void | Promise<void>
}

const ATTEMPTS = 3

/**
 * Loads a catalogue as of the Shanghai day `today`: all of it in one transaction, or, when any row is wrong, nothing and a
 * report of every fault. Lists show it at once. The file is checked and compared with the shop without a lock; only what
 * differs is then written, so that a shop which sells meanwhile waits for no more than that. A file is never held in memory
 * as a whole: it is read once, and again when it has goods that the shop does not know.
 */
export async function importCatalogue(db: Kysely<Database>, source: CatalogueSource, today: string, options: ImportOptions = {}): Promise<ImportOutcome> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptImport(db, source, today, options)
    } catch (error) {
      if (error instanceof Refused) return { status: 'refused', faults: error.faults }
      if (!(error instanceof Overtaken) || attempt >= ATTEMPTS) throw error
    }
  }
}

async function attemptImport(
  db: Kysely<Database>,
  source: CatalogueSource,
  today: string,
  { operator = 'catalogue import', clock = systemClock, onStep = () => undefined }: ImportOptions,
): Promise<ImportOutcome> {
  await onStep('check')
  const comparison = new Comparison(db)
  const checked = await checkCatalogue(source, today, await knownSlugs(db), (products) => comparison.take(products))
  if ('faults' in checked) return { status: 'refused', faults: checked.faults }
  const { catalogue } = checked
  const plan: Plan = {
    categories: await compareCategories(db, catalogue),
    newCodes: comparison.newCodes,
    changed: comparison.changed,
    hotWords: await compareHotWords(db, catalogue),
  }
  if (!isEmptyPlan(plan)) {
    await catchUp(db, today)
    await inTransaction(db, (trx) => storePlan(trx, source, plan, { operator, now: clock.now(), today, onStep }))
  }
  const { categories, newCategories, products, batches } = catalogue
  return { status: 'imported', categories: categories.length + newCategories.length, products, batches }
}

async function knownSlugs(db: Kysely<Database>): Promise<string[]> {
  return (await db.selectFrom('category').select('slug').execute()).map(({ slug }) => slug)
}

/** Null where the file has none, or those of the shop. */
async function compareHotWords(db: Kysely<Database>, { hotWords }: CheckedCatalogue): Promise<string[] | null> {
  const words = [...new Set(hotWords)]
  const known = (await findHotWords(db)).map(({ word }) => word)
  return words.length === 0 || words.join('\n') === known.join('\n') ? null : words
}

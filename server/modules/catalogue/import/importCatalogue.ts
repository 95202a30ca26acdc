import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../../database/schema'
import { refreshAll } from '../listing'
import { checkCatalogue } from './check'
import type { CatalogueSource, RowFault } from './source'
import { storeCatalogue } from './store'

export type ImportOutcome =
  | { status: 'imported'; categories: number; products: number; batches: number }
  | { status: 'refused'; faults: RowFault[] }

export type ImportStep = 'check' | 'store' | 'list'

/**
 * Loads a catalogue as of the Shanghai day `today`: all of it in one transaction, or, when any row is wrong, nothing
 * and a report of every fault. Lists show it at once. The source is read twice and never held in memory as a whole.
 */
export async function importCatalogue(db: Kysely<Database>, source: CatalogueSource, today: string, onStep: (step: ImportStep) => void = () => undefined): Promise<ImportOutcome> {
  onStep('check')
  const checked = await checkCatalogue(source, today, await knownSlugs(db))
  if ('faults' in checked) return { status: 'refused', faults: checked.faults }
  const { catalogue } = checked
  await db.transaction().execute(async (trx: Transaction<Database>) => {
    onStep('store')
    await storeCatalogue(trx, source, catalogue, today)
    onStep('list')
    await refreshAll(trx, today)
  })
  const { categories, newCategories, products, batches } = catalogue
  return { status: 'imported', categories: categories.length + newCategories.length, products, batches }
}

async function knownSlugs(db: Kysely<Database>): Promise<string[]> {
  return (await db.selectFrom('category').select('slug').execute()).map(({ slug }) => slug)
}

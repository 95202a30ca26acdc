import type { Kysely } from 'kysely'
import type { Database } from '../../../database/schema'
import { refreshAll } from '../listing'
import { checkCatalogue, type RowFault } from './check'
import { storeCatalogue } from './store'

export type ImportOutcome =
  | { status: 'imported'; categories: number; products: number; batches: number }
  | { status: 'refused'; faults: RowFault[] }

/**
 * Loads a parsed catalogue file as of the Shanghai day `today`: all of it in one transaction, or, when any
 * row is wrong, nothing and a report of every fault. Lists show it at once.
 */
export async function importCatalogue(db: Kysely<Database>, content: unknown, today: string): Promise<ImportOutcome> {
  const checked = checkCatalogue(content, today)
  if ('faults' in checked) return { status: 'refused', faults: checked.faults }
  const { catalogue } = checked
  await db.transaction().execute(async (trx) => {
    await storeCatalogue(trx, catalogue, today)
    await refreshAll(trx, today)
  })
  return {
    status: 'imported',
    categories: catalogue.categories.length,
    products: catalogue.products.length,
    batches: catalogue.products.reduce((sum, product) => sum + product.batches.length, 0),
  }
}

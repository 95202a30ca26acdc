import type { Transaction } from 'kysely'
import type { Database } from '../../../database/schema'
import { holdDay, ListingChanges } from '../listing'
import type { ProductWish } from './compare'
import type { CatalogueSource } from './source'
import { categoryIds, productsOfRenamed, storeCategories, type CategoryWish } from './storeCategories'
import { storeChanges, type Author } from './storeChanges'
import { storeNewProducts } from './storeNewProducts'

/** What an import writes: only what differs from the shop. */
export interface Plan {
  categories: CategoryWish
  newCodes: ReadonlySet<string>
  changed: readonly ProductWish[]
  /** Null where they are the same. */
  hotWords: string[] | null
}

export interface StoreOptions extends Author {
  onStep: (step: 'store' | 'list') => void | Promise<void>
}

/** Products locked and written at a time. */
const CHUNK = 500

export function isEmptyPlan({ categories, newCodes, changed, hotWords }: Plan): boolean {
  return newCodes.size === 0 && changed.length === 0 && hotWords === null && categories.changed.length === 0 && categories.added.length === 0
}

/**
 * Writes what differs. What takes long, new goods, comes first: nobody else sees them yet, so nobody waits. Then the shop's
 * own products, locked in the order of their ids as orders lock them, and the counts at the very end.
 */
export async function storePlan(trx: Transaction<Database>, source: CatalogueSource, plan: Plan, { onStep, ...author }: StoreOptions): Promise<void> {
  await onStep('store')
  await storeCategories(trx, plan.categories)
  const categories = await categoryIds(trx)
  const added = plan.newCodes.size > 0 ? await storeNewProducts(trx, source, plan.newCodes, categories, author.today) : []
  await onStep('list')
  // One import at a time from here on, and no midnight: the day that is computed for is the one that readers reckon with.
  const listing = new ListingChanges(trx, await holdDay(trx))
  if (plan.hotWords) await storeHotWords(trx, plan.hotWords)
  await listing.compute(added)
  const wishes = inIdOrder(plan.changed, await productsOfRenamed(trx, plan.categories))
  for (let start = 0; start < wishes.length; start += CHUNK) {
    const chunk = wishes.slice(start, start + CHUNK)
    await storeChanges(trx, chunk, categories, author)
    await listing.compute(chunk.map(({ id }) => id))
  }
  await listing.count()
}

/** Products that are found by the name of their category are listed anew when that changes. */
function inIdOrder(changed: readonly ProductWish[], renamed: readonly string[]): ProductWish[] {
  const wishes = new Map<string, ProductWish>(renamed.map((id) => [id, { id, entry: null, batches: [] }]))
  for (const wish of changed) wishes.set(wish.id, wish)
  return [...wishes.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

async function storeHotWords(trx: Transaction<Database>, words: readonly string[]): Promise<void> {
  await trx.deleteFrom('hot_word').execute()
  await trx.insertInto('hot_word').values(words.map((word, position) => ({ word, position }))).execute()
}

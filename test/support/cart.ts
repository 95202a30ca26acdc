import type { Cart } from '../../contract/cart'
import type { BatchEntry, ProductEntry } from '../../server/modules/catalogue/import/format'
import { productEntry, stock } from './catalogue'
import type { TestApp } from './server'

let made = 0

/** An import takes no product with more. */
const BATCHES_PER_PRODUCT = 60

/** Puts one product with these batches on the shelf, several where they are many; answers the batches' ids, in the order given. */
export async function shelve(shop: Pick<TestApp, 'database'>, batches: BatchEntry[], values: { name?: string } = {}): Promise<string[]> {
  made += 1
  const prefix = `cart-${made}-`
  const products: ProductEntry[] = []
  for (let from = 0; from < batches.length; from += BATCHES_PER_PRODUCT) {
    products.push(productEntry({ code: `${prefix}${from}`, ...values, batches: batches.slice(from, from + BATCHES_PER_PRODUCT) }))
  }
  await stock(shop, products)
  const rows = await shop.database.db
    .selectFrom('batch as b')
    .innerJoin('product as p', 'p.id', 'b.product_id')
    .select(['b.id', 'b.code'])
    .where('p.code', 'like', `${prefix}%`)
    .execute()
  return batches.map((batch) => rows.find((row) => row.code === batch.code)?.id ?? '')
}

/** What a cart holds, in short: quantities by batch. */
export function quantities(cart: Cart): Record<string, number> {
  return Object.fromEntries(cart.lines.map(({ batchId, quantity }) => [batchId, quantity]))
}

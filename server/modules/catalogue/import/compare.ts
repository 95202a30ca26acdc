import type { Kysely, Selectable } from 'kysely'
import type { Database } from '../../../database/schema'
import type { BatchTable, ProductTable } from '../tables'
import { batchAfter, isSameBatch, stockFault } from './batchChange'
import type { PlacedProduct } from './check'
import type { BatchEntry, ProductEntry } from './format'
import type { RowFault } from './source'

export interface BatchWish {
  entry: BatchEntry
  /** Where in the file its stock stands. */
  where: string
}

/** A product of the shop that the file wants otherwise than it is, or some of its batches. */
export interface ProductWish {
  id: string
  /** Null where only batches differ. */
  entry: ProductEntry | null
  /** Those that differ, and those that are new. */
  batches: BatchWish[]
}

/**
 * What a file asks of the shop, found chunk by chunk without a lock: products that the shop does not have, by code, and those
 * that differ. Memory holds what differs, not the file. By the time of the writing the shop may have moved on, so what is
 * written is reckoned again from the rows as they are then (`storeChanges.ts`).
 */
export class Comparison {
  readonly newCodes = new Set<string>()
  readonly changed: ProductWish[] = []

  constructor(private readonly db: Kysely<Database>) {}

  /** Answers what of it cannot be. */
  async take(products: readonly PlacedProduct[]): Promise<RowFault[]> {
    const rows = await findProducts(this.db, products.map(({ entry }) => entry.code))
    const batches = await findBatches(this.db, [...rows.values()].map(({ id }) => id))
    return products.flatMap((product) => {
      const row = rows.get(product.entry.code)
      if (!row) return this.takeNew(product)
      return this.takeKnown(product, row, batches.get(row.id) ?? new Map<string, BatchRow>())
    })
  }

  private takeNew({ entry, place }: PlacedProduct): RowFault[] {
    this.newCodes.add(entry.code)
    return entry.batches.flatMap((batch, i) => missingStock(batch, place(`.batches[${i}].stock`)))
  }

  private takeKnown({ entry, place, isSound }: PlacedProduct, row: KnownProduct, batches: ReadonlyMap<string, BatchRow>): RowFault[] {
    const faults: RowFault[] = []
    const wishes: BatchWish[] = []
    for (const [i, batch] of entry.batches.entries()) {
      const where = place(`.batches[${i}].stock`)
      const known = batches.get(batch.code)
      const reason = known && stockFault(known, batch)
      faults.push(...(reason ? [{ where, reason }] : known ? [] : missingStock(batch, where)))
      // A row that is not sound has no dates to reckon with; nothing of the file is going to be written.
      if (isSound && !(known && isSameBatch(known, batchAfter(known, batch)))) wishes.push({ entry: batch, where })
    }
    const isChanged = !isSameProduct(row, entry)
    if (isSound && (isChanged || wishes.length > 0)) this.changed.push({ id: row.id, entry: isChanged ? entry : null, batches: wishes })
    return faults
  }
}

/** The columns of a product that a file names, its category and what the shop counts left out. */
export function namedColumns(entry: ProductEntry) {
  return {
    name: entry.name,
    brand: entry.brand,
    spec: entry.spec,
    storage: entry.storage,
    origin: entry.origin,
    icons: entry.icons,
    tint: entry.tint,
    min_days_at_delivery: entry.minDaysAtDelivery,
    ...(entry.description === undefined ? {} : { description: entry.description }),
    ...(entry.keywords === undefined ? {} : { keywords: entry.keywords }),
  }
}

type BatchRow = Selectable<BatchTable>
type KnownProduct = Selectable<ProductTable> & { slug: string }

function isSameProduct(row: KnownProduct, entry: ProductEntry): boolean {
  // The shop counts what it sells from the first import on.
  if (row.slug !== entry.category || entry.soldCount > row.sold_count) return false
  const columns: Record<string, unknown> = { ...row }
  return Object.entries(namedColumns(entry)).every(([name, value]) => JSON.stringify(value) === JSON.stringify(columns[name]))
}

function missingStock({ stock }: BatchEntry, where: string): RowFault[] {
  return stock === undefined ? [{ where, reason: 'is missing: the shop does not know this batch yet, and has to be told how many there are' }] : []
}

async function findProducts(db: Kysely<Database>, codes: string[]): Promise<Map<string, KnownProduct>> {
  if (codes.length === 0) return new Map()
  const rows = await db.selectFrom('product as p').innerJoin('category as c', 'c.id', 'p.category_id').selectAll('p').select('c.slug').where('p.code', 'in', codes).execute()
  return new Map(rows.map((row) => [row.code, row]))
}

/** By product, then by code. */
export async function findBatches(db: Kysely<Database>, productIds: string[]): Promise<Map<string, Map<string, BatchRow>>> {
  const byProduct = new Map<string, Map<string, BatchRow>>()
  if (productIds.length === 0) return byProduct
  for (const row of await db.selectFrom('batch').selectAll().where('product_id', 'in', productIds).execute()) {
    const batches = byProduct.get(row.product_id) ?? new Map<string, BatchRow>()
    byProduct.set(row.product_id, batches.set(row.code, row))
  }
  return byProduct
}

import type { Insertable, Selectable, Transaction } from 'kysely'
import type { Database } from '../../../database/schema'
import { excluded } from '../../../database/upsert'
import { recordMerchantEvents, type MerchantEvent } from '../../orders/merchant/audit'
import type { BatchTable, ProductTable } from '../tables'
import { batchAfter, isSameBatch, isSameLadder, stockFault, type KnownBatch } from './batchChange'
import { findBatches, namedColumns, type ProductWish } from './compare'
import type { RowFault } from './source'
import { categoryId } from './storeCategories'
import { ladderText, newBatchRow } from './storeNewProducts'

/** Rows per statement, so that none comes near PostgreSQL's 65,535 parameters. */
const CHUNK = 1_000
const PRODUCT_COLUMNS = ['category_id', 'name', 'brand', 'spec', 'storage', 'origin', 'description', 'icons', 'tint', 'keywords', 'min_days_at_delivery', 'sold_count'] as const
const BATCH_COLUMNS = ['list_price_cents', 'ladder', 'status', 'stock', 'production_date', 'shelf_life_days', 'expires_on'] as const

/** Who imports, and when: for the record. */
export interface Author {
  operator: string
  now: number
  /** The Shanghai day that relative dates count from. */
  today: string
}

/** Thrown inside the transaction when the shop moved on between the comparison and the lock, and a row can no longer be. */
export class Refused extends Error {
  constructor(readonly faults: RowFault[]) {
    super('rows that were sound are so no longer')
    this.name = 'Refused'
  }
}

/**
 * Locks these products, which come in the order of their ids, and writes what the file asks of them, reckoned from the rows as
 * they are now. What the shop itself owns stays: ids, reserved units, the day of the listing.
 */
export async function storeChanges(trx: Transaction<Database>, wishes: readonly ProductWish[], categories: ReadonlyMap<string, string>, author: Author): Promise<void> {
  const rows = await trx.selectFrom('product').selectAll().where('id', 'in', wishes.map(({ id }) => id)).orderBy('id').forNoKeyUpdate().execute()
  await writeProducts(trx, productsAfter(rows, wishes, categories))
  await writeBatches(trx, wishes, author)
}

function productsAfter(rows: readonly Selectable<ProductTable>[], wishes: readonly ProductWish[], categories: ReadonlyMap<string, string>): Selectable<ProductTable>[] {
  const entries = new Map(wishes.map(({ id, entry }) => [id, entry]))
  return rows.flatMap((row) => {
    const entry = entries.get(row.id)
    return entry ? [{ ...row, ...namedColumns(entry), category_id: categoryId(categories, entry.category), sold_count: Math.max(entry.soldCount, row.sold_count) }] : []
  })
}

async function writeProducts(trx: Transaction<Database>, rows: Selectable<ProductTable>[]): Promise<void> {
  if (rows.length === 0) return
  await trx.insertInto('product').values(rows).onConflict((conflict) => conflict.column('id').doUpdateSet(excluded(PRODUCT_COLUMNS))).execute()
}

async function writeBatches(trx: Transaction<Database>, wishes: readonly ProductWish[], author: Author): Promise<void> {
  const known = await findBatches(trx, wishes.filter(({ batches }) => batches.length > 0).map(({ id }) => id))
  const rows: Insertable<BatchTable>[] = []
  const events: MerchantEvent[] = []
  const faults: RowFault[] = []
  for (const { id, batches } of wishes) {
    for (const { entry, where } of batches) {
      const before = known.get(id)?.get(entry.code)
      if (!before) {
        rows.push(newBatchRow(entry, id, author.today))
        continue
      }
      const reason = stockFault(before, entry)
      const after = batchAfter(before, entry)
      if (reason) faults.push({ where, reason })
      if (isSameBatch(before, after)) continue
      rows.push({ ...after, ladder: ladderText(after.ladder) })
      events.push({ operator: author.operator, action: 'importBatch', batchId: before.id, detail: changeOf(before, after) })
    }
  }
  if (faults.length > 0) throw new Refused(faults)
  for (let start = 0; start < rows.length; start += CHUNK) {
    const values = rows.slice(start, start + CHUNK)
    await trx.insertInto('batch').values(values).onConflict((conflict) => conflict.column('id').doUpdateSet(excluded(BATCH_COLUMNS))).execute()
  }
  for (let start = 0; start < events.length; start += CHUNK) await recordMerchantEvents(trx, author.now, events.slice(start, start + CHUNK))
}

/** For the record, of what changed only. */
function changeOf(before: KnownBatch, after: KnownBatch): { before: Record<string, unknown>; after: Record<string, unknown> } {
  const noted = ({ stock, status, list_price_cents: listPriceCents, ladder, expires_on: expiresOn }: KnownBatch) => ({ stock, status, listPriceCents, ladder, expiresOn })
  const [was, is] = [noted(before), noted(after)]
  const names = (Object.keys(was) as (keyof typeof was)[]).filter((name) => (name === 'ladder' ? !isSameLadder(was.ladder, is.ladder) : was[name] !== is[name]))
  const only = (state: typeof was) => Object.fromEntries(names.map((name) => [name, state[name]]))
  return { before: only(was), after: only(is) }
}

import { sql, type Transaction } from 'kysely'
import { todayInShanghai } from '@domain/calendarDay'
import type { Database } from '../../database/schema'
import { refreshProducts } from '../catalogue/listing'

type Trx = Transaction<Database>

export interface StockLine {
  batchId: string
  productId: string
  quantity: number
}

/**
 * Units move between free, reserved and sold. Whoever moves them locks in one order, so that no two wait for each other:
 * the shopper or the order first, then a coupon, then the products by id (as imports and `refreshProducts` do), then their batches by id.
 */
export async function lockProducts(trx: Trx, productIds: readonly string[]): Promise<void> {
  if (productIds.length === 0) return
  await trx.selectFrom('product').select('id').where('id', 'in', [...new Set(productIds)]).orderBy('id').forNoKeyUpdate().execute()
}

/** The products behind batches; of those that exist. */
export async function productsOf(trx: Trx, batchIds: readonly string[]): Promise<string[]> {
  const rows = await trx.selectFrom('batch').select('product_id').distinct().where('id', 'in', [...batchIds]).execute()
  return rows.map((row) => row.product_id)
}

/** Holds units for an order. False when any batch has too few free: the caller must then roll back. */
export async function reserve(trx: Trx, lines: readonly StockLine[], now: number): Promise<boolean> {
  for (const { batchId, quantity } of inIdOrder(lines)) {
    const result = await trx
      .updateTable('batch')
      .set({ reserved: sql`reserved + ${quantity}` })
      .where('id', '=', batchId)
      .where('status', '=', 'active')
      .where(sql<boolean>`stock - reserved >= ${quantity}`)
      .executeTakeFirst()
    if (result.numUpdatedRows !== 1n) return false
  }
  await refresh(trx, lines, now)
  return true
}

/** Lets the held units go. */
export async function release(trx: Trx, lines: readonly StockLine[], now: number): Promise<void> {
  await move(trx, lines, now, (quantity) => ({ reserved: sql`reserved - ${quantity}` }))
}

/** Held units leave the shelf for good. */
export async function sell(trx: Trx, lines: readonly StockLine[], now: number): Promise<void> {
  await lockProducts(trx, lines.map((line) => line.productId))
  for (const { productId, quantity } of lines) {
    await trx.updateTable('product').set({ sold_count: sql`sold_count + ${quantity}` }).where('id', '=', productId).execute()
  }
  await move(trx, lines, now, (quantity) => ({ stock: sql`stock - ${quantity}`, reserved: sql`reserved - ${quantity}` }))
}

/** Sold units that never left the house come back. */
export async function restock(trx: Trx, lines: readonly StockLine[], now: number): Promise<void> {
  await move(trx, lines, now, (quantity) => ({ stock: sql`stock + ${quantity}` }))
}

type Change = Partial<Record<'stock' | 'reserved', ReturnType<typeof sql<number>>>>

async function move(trx: Trx, lines: readonly StockLine[], now: number, change: (quantity: number) => Change): Promise<void> {
  await lockProducts(trx, lines.map((line) => line.productId))
  for (const { batchId, quantity } of inIdOrder(lines)) await trx.updateTable('batch').set(change(quantity)).where('id', '=', batchId).execute()
  await refresh(trx, lines, now)
}

async function refresh(trx: Trx, lines: readonly StockLine[], now: number): Promise<void> {
  await refreshProducts(trx, [...new Set(lines.map((line) => line.productId))], todayInShanghai(now))
}

function inIdOrder(lines: readonly StockLine[]): StockLine[] {
  return [...lines].sort((a, b) => (a.batchId < b.batchId ? -1 : 1))
}

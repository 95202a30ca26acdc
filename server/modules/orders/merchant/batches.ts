import { todayInShanghai } from '@domain/calendarDay'
import { inTransaction } from '../../../database/transaction'
import { problem } from '../../../errors'
import { refreshProducts } from '../../catalogue/listing'
import type { BatchStatus } from '../../catalogue/tables'
import type { BackOfficeDeps } from '../deps'
import { lockProducts } from '../stock'
import { recordMerchantEvent } from './audit'
import { demand, type Operator } from './roles'
import { unitsToPack } from './shelf'

/** What a clerk finds on the shelf: all units that are not packed yet, also those that orders hold or have paid for. */
export interface ShelfCount {
  units: number
  /** How many should have been there, as was shown before the counting. By now others are: `order_state_conflict`. */
  seenOnShelf: number
}

export interface BatchAdjustment {
  count?: ShelfCount
  status?: BatchStatus
}

/**
 * Puts a batch right after counting it, or takes it off sale. What is paid for and not packed is counted and sold already, so
 * it is taken off; fewer than orders hold or have paid for is `order_state_conflict`. Throws `not_found`.
 */
export async function adjustBatch(deps: BackOfficeDeps, operator: Operator, batchId: string, { count, status }: BatchAdjustment): Promise<void> {
  demand(operator, 'adjustBatch')
  await inTransaction(deps.db, async (trx) => {
    const found = await trx.selectFrom('batch').select('product_id').where('id', '=', batchId).executeTakeFirst()
    if (!found) throw problem('not_found')
    await lockProducts(trx, [found.product_id])
    const before = await trx.selectFrom('batch').select(['stock', 'reserved', 'status']).where('id', '=', batchId).forUpdate().executeTakeFirstOrThrow()
    // Read under the lock of the product, which every payment takes: none is half in the one number and half in the other.
    const { toPack } = await trx.selectFrom('batch').select(unitsToPack('batch.id').as('toPack')).where('id', '=', batchId).executeTakeFirstOrThrow()
    const onShelf = before.stock + toPack
    if (count && count.seenOnShelf !== onShelf) throw problem('order_state_conflict', { detail: `there should be ${onShelf} units on the shelf by now` })
    if (count && count.units - toPack < before.reserved) throw problem('order_state_conflict', { detail: `orders hold ${before.reserved} units and have paid for ${toPack}` })
    const after = { stock: count ? count.units - toPack : before.stock, status: status ?? before.status }
    await trx.updateTable('batch').set(after).where('id', '=', batchId).execute()
    const now = deps.clock.now()
    await refreshProducts(trx, [found.product_id], todayInShanghai(now))
    await recordMerchantEvent(trx, now, { operator: operator.name, action: 'adjustBatch', batchId, detail: { before: { stock: before.stock, status: before.status }, after, ...(count ? { counted: count.units, toPack } : {}) } })
  })
}

export interface Shelf {
  name: string
  expiresOn: string
  status: BatchStatus
  /** What a clerk should find: the three below together. */
  onShelf: number
  sellable: number
  /** Held by unpaid orders. */
  reserved: number
  /** Paid for and not packed. */
  toPack: number
}

/** Throws `not_permitted`, `not_found`. */
export async function readShelf({ db }: BackOfficeDeps, operator: Operator, batchId: string): Promise<Shelf> {
  demand(operator, 'adjustBatch')
  const row = await db
    .selectFrom('batch as b')
    .innerJoin('product as p', 'p.id', 'b.product_id')
    .select(['p.name', 'b.expires_on as expiresOn', 'b.status', 'b.stock', 'b.reserved', unitsToPack('b.id').as('toPack')])
    .where('b.id', '=', batchId)
    .executeTakeFirst()
  if (!row) throw problem('not_found')
  const { stock, ...rest } = row
  return { ...rest, onShelf: stock + row.toPack, sellable: stock - row.reserved }
}

import { todayInShanghai } from '@domain/calendarDay'
import { inTransaction } from '../../../database/transaction'
import { problem } from '../../../errors'
import { refreshProducts } from '../../catalogue/listing'
import type { BatchStatus } from '../../catalogue/tables'
import type { BackOfficeDeps } from '../deps'
import { lockProducts } from '../stock'
import { recordMerchantEvent } from './audit'
import { demand, type Operator } from './roles'

export interface BatchAdjustment {
  /** Units on the shelf, those held by unpaid orders included. */
  stock?: number
  /** What was on the shelf when it was counted; somebody bought meanwhile: `order_state_conflict`. */
  seenStock?: number
  status?: BatchStatus
}

/**
 * Puts a batch right after counting it, or takes it off sale. Units held by unpaid orders stay there: fewer than those is
 * `order_state_conflict`. Throws `not_found`.
 */
export async function adjustBatch(deps: BackOfficeDeps, operator: Operator, batchId: string, { stock, seenStock, status }: BatchAdjustment): Promise<void> {
  demand(operator, 'adjustBatch')
  await inTransaction(deps.db, async (trx) => {
    const found = await trx.selectFrom('batch').select('product_id').where('id', '=', batchId).executeTakeFirst()
    if (!found) throw problem('not_found')
    await lockProducts(trx, [found.product_id])
    const before = await trx.selectFrom('batch').select(['stock', 'reserved', 'status']).where('id', '=', batchId).forUpdate().executeTakeFirstOrThrow()
    if (seenStock !== undefined && seenStock !== before.stock) throw problem('order_state_conflict', { detail: `there are ${before.stock} units by now` })
    if (stock !== undefined && stock < before.reserved) throw problem('order_state_conflict', { detail: `unpaid orders hold ${before.reserved} units` })
    const after = { stock: stock ?? before.stock, status: status ?? before.status }
    await trx.updateTable('batch').set(after).where('id', '=', batchId).execute()
    const now = deps.clock.now()
    await refreshProducts(trx, [found.product_id], todayInShanghai(now))
    await recordMerchantEvent(trx, now, { operator: operator.name, action: 'adjustBatch', batchId, detail: { before: { stock: before.stock, status: before.status }, after } })
  })
}

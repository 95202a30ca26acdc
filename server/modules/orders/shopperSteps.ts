import type { Order } from '@contract/orders'
import type { RefundInput } from '@contract/refunds'
import type { Transaction } from 'kysely'
import type { Database } from '../../database/schema'
import { inTransaction } from '../../database/transaction'
import { problem } from '../../errors'
import { closeOpenPayments } from '../payments/close'
import { requestRefund } from '../payments/refunds'
import type { OrderDeps } from './deps'
import { readOrder } from './read'
import { attachRefundPhotos } from './refundPhotos'
import { findOwn } from './repository'
import { release } from './stock'
import { lockOrder, moveOrder, stockLinesOf, type OrderRow } from './transition'

/**
 * Cancels an unpaid order. Its attempts to pay are closed first: if one turns out to be paid, the order is paid and
 * the answer `order_state_conflict`. Money that comes later still goes back by itself.
 */
export async function cancelOrder(deps: OrderDeps, userId: string, number: string): Promise<Order> {
  const order = await findOwn(deps.db, userId, number)
  if (!order) throw problem('not_found')
  if (order.status === 'unpaid') await closeOpenPayments(deps, order.id)
  await inTransaction(deps.db, async (trx) => {
    const locked = await lockOrder(trx, { number, userId })
    const now = deps.clock.now()
    await moveOrder(trx, locked, 'cancel', 'shopper', now, { cancel_reason: 'shopper' })
    await release(trx, await stockLinesOf(trx, locked.id), now)
  })
  // An attempt that was begun in between.
  await closeOpenPayments(deps, order.id)
  return readOrder(deps, userId, number)
}

/** The shopper says that it has arrived. */
export async function receiveOrder(deps: OrderDeps, userId: string, number: string): Promise<Order> {
  await inTransaction(deps.db, async (trx) => moveOrder(trx, await lockOrder(trx, { number, userId }), 'receive', 'shopper', deps.clock.now()))
  return readOrder(deps, userId, number)
}

/**
 * Asks for the money back; the merchant decides. Throws `refund_excluded` for a change of mind about
 * confirmed near-expiry goods, and `refund_photo_missing`.
 */
export async function askForRefund(deps: OrderDeps, userId: string, number: string, input: RefundInput): Promise<Order> {
  await inTransaction(deps.db, async (trx) => {
    const order = await lockOrder(trx, { number, userId })
    const now = deps.clock.now()
    if (input.reason === 'changedMind' && (await isExcluded(trx, order))) throw problem('refund_excluded')
    await moveOrder(trx, order, 'requestRefund', 'shopper', now)
    const refundId = await requestRefund(trx, deps, order, input)
    await attachRefundPhotos(trx, order.id, refundId, input.photoIds ?? [])
  })
  return readOrder(deps, userId, number)
}

/**
 * Once shipped, goods near their date that were confirmed as such cannot be sent back for a change of mind. With other
 * goods in the parcel the merchant decides. Before shipping nothing has been lost, and nothing is excluded.
 */
async function isExcluded(trx: Transaction<Database>, order: OrderRow): Promise<boolean> {
  if (order.shipped_at === null) return false
  const other = await trx.selectFrom('order_line').select('position').where('order_id', '=', order.id).where('near_expiry_confirmed', '=', false).limit(1).executeTakeFirst()
  return other === undefined
}

import type { Order } from '@contract/orders'
import type { RefundInput } from '@contract/refunds'
import { inTransaction } from '../../database/transaction'
import { problem } from '../../errors'
import { closeOpenPayments } from '../payments/close'
import { requestRefund } from '../payments/openRefund'
import type { OrderDeps } from './deps'
import { readOrder } from './read'
import { attachRefundPhotos } from './refundPhotos'
import { findOwn } from './repository'
import { release } from './stock'
import { lockOrder, moveOrder, stockLinesOf } from './transition'

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

/** He has allowed one message in WeChat for when it is shipped. Again, and once it is shipped, it changes nothing. */
export async function allowShippingMessage(deps: OrderDeps, userId: string, number: string): Promise<void> {
  const order = await findOwn(deps.db, userId, number)
  if (!order) throw problem('not_found')
  if (deps.messages.shipping === null) return
  await deps.db.updateTable('shop_order').set({ shipping_message: true }).where('id', '=', order.id).where('user_id', '=', userId).where('shipped_at', 'is', null).execute()
}

/**
 * Asks for the money of an order back, or of some of its lines; the merchant decides. One wish at a time: while there is one,
 * another is `order_state_conflict`. Throws what `chooseLines` throws, and `refund_photo_missing`.
 */
export async function askForRefund(deps: OrderDeps, userId: string, number: string, input: RefundInput): Promise<Order> {
  await inTransaction(deps.db, async (trx) => {
    const order = await lockOrder(trx, { number, userId })
    const now = deps.clock.now()
    await moveOrder(trx, order, 'requestRefund', 'shopper', now)
    const refundId = await requestRefund(trx, deps, order, input)
    await attachRefundPhotos(trx, order.id, refundId, input.photoIds ?? [])
  })
  return readOrder(deps, userId, number)
}

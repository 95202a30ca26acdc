import type { Transaction } from 'kysely'
import type { Database } from '../../database/schema'
import { inTransaction } from '../../database/transaction'
import { problem } from '../../errors'
import type { OrderDeps } from '../orders/deps'
import { sell } from '../orders/stock'
import { lockOrderById, moveOrder, stockLinesOf } from '../orders/transition'
import { returnPayment } from './openRefund'
import type { Trade } from './provider'
import { runRefund } from './refunds'

type Trx = Transaction<Database>

/**
 * Money has come: the order is paid and its goods are sold, once, however often and from wherever the news arrives. Money
 * for an order that was cancelled, or that was paid already, goes back by itself. News of a trade that we never made is
 * left alone.
 */
export async function settlePayment(deps: OrderDeps, trade: Trade): Promise<void> {
  const payment = await deps.db.selectFrom('payment').select(['id', 'order_id', 'amount_cents']).where('trade_no', '=', trade.tradeNo).executeTakeFirst()
  if (!payment || trade.state !== 'paid') return
  if (trade.amountCents !== payment.amount_cents) {
    // Somebody's mistake about money: not to be guessed at by a program. The notice comes again until a person has looked.
    deps.log.fatal({ tradeNo: trade.tradeNo, expected: payment.amount_cents, paid: trade.amountCents }, 'a payment of another amount')
    throw problem('internal')
  }
  const refundId = await inTransaction(deps.db, (trx) => settle(trx, deps, payment, trade))
  if (refundId !== null) await runRefund(deps, refundId)
}

/** Answers the refund that has to follow, if any. */
async function settle(trx: Trx, deps: OrderDeps, { id, order_id: orderId }: { id: string; order_id: string }, trade: Trade): Promise<string | null> {
  const order = await lockOrderById(trx, orderId)
  const now = deps.clock.now()
  const changed = await trx
    .updateTable('payment')
    .set({ status: 'paid', transaction_id: trade.transactionId, paid_at: new Date(trade.paidAt ?? now) })
    .where('id', '=', id)
    .where('status', '!=', 'paid')
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) return null
  if (order.status === 'unpaid') {
    await sell(trx, await stockLinesOf(trx, orderId), now)
    await moveOrder(trx, order, 'pay', 'payment', now)
    return null
  }
  const isLate = order.status === 'cancelled'
  if (isLate) await moveOrder(trx, order, 'payLate', 'payment', now)
  return returnPayment(trx, deps, order, id, isLate ? 'latePayment' : 'doublePayment')
}

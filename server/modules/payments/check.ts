import type { OrderDeps } from '../orders/deps'
import { mustFindOwn } from '../orders/read'
import { settlePayment } from './settle'
import { unavailable } from './unavailable'

/**
 * Asks the payment service whether the shopper's order was paid: after the phone says so, and when the notice does not
 * come. Throws `payment_unavailable` while it cannot be known.
 */
export async function checkPayments(deps: OrderDeps, userId: string, number: string): Promise<void> {
  const order = await mustFindOwn(deps, userId, number)
  await settleIfPaid(deps, order.id)
}

/** True when any open attempt turned out to be paid. */
export async function settleIfPaid(deps: OrderDeps, orderId: string): Promise<boolean> {
  const open = await deps.db.selectFrom('payment').select('trade_no').where('order_id', '=', orderId).where('status', '=', 'open').execute()
  let isPaid = false
  for (const { trade_no: tradeNo } of open) {
    if (!deps.payments) throw unavailable(null)
    const trade = await deps.payments.query(tradeNo).catch((error: unknown) => {
      throw unavailable(error)
    })
    if (trade.state !== 'paid') continue
    await settlePayment(deps, trade)
    isPaid = true
  }
  return isPaid
}

import type { OrderDeps } from '../orders/deps'
import { settlePayment } from './settle'

/** `unknown`: the payment service did not answer, and money may still come. */
export type Closing = 'closed' | 'paid' | 'unknown'

/**
 * Ends every open attempt to pay an order at the payment service, so that no money can come any more. One that turns out
 * to be paid is settled.
 */
export async function closeOpenPayments(deps: OrderDeps, orderId: string): Promise<Closing> {
  const open = await deps.db.selectFrom('payment').select(['id', 'trade_no']).where('order_id', '=', orderId).where('status', '=', 'open').execute()
  let outcome: Closing = 'closed'
  for (const { id, trade_no: tradeNo } of open) {
    const closing = await closePayment(deps, id, tradeNo)
    if (outcome !== 'paid' && closing !== 'closed') outcome = closing
  }
  return outcome
}

export async function closePayment(deps: OrderDeps, id: string, tradeNo: string): Promise<Closing> {
  if (!deps.payments) return 'unknown'
  try {
    if ((await deps.payments.close(tradeNo)) === 'closed') {
      await deps.db.updateTable('payment').set({ status: 'closed' }).where('id', '=', id).where('status', '=', 'open').execute()
      return 'closed'
    }
    await settlePayment(deps, await deps.payments.query(tradeNo))
    return 'paid'
  } catch (error) {
    deps.log.warn({ err: error, tradeNo }, 'an attempt to pay could not be closed')
    return 'unknown'
  }
}

import type { OrderDeps } from '../orders/deps'
import { closePayment } from './close'
import { runRefund } from './refunds'
import { UNDER_WAY } from './refundTry'
import { settlePayment } from './settle'

/** What was found by asking the payment service about everything that is not settled here. */
export interface Reconciliation {
  /** Attempts to pay that were asked about. */
  asked: number
  /** Paid there, and now here. */
  paid: number
  /** Of orders that are over: closed there now. */
  closed: number
  /** Refunds that were sent or asked about. */
  refunds: number
  /** No answer: ask again later. */
  unknown: number
}

const AT_ONCE = 1_000
/** An attempt this young may still be on the shopper's screen. */
const YOUNG_MS = 60_000

/**
 * Asks the payment service about every open attempt to pay and every refund that is not over, failed ones included and each
 * by itself where a payment goes back in parts, and settles what it says. Notices get lost, and processes die between an answer and its writing; afterwards both sides agree.
 */
export async function reconcile(deps: OrderDeps): Promise<Reconciliation> {
  const result: Reconciliation = { asked: 0, paid: 0, closed: 0, refunds: 0, unknown: 0 }
  const open = await deps.db
    .selectFrom('payment as p')
    .innerJoin('shop_order as o', 'o.id', 'p.order_id')
    .select(['p.id', 'p.trade_no', 'o.status'])
    .where('p.status', '=', 'open')
    .where('p.created_at', '<', new Date(deps.clock.now() - YOUNG_MS))
    .orderBy('p.created_at')
    .limit(AT_ONCE)
    .execute()
  for (const { id, trade_no: tradeNo, status } of open) {
    result.asked += 1
    const outcome = status === 'unpaid' ? await ask(deps, tradeNo) : await closePayment(deps, id, tradeNo)
    if (outcome !== 'open') result[outcome] += 1
  }
  const refunds = await deps.db.selectFrom('refund').select('id').where('status', 'in', UNDER_WAY).orderBy('requested_at').limit(AT_ONCE).execute()
  for (const { id } of refunds) {
    await runRefund(deps, id)
    result.refunds += 1
  }
  return result
}

/** Attempts of orders that are over and yet open: an answer was lost when they were to be closed. */
export async function closeForgotten(deps: OrderDeps, limit = 50): Promise<void> {
  const forgotten = await deps.db
    .selectFrom('payment as p')
    .innerJoin('shop_order as o', 'o.id', 'p.order_id')
    .select(['p.id', 'p.trade_no'])
    .where('p.status', '=', 'open')
    .where('o.status', '!=', 'unpaid')
    .orderBy('p.created_at')
    .limit(limit)
    .execute()
  for (const { id, trade_no: tradeNo } of forgotten) await closePayment(deps, id, tradeNo)
}

async function ask(deps: OrderDeps, tradeNo: string): Promise<'paid' | 'open' | 'unknown'> {
  try {
    const trade = await deps.payments?.query(tradeNo)
    if (!trade) return 'unknown'
    if (trade.state !== 'paid') return 'open'
    await settlePayment(deps, trade)
    return 'paid'
  } catch (error) {
    deps.log.warn({ err: error, tradeNo }, 'the payment service did not say')
    return 'unknown'
  }
}

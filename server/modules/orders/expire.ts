import { inTransaction } from '../../database/transaction'
import { closeOpenPayments } from '../payments/close'
import type { OrderDeps } from './deps'
import { release } from './stock'
import { lockOrderById, moveOrder, stockLinesOf } from './transition'

/** How long goods stay held beyond their time while WeChat does not say whether they were paid. */
const DOUBT_MS = 5 * 60_000
const AT_ONCE = 200

/**
 * Cancels the orders whose time to pay is over and lets their goods go; of one shopper, or of all. Answers how many.
 * Runs at start, every minute, and before a shopper's orders are read: a process that was down misses nothing.
 */
export async function expireDue(deps: OrderDeps, scope: { userId?: string } = {}): Promise<number> {
  let query = deps.db.selectFrom('shop_order').select('id').where('status', '=', 'unpaid').where('pay_by', '<=', new Date(deps.clock.now())).orderBy('pay_by').limit(AT_ONCE)
  if (scope.userId !== undefined) query = query.where('user_id', '=', scope.userId)
  return expireEach(deps, (await query.execute()).map((row) => row.id))
}

/** The same for the orders that hold units of these batches: somebody wants them now. True when any were let go. */
export async function releaseOverdueHolds(deps: OrderDeps, batchIds: readonly string[]): Promise<boolean> {
  if (batchIds.length === 0) return false
  const rows = await deps.db
    .selectFrom('shop_order as o')
    .innerJoin('order_line as l', 'l.order_id', 'o.id')
    .select('o.id')
    .distinct()
    .where('o.status', '=', 'unpaid')
    .where('o.pay_by', '<=', new Date(deps.clock.now()))
    .where('l.batch_id', 'in', [...batchIds])
    .limit(AT_ONCE)
    .execute()
  return (await expireEach(deps, rows.map((row) => row.id))) > 0
}

async function expireEach(deps: OrderDeps, ids: readonly string[]): Promise<number> {
  let count = 0
  for (const id of ids) if (await expireOrder(deps, id)) count += 1
  return count
}

/**
 * First the attempts to pay are closed at WeChat, so that no money can come for goods that are let go; if it came already,
 * the order is paid and stays. WeChat not answering keeps the goods a little longer; after that they go, and money that
 * turns up is sent back.
 */
async function expireOrder(deps: OrderDeps, id: string): Promise<boolean> {
  const closing = await closeOpenPayments(deps, id)
  const isExpired = await inTransaction(deps.db, async (trx) => {
    const order = await lockOrderById(trx, id)
    const now = deps.clock.now()
    const overdueMs = now - order.pay_by.getTime()
    if (order.status !== 'unpaid' || overdueMs < 0) return false
    if (closing === 'unknown' && overdueMs < DOUBT_MS) return false
    await moveOrder(trx, order, 'expire', 'clock', now, { cancel_reason: 'timeout' })
    await release(trx, await stockLinesOf(trx, id), now)
    return true
  })
  // An attempt that was begun in between.
  if (isExpired) await closeOpenPayments(deps, id)
  return isExpired
}

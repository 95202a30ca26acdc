import type { RefundStatus } from '@contract/refunds'
import { inTransaction } from '../../database/transaction'
import type { OrderDeps } from '../orders/deps'
import { lockOrderById } from '../orders/transition'
import type { RefundRequest } from './provider'

/** Longer than WeChat is waited for: what is marked for so long belongs to a process that has died. */
const TRY_ENDS_MS = 60_000

/** WeChat may still have something to say about these. */
export const UNDER_WAY: readonly RefundStatus[] = ['approved', 'processing', 'failed']

export interface RefundTry extends RefundRequest {
  status: RefundStatus
  /** Its mark; null for one that only asks. */
  since: Date | null
}

/**
 * Marks that WeChat is about to be asked to pay, before it is. Null where there is nothing to do, or another process is at it.
 * Meanwhile the merchant cannot note that he has given the money back otherwise, and neither where WeChat's answer gets lost: what
 * it refused earlier is forgotten here, and a refund counts as stuck only when WeChat has refused since. What failed is asked
 * about only, and needs no mark.
 */
export async function beginTry({ db, clock }: OrderDeps, id: string): Promise<RefundTry | null> {
  const known = await db.selectFrom('refund').select('order_id').where('id', '=', id).where('status', 'in', UNDER_WAY).executeTakeFirst()
  if (!known) return null
  return inTransaction(db, async (trx) => {
    await lockOrderById(trx, known.order_id)
    const refund = await trx
      .selectFrom('refund as r')
      .innerJoin('payment as p', 'p.id', 'r.payment_id')
      .select(['r.refund_no as refundNo', 'r.status', 'r.amount_cents as amountCents', 'r.trying_since', 'p.trade_no as tradeNo', 'p.amount_cents as totalCents'])
      .where('r.id', '=', id)
      .where('r.status', 'in', UNDER_WAY)
      .executeTakeFirst()
    const now = clock.now()
    if (!refund || isBeingTried(refund, now)) return null
    const { trying_since: _before, ...request } = refund
    if (refund.status === 'failed') return { ...request, since: null }
    const since = new Date(now)
    await trx.updateTable('refund').set({ trying_since: since, refusal: null, refused_at: null }).where('id', '=', id).execute()
    return { ...request, since }
  })
}

/** WeChat has answered, or its answer will not come. */
export async function endTry({ db }: OrderDeps, id: string, { since }: RefundTry): Promise<void> {
  if (since === null) return
  await db.updateTable('refund').set({ trying_since: null }).where('id', '=', id).where('trying_since', '=', since).execute()
}

export function isBeingTried({ trying_since: since }: { trying_since: Date | null }, now: number): boolean {
  return since !== null && now - since.getTime() < TRY_ENDS_MS
}

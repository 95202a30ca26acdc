import type { RefundStatus } from '@contract/refunds'
import { sql, type Kysely } from 'kysely'
import type { Database } from '../../../database/schema'
import { problem } from '../../../errors'
import { newId } from '../../../ids'
import { refundNumberOf } from '../../payments/openRefund'
import { finishRefundedOrder } from '../../payments/refunds'
import { isBeingTried } from '../../payments/refundTry'
import type { RefundTable } from '../../payments/tables'
import type { BackOfficeDeps } from '../deps'
import type { OrderRow } from '../transition'
import { act, type Deed } from './fulfilment'
import { demand, type Operator } from './roles'

type Facts = Pick<RefundTable, 'status'> & { failure: 'abnormal' | 'closed' | null; refusal: string | null }

/** WeChat ended it without success, or refuses to take it: somebody has to see to it. */
export function isStuck({ status, refusal }: Omit<Facts, 'failure'>): boolean {
  return status === 'failed' || (status === 'approved' && refusal !== null)
}

/**
 * What was refused is taken once its cause is gone, and what was closed under another number. What is abnormal is neither:
 * the money has left the merchant's account and lies at WeChat, which refuses to take it a second time.
 */
export function isRetryable(refund: Facts): boolean {
  return isStuck(refund) && (refund.status === 'approved' || refund.failure === 'closed')
}

/**
 * Sends a stuck refund once more; the running shop does it within a minute. `refundId` may be left out where only one is
 * stuck. Throws `not_permitted`, `not_found`, and `order_state_conflict` where none is, or it cannot be retried.
 */
export async function retryRefund(deps: BackOfficeDeps, deed: Deed, refundId?: string): Promise<void> {
  await act(deps, deed, 'retryRefund', (refundNo: string) => ({ refundNo }), async (trx, order, now) => {
    const refund = await findStuck(trx, order, now, refundId)
    if (!isRetryable(refund)) throw problem('order_state_conflict', { detail: 'WeChat holds the money: put it right in its merchant console, or give it back otherwise' })
    await trx
      .updateTable('refund')
      .set({
        status: 'approved',
        failure: null,
        attempts: 0,
        trying_since: null,
        next_try_at: new Date(now),
        finished_at: null,
        // To WeChat the closed number is over for good. One that it refused it never had: another could go back twice.
        ...(refund.failure === 'closed' ? { refund_no: refundNumberOf(newId()) } : {}),
      })
      .where('id', '=', refund.id)
      .execute()
    return refund.refund_no
  })
}

/**
 * The merchant has given the money back in another way, and says how: the shopper reads it. From here on WeChat is not asked
 * any more; while it is being asked (`refundTry.ts`), this is refused, or both would pay. Throws as `retryRefund`.
 */
export async function returnRefund(deps: BackOfficeDeps, deed: Deed, answer: string, refundId?: string): Promise<void> {
  await act(deps, deed, 'returnRefund', (refundNo: string) => ({ refundNo }), async (trx, order, now) => {
    const refund = await findStuck(trx, order, now, refundId)
    const words = refund.answer === null ? answer : `${refund.answer}；${answer}`
    await trx.updateTable('refund').set({ status: 'returned', answer: words, finished_at: new Date(now) }).where('id', '=', refund.id).execute()
    await finishRefundedOrder(trx, order, refund.kind, 'merchant', now)
    return refund.refund_no
  })
}

export interface StuckRefund {
  /** Of the order. */
  number: string
  status: RefundStatus
  failure: 'abnormal' | 'closed' | null
  refusal: string | null
  amountCents: number
}

/** Refunds that wait for one of the merchant's people, the oldest first. Throws `not_permitted`. */
export async function listStuckRefunds({ db }: BackOfficeDeps, operator: Operator, limit: number): Promise<StuckRefund[]> {
  demand(operator, 'viewRefund')
  return stuck(db)
    .innerJoin('shop_order as o', 'o.id', 'r.order_id')
    .select(['o.number', 'r.status', 'r.failure', 'r.refusal', 'r.amount_cents as amountCents'])
    .orderBy('r.requested_at')
    .limit(limit)
    .execute()
}

async function findStuck(db: Kysely<Database>, order: OrderRow, now: number, refundId: string | undefined) {
  let query = stuck(db).select(['r.id', 'r.refund_no', 'r.kind', 'r.status', 'r.failure', 'r.refusal', 'r.answer', 'r.trying_since']).where('r.order_id', '=', order.id)
  if (refundId !== undefined) query = query.where('r.id', '=', refundId)
  const [refund, another] = await query.execute()
  if (!refund) throw problem('order_state_conflict', { detail: 'no refund is stuck' })
  if (another) throw problem('order_state_conflict', { detail: 'two refunds are stuck: say which, on the page' })
  // Until WeChat has answered, nobody knows whether it pays.
  if (isBeingTried(refund, now)) throw problem('order_state_conflict', { detail: 'WeChat is being asked at this moment' })
  return refund
}

/** As `isStuck`; written out, so that the index on what is under way serves it. */
function stuck(db: Kysely<Database>) {
  return db.selectFrom('refund as r').where(sql<boolean>`(r.status = 'failed' or (r.status = 'approved' and r.refusal is not null))`)
}

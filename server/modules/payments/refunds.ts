import type { RefundInput, RefundKind, RefundReason } from '@contract/refunds'
import type { Transaction } from 'kysely'
import type { Database } from '../../database/schema'
import { inTransaction } from '../../database/transaction'
import { problem } from '../../errors'
import { newId } from '../../ids'
import type { BackOfficeDeps, OrderDeps } from '../orders/deps'
import { restock } from '../orders/stock'
import { lockOrderById, moveOrder, stockLinesOf, type OrderRow } from '../orders/transition'
import { sealRefundNote } from './note'
import type { RefundState } from './provider'

type Trx = Transaction<Database>

const FIRST_RETRY_MS = 60_000
const LONGEST_RETRY_MS = 60 * 60_000
/** WeChat answers a refund at once or within days, and tells when it is done; asking is for the news that got lost. */
const ASK_AGAIN_MS = 10 * 60_000

interface NewRefund {
  paymentId: string
  kind: RefundKind
  status: 'requested' | 'approved'
  reason?: RefundReason
  note?: string
}

/** Notes that a payment goes back. The order is locked by the caller. */
export async function openRefund(trx: Trx, deps: BackOfficeDeps, order: OrderRow, { paymentId, kind, status, reason, note }: NewRefund): Promise<string> {
  const id = newId()
  const now = new Date(deps.clock.now())
  await trx
    .insertInto('refund')
    .values({
      id,
      order_id: order.id,
      payment_id: paymentId,
      // WeChat takes 64 characters; the id makes it ours alone.
      refund_no: id.replace(/-/g, ''),
      kind,
      status,
      amount_cents: order.total_cents,
      reason: reason ?? null,
      note: sealRefundNote(deps.vault, id, note),
      answer: null,
      next_try_at: now,
      requested_at: now,
      finished_at: null,
    })
    .execute()
  return id
}

/** The shopper's wish, for the merchant to decide. */
export async function requestRefund(trx: Trx, deps: BackOfficeDeps, order: OrderRow, { reason, note }: RefundInput): Promise<string> {
  const payment = await trx
    .selectFrom('payment as p')
    .select('p.id')
    .where('p.order_id', '=', order.id)
    .where('p.status', '=', 'paid')
    // Not one that came twice and is on its way back.
    .where((eb) => eb.not(eb.exists(eb.selectFrom('refund as r').select('r.id').whereRef('r.payment_id', '=', 'p.id').where('r.status', '!=', 'rejected'))))
    .executeTakeFirst()
  if (!payment) throw problem('order_state_conflict', { detail: 'there is no payment to return' })
  return openRefund(trx, deps, order, { paymentId: payment.id, kind: 'requested', status: 'requested', reason, note })
}

/**
 * Sends an approved refund to the payment service, or asks how it went. Never rejects: what fails is tried again, later
 * and later, and WeChat knows a repetition by its number.
 */
export async function runRefund(deps: OrderDeps, id: string): Promise<void> {
  try {
    const refund = await deps.db
      .selectFrom('refund as r')
      .innerJoin('payment as p', 'p.id', 'r.payment_id')
      .select(['r.refund_no', 'r.status', 'r.amount_cents', 'p.trade_no', 'p.amount_cents as total_cents'])
      .where('r.id', '=', id)
      .executeTakeFirst()
    if (!deps.payments || !refund || (refund.status !== 'approved' && refund.status !== 'processing')) return
    const request = { refundNo: refund.refund_no, tradeNo: refund.trade_no, amountCents: refund.amount_cents, totalCents: refund.total_cents }
    const known = refund.status === 'processing' ? await deps.payments.queryRefund(refund.refund_no) : 'unknown'
    await noteRefund(deps, refund.refund_no, known === 'unknown' ? await deps.payments.refund(request) : known)
  } catch (error) {
    deps.log.warn({ err: error, refundId: id }, 'a refund has to be tried again')
    await postpone(deps, id).catch((failure: unknown) => deps.log.error({ err: failure, refundId: id }, 'a refund could not be postponed'))
  }
}

/** What the payment service says about a refund, from its answer or its notice. Saying it again changes nothing. */
export async function noteRefund(deps: OrderDeps, refundNo: string, state: RefundState): Promise<void> {
  const known = await deps.db.selectFrom('refund').select('order_id').where('refund_no', '=', refundNo).executeTakeFirst()
  if (!known) return
  await inTransaction(deps.db, async (trx) => {
    const order = await lockOrderById(trx, known.order_id)
    const now = deps.clock.now()
    const isOver = state !== 'processing'
    const refund = await trx
      .updateTable('refund')
      .set({ status: state, next_try_at: new Date(now + ASK_AGAIN_MS), finished_at: isOver ? new Date(now) : null })
      .where('refund_no', '=', refundNo)
      // `failed` may yet turn good: the merchant puts it right at WeChat.
      .where('status', 'in', ['approved', 'processing', 'failed'])
      .returning(['kind', 'payment_id'])
      .executeTakeFirst()
    if (!refund) return
    if (state === 'failed') deps.log.error({ refundNo, order: order.number }, 'WeChat could not return the money: put it right in its merchant console')
    if (state === 'succeeded' && refund.kind !== 'doublePayment') await finishOrder(trx, order, now)
  })
}

async function finishOrder(trx: Trx, order: OrderRow, now: number): Promise<void> {
  await moveOrder(trx, order, 'refund', 'payment', now)
  // What has left the house does not come back onto the shelf: it is food.
  if (order.paid_at !== null && order.shipped_at === null) await restock(trx, await stockLinesOf(trx, order.id), now)
}

/** Every refund whose time has come. */
export async function runDueRefunds(deps: OrderDeps, limit = 50): Promise<number> {
  const due = await deps.db
    .selectFrom('refund')
    .select('id')
    .where('status', 'in', ['approved', 'processing'])
    .where('next_try_at', '<=', new Date(deps.clock.now()))
    .orderBy('next_try_at')
    .limit(limit)
    .execute()
  for (const { id } of due) await runRefund(deps, id)
  return due.length
}

async function postpone(deps: OrderDeps, id: string): Promise<void> {
  const { attempts } = await deps.db.selectFrom('refund').select('attempts').where('id', '=', id).executeTakeFirstOrThrow()
  const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts, 10))
  await deps.db
    .updateTable('refund')
    .set({ attempts: attempts + 1, next_try_at: new Date(deps.clock.now() + wait) })
    .where('id', '=', id)
    .execute()
}

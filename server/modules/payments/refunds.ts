import type { RefundInput, RefundKind, RefundReason, RefundStatus } from '@contract/refunds'
import type { Transaction } from 'kysely'
import type { Database } from '../../database/schema'
import { inTransaction } from '../../database/transaction'
import { problem } from '../../errors'
import { newId } from '../../ids'
import type { BackOfficeDeps, OrderDeps } from '../orders/deps'
import { restock } from '../orders/stock'
import { lockOrderById, moveOrder, stockLinesOf, type OrderRow } from '../orders/transition'
import { sealRefundNote } from './note'
import { PaymentFailure, type RefundState } from './provider'

type Trx = Transaction<Database>

const FIRST_RETRY_MS = 60_000
const LONGEST_RETRY_MS = 60 * 60_000
/** WeChat answers a refund at once or within days, and tells when it is done; asking is for the news that got lost. */
const ASK_AGAIN_MS = 10 * 60_000
/** What failed ends well only through a person's work. */
const ASK_AFTER_FAILURE_MS = 60 * 60_000

/** WeChat may still have something to say about these. */
export const UNDER_WAY: readonly RefundStatus[] = ['approved', 'processing', 'failed']
const isUnderWay = (status: RefundStatus) => UNDER_WAY.includes(status)

interface NewRefund {
  paymentId: string
  kind: RefundKind
  status: 'requested' | 'approved'
  reason?: RefundReason
  note?: string
  /** The merchant's words. */
  answer?: string
}

/** Notes that a payment goes back. The order is locked by the caller. */
export async function openRefund(trx: Trx, deps: BackOfficeDeps, order: OrderRow, { paymentId, kind, status, reason, note, answer }: NewRefund): Promise<string> {
  const id = newId()
  const now = new Date(deps.clock.now())
  await trx
    .insertInto('refund')
    .values({
      id,
      order_id: order.id,
      payment_id: paymentId,
      refund_no: refundNumberOf(id),
      kind,
      status,
      amount_cents: order.total_cents,
      reason: reason ?? null,
      note: sealRefundNote(deps.vault, id, note),
      answer: answer ?? null,
      next_try_at: now,
      requested_at: now,
      finished_at: null,
    })
    .execute()
  return id
}

/** Our number of a refund at WeChat, which takes 64 characters; an id makes it ours alone. */
export function refundNumberOf(id: string): string {
  return id.replace(/-/g, '')
}

/** The shopper's wish, for the merchant to decide. */
export async function requestRefund(trx: Trx, deps: BackOfficeDeps, order: OrderRow, { reason, note }: RefundInput): Promise<string> {
  return openRefund(trx, deps, order, { paymentId: await findReturnable(trx, order), kind: 'requested', status: 'requested', reason, note })
}

/** The merchant cannot send the goods; `answer` tells the shopper why. */
export async function openCalledOff(trx: Trx, deps: BackOfficeDeps, order: OrderRow, answer: string): Promise<void> {
  await openRefund(trx, deps, order, { paymentId: await findReturnable(trx, order), kind: 'calledOff', status: 'approved', answer })
}

async function findReturnable(trx: Trx, order: OrderRow): Promise<string> {
  const payment = await trx
    .selectFrom('payment as p')
    .select('p.id')
    .where('p.order_id', '=', order.id)
    .where('p.status', '=', 'paid')
    // Not one that came twice and is on its way back.
    .where((eb) => eb.not(eb.exists(eb.selectFrom('refund as r').select('r.id').whereRef('r.payment_id', '=', 'p.id').where('r.status', '!=', 'rejected'))))
    .executeTakeFirst()
  if (!payment) throw problem('order_state_conflict', { detail: 'there is no payment to return' })
  return payment.id
}

/**
 * Sends an approved refund to the payment service, or asks how it went: also of one that failed, as the merchant may have put
 * it right in WeChat's console. Never rejects: what fails is tried again, later and later, and WeChat knows a repetition by
 * its number.
 */
export async function runRefund(deps: OrderDeps, id: string): Promise<void> {
  try {
    const refund = await deps.db
      .selectFrom('refund as r')
      .innerJoin('payment as p', 'p.id', 'r.payment_id')
      .select(['r.refund_no', 'r.status', 'r.amount_cents', 'p.trade_no', 'p.amount_cents as total_cents'])
      .where('r.id', '=', id)
      .where('r.status', 'in', UNDER_WAY)
      .executeTakeFirst()
    if (!deps.payments || !refund) return
    const request = { refundNo: refund.refund_no, tradeNo: refund.trade_no, amountCents: refund.amount_cents, totalCents: refund.total_cents }
    const known = refund.status === 'approved' ? 'unknown' : await deps.payments.queryRefund(refund.refund_no)
    if (known !== 'unknown') await noteRefund(deps, refund.refund_no, known)
    // What failed begins anew when the merchant says so, and not because WeChat has forgotten it.
    else if (refund.status === 'failed') await postpone(deps, id, null)
    else await noteRefund(deps, refund.refund_no, await deps.payments.refund(request))
  } catch (error) {
    const refusal = error instanceof PaymentFailure ? error.code : null
    deps.log[refusal === null ? 'warn' : 'error']({ err: error, refundId: id }, 'a refund has to be tried again')
    await postpone(deps, id, refusal).catch((failure: unknown) => deps.log.error({ err: failure, refundId: id }, 'a refund could not be postponed'))
  }
}

/** What the payment service says about a refund, from its answer or its notice. Saying it again changes nothing. */
export async function noteRefund(deps: OrderDeps, refundNo: string, state: RefundState): Promise<void> {
  const known = await deps.db.selectFrom('refund').select('order_id').where('refund_no', '=', refundNo).executeTakeFirst()
  if (!known) return
  await inTransaction(deps.db, async (trx) => {
    const order = await lockOrderById(trx, known.order_id)
    // Another number by now: this is old news.
    const before = await trx.selectFrom('refund').select(['id', 'kind', 'status', 'finished_at']).where('refund_no', '=', refundNo).executeTakeFirst()
    if (before?.status === 'returned' && (state === 'processing' || state === 'succeeded')) {
      deps.log.error({ refundNo, order: order.number }, 'WeChat returns money that the merchant has returned otherwise')
    }
    if (!before || !isUnderWay(before.status)) return
    const now = deps.clock.now()
    await trx.updateTable('refund').set(outcome(state, before.finished_at, now)).where('id', '=', before.id).execute()
    const isNews = before.status !== 'failed'
    if (isFailure(state) && isNews) deps.log.error({ refundNo, order: order.number, state }, 'WeChat could not return the money: the merchant has to see to it')
    if (state === 'succeeded') await finishRefundedOrder(trx, order, before.kind, 'payment', now)
  })
}

function isFailure(state: RefundState): state is 'abnormal' | 'closed' {
  return state === 'abnormal' || state === 'closed'
}

function outcome(state: RefundState, finishedAt: Date | null, now: number) {
  return {
    status: isFailure(state) ? ('failed' as const) : state,
    failure: isFailure(state) ? state : null,
    // WeChat has taken it.
    refusal: null,
    refused_at: null,
    next_try_at: new Date(now + (isFailure(state) ? ASK_AFTER_FAILURE_MS : ASK_AGAIN_MS)),
    finished_at: state === 'processing' ? null : (finishedAt ?? new Date(now)),
  }
}

/** Money of a locked order is back. */
export async function finishRefundedOrder(trx: Trx, order: OrderRow, kind: RefundKind, actor: 'payment' | 'merchant', now: number): Promise<void> {
  // What came twice leaves the order where it is.
  if (kind === 'doublePayment') return
  await moveOrder(trx, order, 'refund', actor, now)
  // What has left the house does not come back onto the shelf: it is food. Nor does what could not be sent: nobody knows
  // whether it is there, and a count will tell.
  if (kind !== 'calledOff' && order.paid_at !== null && order.shipped_at === null) await restock(trx, await stockLinesOf(trx, order.id), now)
}

/** Every refund whose time has come. */
export async function runDueRefunds(deps: OrderDeps, limit = 50): Promise<number> {
  const due = await deps.db
    .selectFrom('refund')
    .select('id')
    .where('status', 'in', UNDER_WAY)
    .where('next_try_at', '<=', new Date(deps.clock.now()))
    .orderBy('next_try_at')
    .limit(limit)
    .execute()
  for (const { id } of due) await runRefund(deps, id)
  return due.length
}

/** `refusal`: WeChat's code, where it said no; null where it said nothing. */
async function postpone(deps: OrderDeps, id: string, refusal: string | null): Promise<void> {
  const { attempts } = await deps.db.selectFrom('refund').select('attempts').where('id', '=', id).executeTakeFirstOrThrow()
  const now = deps.clock.now()
  const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts, 10))
  await deps.db
    .updateTable('refund')
    .set({ attempts: attempts + 1, next_try_at: new Date(now + wait), ...(refusal === null ? {} : { refusal, refused_at: new Date(now) }) })
    .where('id', '=', id)
    .where('status', 'in', UNDER_WAY)
    .execute()
}

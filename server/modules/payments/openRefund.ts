import type { RefundInput, RefundKind, RefundReason } from '@contract/refunds'
import { allLeft, refundParts, type RefundLine } from '@domain/refundAmount'
import type { Transaction } from 'kysely'
import type { Database } from '../../database/schema'
import { problem } from '../../errors'
import { newId } from '../../ids'
import type { BackOfficeDeps } from '../orders/deps'
import { chooseLines } from '../orders/chooseLines'
import type { OrderRow } from '../orders/transition'
import { sealRefundNote } from './note'
import { readRefundable, readRest } from './refundable'

type Trx = Transaction<Database>

interface NewRefund {
  paymentId: string
  kind: RefundKind
  status: 'requested' | 'approved'
  amountCents: number
  lines: readonly RefundLine[]
  reason?: RefundReason
  note?: string
  /** The merchant's words. */
  answer?: string
}

/**
 * Notes that money of a payment goes back, never more than is left of it. The order is locked by the caller: two wishes cannot
 * both take the same cent.
 */
async function openRefund(trx: Trx, deps: BackOfficeDeps, order: OrderRow, { paymentId, kind, status, amountCents, lines, reason, note, answer }: NewRefund): Promise<string> {
  if (amountCents > (await readRest(trx, paymentId))) throw problem('order_state_conflict', { detail: 'that is more than is left of the payment' })
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
      amount_cents: amountCents,
      reason: reason ?? null,
      note: sealRefundNote(deps.vault, id, note),
      answer: answer ?? null,
      next_try_at: now,
      requested_at: now,
      finished_at: null,
    })
    .execute()
  if (lines.length > 0) await trx.insertInto('refund_line').values(lines.map((line) => ({ refund_id: id, batch_id: line.batchId, quantity: line.quantity, amount_cents: line.amountCents }))).execute()
  return id
}

/** Our number of a refund at WeChat, which takes 64 characters; an id makes it ours alone. */
export function refundNumberOf(id: string): string {
  return id.replace(/-/g, '')
}

/** The shopper's wish, for the merchant to decide. Throws what `chooseLines` throws. */
export async function requestRefund(trx: Trx, deps: BackOfficeDeps, order: OrderRow, input: RefundInput): Promise<string> {
  const { paymentId, restCents, sold } = await readRefundable(trx, order)
  const { lines, amountCents } = refundParts(sold, restCents, chooseLines(order, sold, input))
  return openRefund(trx, deps, order, { paymentId, kind: 'requested', status: 'requested', amountCents, lines, reason: input.reason, note: input.note })
}

/** The merchant cannot send the goods; `answer` tells the shopper why. */
export async function openCalledOff(trx: Trx, deps: BackOfficeDeps, order: OrderRow, answer: string): Promise<void> {
  const { paymentId, restCents, sold } = await readRefundable(trx, order)
  const { lines, amountCents } = refundParts(sold, restCents, allLeft(sold))
  await openRefund(trx, deps, order, { paymentId, kind: 'calledOff', status: 'approved', amountCents, lines, answer })
}

/** A payment that came too late or twice goes back whole, by itself. No goods belong to the second one. */
export async function returnPayment(trx: Trx, deps: BackOfficeDeps, order: OrderRow, paymentId: string, kind: 'latePayment' | 'doublePayment'): Promise<string> {
  const lines = kind === 'latePayment' ? await linesOf(trx, order) : []
  return openRefund(trx, deps, order, { paymentId, kind, status: 'approved', amountCents: await readRest(trx, paymentId), lines })
}

async function linesOf(trx: Trx, order: OrderRow): Promise<RefundLine[]> {
  const rows = await trx.selectFrom('order_line').select(['batch_id as batchId', 'quantity', 'price_cents as priceCents', 'coupon_cents as couponCents']).where('order_id', '=', order.id).orderBy('position').execute()
  const sold = rows.map((row) => ({ ...row, returnedQuantity: 0 }))
  return refundParts(sold, order.total_cents, allLeft(sold)).lines
}

import type { RefundKind } from '@contract/refunds'
import type { SoldLine } from '@domain/refundAmount'
import type { Transaction } from 'kysely'
import type { Database } from '../../database/schema'
import { problem } from '../../errors'
import { returnedUnits } from '../orders/returnedUnits'
import type { OrderRow } from '../orders/transition'

type Trx = Transaction<Database>

/** These send a payment back by themselves, whole: of such a one nothing is left for a wish. */
const BY_ITSELF: readonly RefundKind[] = ['latePayment', 'doublePayment']

/** WeChat's rule for several refunds of one payment. */
const BETWEEN_PARTS_MS = 60_000

export interface SoldOrderLine extends SoldLine {
  nearExpiryConfirmed: boolean
}

/** What of an order may still go back. */
export interface Refundable {
  paymentId: string
  /** Left of the payment. */
  restCents: number
  sold: SoldOrderLine[]
}

/** Throws `order_state_conflict` where no payment is to be returned. The order is locked by the caller. */
export async function readRefundable(trx: Trx, order: OrderRow): Promise<Refundable> {
  const payment = await trx
    .selectFrom('payment as p')
    .select('p.id')
    .where('p.order_id', '=', order.id)
    .where('p.status', '=', 'paid')
    .where((eb) => eb.not(eb.exists(eb.selectFrom('refund as r').select('r.id').whereRef('r.payment_id', '=', 'p.id').where('r.kind', 'in', BY_ITSELF))))
    .executeTakeFirst()
  const restCents = payment ? await readRest(trx, payment.id) : 0
  if (!payment || restCents === 0) throw problem('order_state_conflict', { detail: 'there is no payment to return' })
  return { paymentId: payment.id, restCents, sold: await readSold(trx, order.id) }
}

/** What is left of a payment after all that went back or is on its way. */
export async function readRest(trx: Trx, paymentId: string): Promise<number> {
  const { paid } = await trx.selectFrom('payment').select('amount_cents as paid').where('id', '=', paymentId).executeTakeFirstOrThrow()
  const { back } = await trx
    .selectFrom('refund')
    .select((eb) => eb.fn.coalesce(eb.fn.sum<string>('amount_cents'), eb.lit(0)).as('back'))
    .where('payment_id', '=', paymentId)
    .where('status', '!=', 'rejected')
    .executeTakeFirstOrThrow()
  return paid - Number(back)
}

async function readSold(trx: Trx, orderId: string): Promise<SoldOrderLine[]> {
  const rows = await trx
    .selectFrom('order_line as l')
    .select(['l.batch_id as batchId', 'l.quantity', 'l.price_cents as priceCents', 'l.coupon_cents as couponCents', 'l.near_expiry_confirmed as nearExpiryConfirmed'])
    .select(returnedUnits('l.order_id', 'l.batch_id').as('returnedQuantity'))
    .where('l.order_id', '=', orderId)
    .orderBy('l.position')
    .execute()
  return rows
}

/** Whether the shopper keeps some of the goods, once everything that is not refused has gone back. */
export async function keepsGoods(trx: Trx, order: OrderRow): Promise<boolean> {
  const { back } = await trx
    .selectFrom('refund as r')
    .innerJoin('refund_line as l', 'l.refund_id', 'r.id')
    .select((eb) => eb.fn.coalesce(eb.fn.sum<string>('l.quantity'), eb.lit(0)).as('back'))
    .where('r.order_id', '=', order.id)
    .where('r.status', '!=', 'rejected')
    .executeTakeFirstOrThrow()
  return Number(back) < order.quantity
}

/** When WeChat may be asked for the next part of an order's money: right after the last it would refuse. */
export async function earliestTry(trx: Trx, order: OrderRow, now: number): Promise<Date> {
  const { last } = await trx
    .selectFrom('refund')
    .select((eb) => eb.fn.max('finished_at').as('last'))
    .where('order_id', '=', order.id)
    .where('status', 'in', ['succeeded', 'returned'])
    .executeTakeFirstOrThrow()
  return new Date(last === null ? now : Math.max(now, last.getTime() + BETWEEN_PARTS_MS))
}

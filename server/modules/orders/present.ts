import type { Order, OrderLine, OrderSummary } from '@contract/orders'
import type { OrderRefund } from '@contract/refunds'
import { daysBetween, todayInShanghai } from '@domain/calendarDay'
import { carrierName } from '@domain/carriers'
import { shopperActions } from '@domain/orderState'
import type { Vault } from '../../security/vault'
import { openRefundNote } from '../payments/note'
import { pictureOf } from '../pictures/present'
import { openOrderContact } from './contact'
import { presentRefundPhoto } from './refundPhotos'
import type { RefundRow } from './repository'
import type { NearExpiryConfirmationTable, OrderLineTable } from './tables'
import { factsOf, type OrderRow } from './transition'

export interface OrderParts {
  order: OrderRow
  lines: readonly OrderLineTable[]
  confirmation: NearExpiryConfirmationTable | undefined
  refunds: readonly RefundRow[]
}

/** The owner's own view, with the number in full: it is what the courier calls. */
export function presentOrder({ order, lines, confirmation, refunds }: OrderParts, vault: Vault, now: number): Order {
  const { address, remark } = openOrderContact(vault, order)
  const today = todayInShanghai(now)
  const shown = refunds.map((refund) => presentRefund(order.number, refund, vault))
  return {
    ...presentHead(order, now),
    lines: lines.map((line) => ({ ...presentLine(line, today), returnedQuantity: returnedOf(line, refunds) })),
    address,
    remark,
    coupon: order.coupon_id !== null && order.coupon_title !== null ? { couponId: order.coupon_id, title: order.coupon_title } : null,
    nearExpiry: confirmation ? { version: confirmation.version, wording: confirmation.wording, confirmedAt: confirmation.confirmed_at.toISOString() } : null,
    shipping: order.carrier !== null && order.tracking_number !== null ? { carrier: carrierName(order.carrier), trackingNumber: order.tracking_number } : null,
    refund: shown[0] ?? null,
    refunds: shown,
    refundableCents: restOf(order, refunds),
    cancelReason: order.cancel_reason,
    paidAt: instant(order.paid_at),
    packedAt: instant(order.packed_at),
    shippedAt: instant(order.shipped_at),
    deliveredAt: instant(order.delivered_at),
    doneAt: instant(order.done_at),
    cancelledAt: instant(order.cancelled_at),
    refundedAt: instant(order.refunded_at),
  }
}

export function presentOrderSummary(order: OrderRow, lines: readonly OrderLineTable[], now: number): OrderSummary {
  const today = todayInShanghai(now)
  return {
    ...presentHead(order, now),
    lines: lines.map((line) => presentLine(line, today)).map(({ batchId, productId, name, spec, picture, quantity, priceCents, expiresOn }) => ({
      batchId,
      productId,
      name,
      spec,
      picture,
      quantity,
      priceCents,
      expiresOn,
    })),
  }
}

function presentHead(order: OrderRow, now: number) {
  return {
    number: order.number,
    status: order.status,
    actions: shopperActions(factsOf(order), now),
    createdAt: order.created_at.toISOString(),
    payBy: order.pay_by.toISOString(),
    // Rounded up: the last second that is shown is still one in which to pay.
    secondsToPay: order.status === 'unpaid' ? Math.max(0, Math.ceil((order.pay_by.getTime() - now) / 1000)) : null,
    totals: {
      quantity: order.quantity,
      goodsCents: order.goods_cents,
      savedCents: order.saved_cents,
      freightCents: order.freight_cents,
      couponCents: order.coupon_cents,
      totalCents: order.total_cents,
    },
  }
}

/** `today` in Shanghai: days left are counted to it. */
function presentLine(line: OrderLineTable, today: string): Omit<OrderLine, 'returnedQuantity'> {
  return {
    batchId: line.batch_id,
    batchCode: line.batch_code,
    productId: line.product_id,
    name: line.name,
    brand: line.brand,
    spec: line.spec,
    picture: pictureOf(line.icon, line.tint, line.name),
    quantity: line.quantity,
    priceCents: line.price_cents,
    listPriceCents: line.list_price_cents,
    productionDate: line.production_date,
    shelfLifeDays: line.shelf_life_days,
    expiresOn: line.expires_on,
    remainingDays: daysBetween(today, line.expires_on),
    remainingDaysOnArrival: line.days_on_arrival,
    nearExpiry: line.near_expiry,
    nearExpiryConfirmed: line.near_expiry_confirmed,
    couponCents: line.coupon_cents,
  }
}

/** Units that the shopper has his money back for. */
function returnedOf(line: OrderLineTable, refunds: readonly RefundRow[]): number {
  const back = refunds.filter(({ status }) => status === 'succeeded' || status === 'returned').flatMap(({ lines }) => lines)
  return back.reduce((sum, { batch_id: batchId, quantity }) => (batchId === line.batch_id ? sum + quantity : sum), 0)
}

/** What is left of the one payment that counts. */
function restOf(order: OrderRow, refunds: readonly RefundRow[]): number {
  if (order.paid_at === null) return 0
  const back = refunds.filter(({ kind, status }) => kind !== 'doublePayment' && status !== 'rejected')
  return back.reduce((rest, refund) => rest - refund.amount_cents, order.total_cents)
}

export function presentRefund(number: string, refund: RefundRow, vault: Vault): OrderRefund {
  return {
    kind: refund.kind,
    status: refund.status,
    amountCents: refund.amount_cents,
    lines: refund.lines.map((line) => ({ batchId: line.batch_id, quantity: line.quantity, amountCents: line.amount_cents })),
    reason: refund.reason,
    note: openRefundNote(vault, refund),
    photos: refund.photoIds.map((id) => presentRefundPhoto(number, id)),
    answer: refund.answer,
    requestedAt: refund.requested_at.toISOString(),
    finishedAt: instant(refund.finished_at),
  }
}

function instant(date: Date | null): string | null {
  return date?.toISOString() ?? null
}

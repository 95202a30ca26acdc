import type { RefundKind, RefundReason, RefundStatus } from '@contract/refunds'
import { nextStatus, type OrderEvent, type OrderStatus } from '@domain/orderState'
import { maskMobileNumber } from '@domain/phone'
import { sql } from 'kysely'
import { problem } from '../../../errors'
import { openRefundNote } from '../../payments/note'
import { openOrderContact } from '../contact'
import type { BackOfficeDeps } from '../deps'
import { findLines, findRefunds, type OrderPosition } from '../repository'
import { factsOf, type OrderRow } from '../transition'
import { may, type Operator } from './roles'
import { isRetryable, isStuck } from './stuckRefunds'

export interface MerchantOrder {
  id: string
  number: string
  status: OrderStatus
  createdAt: string
  totalCents: number
  quantity: number
}

export interface MerchantRefund {
  id: string
  kind: RefundKind
  status: RefundStatus
  reason: RefundReason | null
  amountCents: number
  /** Empty for a payment that came twice. */
  lines: { name: string; spec: string; quantity: number; amountCents: number }[]
  /** Goes back with the last of the goods. */
  freightCents: number
  requestedAt: string
  answer: string | null
  /** The shopper's own words: for those alone who decide. */
  note: string | null
  /** Ids of the photos; for the same. */
  photoIds: string[]
  /** How WeChat ended it without success. */
  failure: 'abnormal' | 'closed' | null
  /** Its last refusal, by its own code; for those who decide. */
  refusal: { code: string; at: string } | null
  /** Somebody has to see to it. */
  isStuck: boolean
  isRetryable: boolean
}

export interface MerchantOrderDetail extends MerchantOrder {
  /** What the coupon took off, and how it is called; null without one. */
  coupon: { title: string; amountCents: number } | null
  paidAt: string | null
  carrier: string | null
  trackingNumber: string | null
  /** Whether WeChat knows of the parcel; null where it need not. */
  shippingUpload: 'waiting' | 'done' | 'refused' | null
  /** Where to, without who: the district, and while there is something to settle the number, masked. */
  district: string
  phone: string | null
  remark: string | null
  lines: { name: string; spec: string; batchId: string; expiresOn: string; quantity: number; priceCents: number }[]
  /** The one that the state of the order speaks of, then the earlier ones, then those of payments that came twice. */
  refunds: MerchantRefund[]
  traces: { at: string; text: string; place: string | null }[]
  deeds: { at: string; operator: string; action: string }[]
  /** What the merchant may do with it now, whoever does it. */
  events: OrderEvent[]
}

export interface MerchantOrderQuery {
  statuses: readonly OrderStatus[]
  /** Of what is to be done the oldest comes first, of what is over the latest. */
  isLatestFirst?: boolean
  after?: OrderPosition | null
  limit: number
}

const ASKED_BY_PHONE: readonly OrderStatus[] = ['paid', 'packed', 'shipped', 'delivered', 'refunding']
const MERCHANT_EVENTS: readonly OrderEvent[] = ['pack', 'ship', 'deliver', 'cancel', 'callOff']

/** Orders of all shoppers. */
export async function listForMerchant(deps: BackOfficeDeps, { statuses, isLatestFirst = false, after, limit }: MerchantOrderQuery): Promise<MerchantOrder[]> {
  const direction = isLatestFirst ? 'desc' : 'asc'
  let query = deps.db.selectFrom('shop_order').selectAll().where('status', 'in', statuses).orderBy('created_at', direction).orderBy('id', direction).limit(limit)
  if (after) query = query.where((eb) => eb(eb.refTuple('created_at', 'id'), isLatestFirst ? '<' : '>', eb.tuple(after.createdAt, after.id)))
  return (await query.execute()).map(head)
}

/** How many orders stand in each of these states. */
export async function countForMerchant(deps: BackOfficeDeps, statuses: readonly OrderStatus[]): Promise<Map<OrderStatus, number>> {
  const rows = await deps.db
    .selectFrom('shop_order')
    .select(['status', sql<number>`count(*)::int`.as('count')])
    .where('status', 'in', statuses)
    .groupBy('status')
    .execute()
  return new Map(rows.map((row) => [row.status, row.count]))
}

/** What is needed to pack and to decide, without personal data beyond that. Throws `not_found`. */
export async function showForMerchant(deps: BackOfficeDeps, operator: Operator, number: string): Promise<MerchantOrderDetail> {
  const order = await deps.db.selectFrom('shop_order').selectAll().where('number', '=', number).executeTakeFirst()
  if (!order) throw problem('not_found')
  const [lines, refunds, traces, deeds, upload] = await Promise.all([
    findLines(deps.db, [order.id]),
    readRefunds(deps, operator, order.id),
    deps.db.selectFrom('order_trace').select(['at', 'text', 'place']).where('order_id', '=', order.id).orderBy('at', 'desc').orderBy('id', 'desc').execute(),
    deps.db.selectFrom('merchant_event').select(['at', 'operator', 'action']).where('order_number', '=', number).orderBy('at').orderBy('id').execute(),
    deps.db.selectFrom('shipping_upload').select('status').where('order_id', '=', order.id).executeTakeFirst(),
  ])
  const { address, remark } = openOrderContact(deps.vault, order)
  const now = deps.clock.now()
  return {
    ...head(order),
    coupon: order.coupon_title === null ? null : { title: order.coupon_title, amountCents: order.coupon_cents },
    paidAt: order.paid_at?.toISOString() ?? null,
    carrier: order.carrier,
    trackingNumber: order.tracking_number,
    shippingUpload: upload?.status ?? null,
    district: [...new Set([address.province, address.city, address.district])].filter(Boolean).join(' '),
    phone: ASKED_BY_PHONE.includes(order.status) ? maskMobileNumber(address.phone) : null,
    remark,
    lines: lines.map((line) => ({ name: line.name, spec: line.spec, batchId: line.batch_id, expiresOn: line.expires_on, quantity: line.quantity, priceCents: line.price_cents })),
    refunds,
    traces: traces.map(({ at, ...rest }) => ({ at: at.toISOString(), ...rest })),
    deeds: deeds.map(({ at, ...rest }) => ({ at: at.toISOString(), ...rest })),
    events: MERCHANT_EVENTS.filter((event) => nextStatus(factsOf(order), event, 'merchant', now) !== null),
  }
}

async function readRefunds(deps: BackOfficeDeps, operator: Operator, orderId: string): Promise<MerchantRefund[]> {
  const decides = may(operator, 'viewRefund')
  return (await findRefunds(deps.db, orderId)).map((refund) => ({
    id: refund.id,
    kind: refund.kind,
    status: refund.status,
    reason: refund.reason,
    amountCents: refund.amount_cents,
    lines: refund.lines.map(({ name, spec, quantity, amount_cents: amountCents }) => ({ name, spec, quantity, amountCents })),
    freightCents: refund.lines.length === 0 ? 0 : refund.lines.reduce((rest, line) => rest - line.amount_cents, refund.amount_cents),
    requestedAt: refund.requested_at.toISOString(),
    answer: refund.answer,
    note: decides ? openRefundNote(deps.vault, refund) : null,
    photoIds: decides ? refund.photoIds : [],
    failure: refund.failure,
    refusal: decides && refund.refusal !== null && refund.refused_at !== null ? { code: refund.refusal, at: refund.refused_at.toISOString() } : null,
    isStuck: isStuck(refund),
    isRetryable: isRetryable(refund),
  }))
}

function head(order: OrderRow): MerchantOrder {
  return { id: order.id, number: order.number, status: order.status, createdAt: order.created_at.toISOString(), totalCents: order.total_cents, quantity: order.quantity }
}

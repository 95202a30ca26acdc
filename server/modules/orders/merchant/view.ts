import type { OrderGroup } from '@contract/orders'
import { maskMobileNumber } from '@domain/phone'
import { statusesOf } from '@domain/orderState'
import { problem } from '../../../errors'
import { openOrderContact } from '../contact'
import type { BackOfficeDeps } from '../deps'
import { findLines } from '../repository'
import type { OrderRow } from '../transition'

export interface MerchantOrder {
  number: string
  status: OrderRow['status']
  createdAt: string
  totalCents: number
  quantity: number
}

export interface MerchantOrderDetail extends MerchantOrder {
  /** Where to, without who: the district, and the number masked. */
  district: string
  phone: string
  remark: string | null
  lines: { name: string; spec: string; batchId: string; expiresOn: string; quantity: number; priceCents: number }[]
  refund: { status: string; reason: string | null } | null
  deeds: { at: string; operator: string; action: string }[]
}

const AT_MOST = 100

/** Orders of all shoppers, the oldest first: that is the one to pack next. */
export async function listForMerchant(deps: BackOfficeDeps, group: OrderGroup): Promise<MerchantOrder[]> {
  const rows = await deps.db.selectFrom('shop_order').selectAll().where('status', 'in', statusesOf(group)).orderBy('created_at').orderBy('id').limit(AT_MOST).execute()
  return rows.map(head)
}

/** What is needed to pack, without personal data beyond the district. Throws `not_found`. */
export async function showForMerchant(deps: BackOfficeDeps, number: string): Promise<MerchantOrderDetail> {
  const order = await deps.db.selectFrom('shop_order').selectAll().where('number', '=', number).executeTakeFirst()
  if (!order) throw problem('not_found')
  const [lines, refund, deeds] = await Promise.all([
    findLines(deps.db, [order.id]),
    deps.db.selectFrom('refund').select(['status', 'reason']).where('order_id', '=', order.id).orderBy('requested_at', 'desc').executeTakeFirst(),
    deps.db.selectFrom('merchant_event').select(['at', 'operator', 'action']).where('order_number', '=', number).orderBy('at').orderBy('id').execute(),
  ])
  const { address, remark } = openOrderContact(deps.vault, order)
  return {
    ...head(order),
    district: [address.province, address.city, address.district].filter(Boolean).join(' '),
    phone: maskMobileNumber(address.phone),
    remark,
    lines: lines.map((line) => ({ name: line.name, spec: line.spec, batchId: line.batch_id, expiresOn: line.expires_on, quantity: line.quantity, priceCents: line.price_cents })),
    refund: refund ?? null,
    deeds: deeds.map(({ at, operator, action }) => ({ at: at.toISOString(), operator, action })),
  }
}

function head(order: OrderRow): MerchantOrder {
  return { number: order.number, status: order.status, createdAt: order.created_at.toISOString(), totalCents: order.total_cents, quantity: order.quantity }
}

import type { PersonalData } from '@contract/privacy'
import type { OrderStatus } from '@domain/orderState'
import { sql, type Kysely, type Transaction } from 'kysely'
import type { Database } from '../../database/schema'
import type { PersonalDataDeps, PersonalDataSection } from '../privacy/section'
import { presentOrder } from './present'
import { findLines, findRefundLines } from './repository'

/** Nothing is to be delivered or paid back any more. */
const OVER: OrderStatus[] = ['done', 'cancelled', 'refunded']

/**
 * Orders, payments and refunds. The law keeps what was sold and paid for years; who it was, it does not need. While an order
 * is under way it does: somebody waits for a parcel or for money.
 */
export const ordersData: PersonalDataSection = {
  tables: ['shop_order', 'order_line', 'near_expiry_confirmation', 'order_trace', 'shipping_upload', 'payment', 'refund', 'refund_line', 'refund_photo'],
  async export(db, deps, userId) {
    return { orders: await exportOrders(db, deps, userId) }
  },
  async hindrance(db, userId) {
    const row = await db.selectFrom('shop_order').select('id').where('user_id', '=', userId).where('status', 'not in', OVER).limit(1).executeTakeFirst()
    return row ? 'orders_unfinished' : null
  },
  erase: eraseOrders,
}

/**
 * Left are goods, prices, times, the province, and the numbers under which WeChat knows the payments, which the books need.
 * The way of the parcel goes as well: by its number the carrier finds the recipient.
 */
async function eraseOrders(trx: Transaction<Database>, userId: string): Promise<void> {
  const orders = trx.selectFrom('shop_order').select('id').where('user_id', '=', userId)
  await trx.deleteFrom('refund_photo').where('order_id', 'in', orders).execute()
  await trx.deleteFrom('order_trace').where('order_id', 'in', orders).execute()
  await trx.deleteFrom('shipping_upload').where('order_id', 'in', orders).execute()
  // The merchant's answer may address the shopper by name.
  await trx.updateTable('refund').set({ note: null, answer: null }).where('order_id', 'in', orders).execute()
  await trx.updateTable('payment').set({ openid: null, prepay: null }).where('order_id', 'in', orders).execute()
  await trx
    .updateTable('shop_order')
    .set({
      user_id: null,
      contact: null,
      tracking_number: null,
      region_code: sql<string>`left(region_code, 2) || '0000'`,
      // Made on the shopper's device, and of his request with the id of his address.
      idempotency_key: sql<string>`id::text`,
      request_hash: '',
    })
    .where('user_id', '=', userId)
    .execute()
}

async function exportOrders(db: Kysely<Database>, { vault }: PersonalDataDeps, userId: string): Promise<PersonalData['orders']> {
  const orders = await db.selectFrom('shop_order').selectAll().where('user_id', '=', userId).orderBy('created_at', 'desc').orderBy('id', 'desc').execute()
  const ids = orders.map((order) => order.id)
  if (ids.length === 0) return []
  const lines = groupByOrder(await findLines(db, ids))
  const confirmations = groupByOrder(await db.selectFrom('near_expiry_confirmation').selectAll().where('order_id', 'in', ids).execute())
  const traces = groupByOrder(await db.selectFrom('order_trace').selectAll().where('order_id', 'in', ids).orderBy('at', 'desc').orderBy('id', 'desc').execute())
  const payments = groupByOrder(await db.selectFrom('payment').selectAll().where('order_id', 'in', ids).orderBy('created_at').execute())
  const refunds = groupByOrder(await db.selectFrom('refund').selectAll().where('order_id', 'in', ids).orderBy('requested_at').execute())
  const refundLines = await findRefundLines(db, ids)
  const photos = groupByOrder(await db.selectFrom('refund_photo').select(['id', 'order_id', 'refund_id']).where('order_id', 'in', ids).orderBy('position').execute())
  return orders.map((order) => {
    const of = <Row>(rows: Map<string, Row[]>): Row[] => rows.get(order.id) ?? []
    const back = of(refunds).map((refund) => ({
      ...refund,
      lines: refundLines.filter((line) => line.refund_id === refund.id),
      photoIds: of(photos).flatMap((photo) => (photo.refund_id === refund.id ? photo.id : [])),
    }))
    // What the screen offers at a moment is no part of what is kept.
    const { actions: _actions, secondsToPay: _seconds, refund: _refund, refundableCents: _rest, refunds: shownRefunds, lines: shown, ...kept } = presentOrder({ order, lines: of(lines), confirmation: of(confirmations)[0], refunds: back }, vault, 0)
    return {
      ...kept,
      lines: shown.map(({ remainingDays: _days, ...line }) => line),
      trace: of(traces).map(({ at, text, place }) => ({ at: at.toISOString(), text, place })),
      payments: of(payments).map((payment) => ({
        tradeNo: payment.trade_no,
        transactionId: payment.transaction_id,
        channel: payment.channel,
        openid: payment.openid,
        amountCents: payment.amount_cents,
        status: payment.status,
        createdAt: payment.created_at.toISOString(),
        paidAt: payment.paid_at?.toISOString() ?? null,
      })),
      refunds: shownRefunds,
        shippingMessage: order.shipping_message,
    }
  })
}

function groupByOrder<Row extends { order_id: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) groups.set(row.order_id, [...(groups.get(row.order_id) ?? []), row])
  return groups
}

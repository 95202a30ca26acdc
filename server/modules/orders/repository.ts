import { sql, type Kysely, type Selectable, type Transaction } from 'kysely'
import type { OrderGroup } from '@contract/orders'
import { statusesOf, type OrderStatus } from '@domain/orderState'
import type { Database } from '../../database/schema'
import { LostRace } from '../../database/transaction'
import type { RefundTable } from '../payments/tables'
import type { NearExpiryConfirmationTable, OrderLineTable, ShopOrderTable } from './tables'

type Db = Kysely<Database>
type Trx = Transaction<Database>

export async function findByKey(trx: Trx, userId: string, key: string): Promise<Pick<ShopOrderTable, 'number' | 'request_hash'> | undefined> {
  return trx.selectFrom('shop_order').select(['number', 'request_hash']).where('user_id', '=', userId).where('idempotency_key', '=', key).executeTakeFirst()
}

/** Orders that still hold goods. One whose time is over counts for nothing, swept or not. */
export async function countUnpaid(trx: Trx, userId: string, now: number): Promise<number> {
  const row = await trx
    .selectFrom('shop_order')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('user_id', '=', userId)
    .where('status', '=', 'unpaid')
    .where('pay_by', '>', new Date(now))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

type NewOrderRow = Omit<
  ShopOrderTable,
  | 'status'
  | 'status_before_refund'
  | 'cancel_reason'
  | 'carrier'
  | 'tracking_number'
  | 'paid_at'
  | 'packed_at'
  | 'shipped_at'
  | 'delivered_at'
  | 'done_at'
  | 'cancelled_at'
  | 'refunded_at'
>

/** An unpaid order with its parts. A number that is taken (once in a quadrillion) loses the race and is drawn again. */
export async function insertOrder(trx: Trx, { order, lines, confirmation }: { order: NewOrderRow; lines: OrderLineTable[]; confirmation: NearExpiryConfirmationTable | null }): Promise<void> {
  const made = await trx
    .insertInto('shop_order')
    .values({ ...order, status: 'unpaid' })
    .onConflict((oc) => oc.column('number').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw new LostRace()
  await trx.insertInto('order_line').values(lines).execute()
  if (confirmation) await trx.insertInto('near_expiry_confirmation').values(confirmation).execute()
}

/** The shopper's own order, or undefined: another's does not exist here. */
export async function findOwn(db: Db, userId: string, number: string): Promise<ShopOrderTable | undefined> {
  return db.selectFrom('shop_order').selectAll().where('user_id', '=', userId).where('number', '=', number).executeTakeFirst()
}

export async function findLines(db: Db, orderIds: readonly string[]): Promise<OrderLineTable[]> {
  if (orderIds.length === 0) return []
  return db.selectFrom('order_line').selectAll().where('order_id', 'in', [...orderIds]).orderBy('order_id').orderBy('position').execute()
}

export async function findConfirmation(db: Db, orderId: string): Promise<NearExpiryConfirmationTable | undefined> {
  return db.selectFrom('near_expiry_confirmation').selectAll().where('order_id', '=', orderId).executeTakeFirst()
}

/** The newest refund that the order's state speaks of; one of a payment that came twice only where there is no other. */
export async function findRefund(db: Db, orderId: string): Promise<Selectable<RefundTable> | undefined> {
  return refundsOf(db, orderId).limit(1).executeTakeFirst()
}

/** That one first, and after it those of payments that came twice: each has an end of its own. */
export async function findRefunds(db: Db, orderId: string): Promise<Selectable<RefundTable>[]> {
  return (await refundsOf(db, orderId).execute()).filter((refund, i) => i === 0 || refund.kind === 'doublePayment')
}

function refundsOf(db: Db, orderId: string) {
  return db
    .selectFrom('refund')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy(sql`kind = 'doublePayment'`)
    .orderBy('requested_at', 'desc')
    .orderBy('id', 'desc')
}

/** In the order in which the shopper put them. */
export async function findRefundPhotoIds(db: Db, refundId: string): Promise<string[]> {
  const orderId = db.selectFrom('refund').select('order_id').where('id', '=', refundId)
  const rows = await db.selectFrom('refund_photo').select('id').where('order_id', '=', orderId).where('refund_id', '=', refundId).orderBy('position').execute()
  return rows.map((row) => row.id)
}

export interface OrderPosition {
  createdAt: Date
  id: string
}

/** Latest first, from below `after`. */
export async function listOwn(db: Db, userId: string, group: OrderGroup | undefined, after: OrderPosition | null, limit: number): Promise<ShopOrderTable[]> {
  let query = db.selectFrom('shop_order').selectAll().where('user_id', '=', userId).orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit)
  if (group) query = query.where('status', 'in', statusesOf(group))
  if (after) query = query.where((eb) => eb(eb.refTuple('created_at', 'id'), '<', eb.tuple(after.createdAt, after.id)))
  return query.execute()
}

/** How many of a shopper's orders are in each state that a badge counts. */
export async function countOpen(db: Db, userId: string): Promise<Map<OrderStatus, number>> {
  const rows = await db
    .selectFrom('shop_order')
    .select(['status', (eb) => eb.fn.countAll<number>().as('count')])
    .where('user_id', '=', userId)
    .where('status', 'not in', ['done', 'cancelled', 'refunded'])
    .groupBy('status')
    .execute()
  return new Map(rows.map((row) => [row.status, Number(row.count)]))
}

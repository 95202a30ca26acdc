import { sql, type Kysely, type Selectable, type Transaction } from 'kysely'
import type { OrderGroup } from '@contract/orders'
import { statusesOf, type OrderStatus } from '@domain/orderState'
import type { Database } from '../../database/schema'
import { LostRace } from '../../database/transaction'
import type { RefundLineTable, RefundTable } from '../payments/tables'
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
  | 'shipping_message'
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
    .values({ ...order, status: 'unpaid', shipping_message: false })
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

/** With the name that the goods were sold under. */
type RefundLineRow = RefundLineTable & Pick<OrderLineTable, 'name' | 'spec'>

export interface RefundRow extends Selectable<RefundTable> {
  lines: RefundLineRow[]
  /** In the order in which the shopper put them. */
  photoIds: string[]
}

/** The newest that the order's state speaks of, then the earlier ones, then those of payments that came twice, which have an end of their own. */
export async function findRefunds(db: Db, orderId: string): Promise<RefundRow[]> {
  const [refunds, lines, photos] = await Promise.all([
    db.selectFrom('refund').selectAll().where('order_id', '=', orderId).orderBy(sql`kind = 'doublePayment'`).orderBy('requested_at', 'desc').orderBy('id', 'desc').execute(),
    findRefundLines(db, [orderId]),
    db.selectFrom('refund_photo').select(['id', 'refund_id']).where('order_id', '=', orderId).where('refund_id', 'is not', null).orderBy('position').execute(),
  ])
  return refunds.map((refund) => ({
    ...refund,
    lines: lines.filter((line) => line.refund_id === refund.id),
    photoIds: photos.filter((photo) => photo.refund_id === refund.id).map((photo) => photo.id),
  }))
}

/** What goes back with the refunds of these orders, as the goods stand in them. */
export async function findRefundLines(db: Db, orderIds: readonly string[]): Promise<RefundLineRow[]> {
  return db
    .selectFrom('refund_line as b')
    .innerJoin('refund as r', 'r.id', 'b.refund_id')
    .innerJoin('order_line as l', (join) => join.onRef('l.order_id', '=', 'r.order_id').onRef('l.batch_id', '=', 'b.batch_id'))
    .selectAll('b')
    .select(['l.name', 'l.spec'])
    .where('r.order_id', 'in', [...orderIds])
    .orderBy('l.position')
    .execute()
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

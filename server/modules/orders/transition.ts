import type { Selectable, Transaction } from 'kysely'
import { nextStatus, type OrderActor, type OrderEvent, type OrderFacts } from '@domain/orderState'
import type { Database } from '../../database/schema'
import { LostRace } from '../../database/transaction'
import { problem } from '../../errors'
import { releaseCoupon } from '../coupons/hold'
import type { StockLine } from './stock'
import type { ShopOrderTable } from './tables'

type Trx = Transaction<Database>
export type OrderRow = Selectable<ShopOrderTable>

/** Which column notes when an event happened. */
const INSTANTS: Partial<Record<OrderEvent, keyof ShopOrderTable>> = {
  pay: 'paid_at',
  cancel: 'cancelled_at',
  expire: 'cancelled_at',
  pack: 'packed_at',
  ship: 'shipped_at',
  deliver: 'delivered_at',
  receive: 'done_at',
  finish: 'done_at',
  refund: 'refunded_at',
}

export interface Whose {
  number: string
  userId?: string
}

/**
 * Takes the order's row for the rest of the transaction: whatever happens to one order happens one after the other.
 * Throws `not_found`, also for another shopper's.
 */
export async function lockOrder(trx: Trx, { number, userId }: Whose): Promise<OrderRow> {
  let query = trx.selectFrom('shop_order').selectAll().where('number', '=', number)
  if (userId !== undefined) query = query.where('user_id', '=', userId)
  const row = await query.forUpdate().executeTakeFirst()
  if (!row) throw problem('not_found')
  return row
}

/** The same, after its owner's row: for what leaves him a notice, which waits for that row. */
export async function lockOrderOfOwner(trx: Trx, whose: Whose): Promise<OrderRow> {
  const seen = await trx.selectFrom('shop_order').select('user_id').where('number', '=', whose.number).executeTakeFirst()
  if (seen?.user_id) await trx.selectFrom('user_account').select('id').where('id', '=', seen.user_id).forKeyShare().executeTakeFirst()
  const order = await lockOrder(trx, whose)
  // His account was joined into another meanwhile.
  if (order.user_id !== seen?.user_id) throw new LostRace()
  return order
}

export async function lockOrderById(trx: Trx, id: string): Promise<OrderRow> {
  return trx.selectFrom('shop_order').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow()
}

/**
 * Moves a locked order by the table in `domain/orderState`; one that comes to nothing gives its coupon back. Before any stock is
 * moved: a coupon is locked before the products. Throws `order_state_conflict` for a step that is not there.
 */
export async function moveOrder(trx: Trx, order: OrderRow, event: OrderEvent, actor: OrderActor, now: number, change: Partial<ShopOrderTable> = {}): Promise<OrderRow> {
  const status = nextStatus(factsOf(order), event, actor, now)
  if (status === null) throw problem('order_state_conflict', { detail: `an order that is ${order.status} cannot ${event}` })
  const instant = INSTANTS[event]
  const values: Partial<ShopOrderTable> = {
    ...change,
    status,
    ...(instant ? { [instant]: new Date(now) } : {}),
    ...(status === 'refunding' ? { status_before_refund: order.status } : {}),
    ...(event === 'rejectRefund' || event === 'refundPart' ? { status_before_refund: null } : {}),
  }
  await trx.updateTable('shop_order').set(values).where('id', '=', order.id).execute()
  // Never paid, or paid back whole before anything left the house.
  const isUndone = status === 'cancelled' || (status === 'refunded' && order.shipped_at === null)
  if (isUndone && order.coupon_id !== null) await releaseCoupon(trx, order.id)
  return { ...order, ...values }
}

export function factsOf(order: OrderRow): OrderFacts {
  return {
    status: order.status,
    statusBeforeRefund: order.status_before_refund,
    payBy: order.pay_by.getTime(),
    shippedAt: order.shipped_at?.getTime() ?? null,
    deliveredAt: order.delivered_at?.getTime() ?? null,
    doneAt: order.done_at?.getTime() ?? null,
  }
}

export async function stockLinesOf(trx: Trx, orderId: string): Promise<StockLine[]> {
  return trx.selectFrom('order_line').select(['batch_id as batchId', 'product_id as productId', 'quantity']).where('order_id', '=', orderId).execute()
}

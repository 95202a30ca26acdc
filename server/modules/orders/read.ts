import type { Order, OrderCounts, OrderPage, OrderQuery, OrderTrace } from '@contract/orders'
import { carrierName } from '@domain/carriers'
import { orderNumberIn } from '@domain/orderNumber'
import { problem } from '../../errors'
import type { OrderDeps } from './deps'
import { expireDue } from './expire'
import { presentOrder, presentOrderSummary } from './present'
import { countOpen, findConfirmation, findLines, findOwn, findRefunds, listOwn, type OrderPosition } from './repository'
import type { OrderRow } from './transition'

const DEFAULT_LIMIT = 20

/** The shopper's own order by its number, or by a trade number of it. Throws `not_found`. */
export async function readOrder(deps: OrderDeps, userId: string, number: string): Promise<Order> {
  const order = await mustFindOwn(deps, userId, number)
  const [lines, confirmation, refunds] = await Promise.all([findLines(deps.db, [order.id]), findConfirmation(deps.db, order.id), findRefunds(deps.db, order.id)])
  return presentOrder({ order, lines, confirmation, refunds }, deps.vault, deps.clock.now())
}

/** The number as it is stored, from what a client or WeChat calls it. */
export function canonicalNumber(given: string): string {
  const number = orderNumberIn(given)
  if (number === null) throw problem('not_found')
  return number
}

export async function mustFindOwn(deps: OrderDeps, userId: string, number: string): Promise<OrderRow> {
  const order = await findOwn(deps.db, userId, number)
  if (!order) throw problem('not_found')
  return order
}

/** One page of the shopper's orders, latest first. */
export async function listOrders(deps: OrderDeps, userId: string, { status, cursor, limit = DEFAULT_LIMIT }: OrderQuery): Promise<OrderPage> {
  await expireDue(deps, { userId })
  const scope = `orders/${userId}/${status ?? ''}`
  const after = cursor === undefined ? null : toPosition(deps.cursors.open(scope, cursor))
  // One more than asked for tells whether there is another page.
  const rows = await listOwn(deps.db, userId, status, after, limit + 1)
  const shown = rows.slice(0, limit)
  const lines = await findLines(deps.db, shown.map((row) => row.id))
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    items: shown.map((row) => presentOrderSummary(row, lines.filter((line) => line.order_id === row.id), deps.clock.now())),
    nextCursor: last ? deps.cursors.seal(scope, [last.created_at.toISOString(), last.id]) : null,
  }
}

export async function countOrders(deps: OrderDeps, userId: string): Promise<OrderCounts> {
  await expireDue(deps, { userId })
  const counts = await countOpen(deps.db, userId)
  const sum = (...statuses: OrderRow['status'][]) => statuses.reduce((total, status) => total + (counts.get(status) ?? 0), 0)
  return { unpaid: sum('unpaid'), toShip: sum('paid', 'packed'), toReceive: sum('shipped', 'delivered'), refund: sum('refunding') }
}

/** Where the parcel is, newest first. Empty before it was shipped. */
export async function readTrace(deps: OrderDeps, userId: string, number: string): Promise<OrderTrace> {
  const order = await mustFindOwn(deps, userId, number)
  const rows = await deps.db.selectFrom('order_trace').selectAll().where('order_id', '=', order.id).orderBy('at', 'desc').orderBy('id', 'desc').execute()
  return {
    carrier: order.carrier === null ? null : carrierName(order.carrier),
    trackingNumber: order.tracking_number,
    items: rows.map(({ at, text, place }) => ({ at: at.toISOString(), text, place })),
    nextCursor: null,
  }
}

function toPosition([createdAt = '', id = '']: (string | number)[]): OrderPosition {
  return { createdAt: new Date(createdAt), id: String(id) }
}

import { sql, type Kysely } from 'kysely'
import type { Database } from '../../database/schema'
import { returnedUnits } from '../orders/returnedUnits'
import type { OrderLineTable } from '../orders/tables'
import type { ExpiryReminderTable } from './tables'

type Db = Kysely<Database>

/** Units of a line `l` that stay with the shopper: what went back, or is on its way, is no food of his. */
const keptUnits = sql<number>`(l.quantity - ${returnedUnits('l.order_id', 'l.batch_id')})`

/**
 * A line `l` of an order `o` is with the shopper, and some of it stays there. An order some of whose goods are on their way back
 * is `refunding` as a whole, and the others are his food all the same.
 */
export const isAtHome = sql<boolean>`(
  (o.status in ('delivered', 'done') or (o.status = 'refunding' and o.status_before_refund in ('delivered', 'done')))
  and ${keptUnits} > 0
)`

export interface DatePosition {
  expiresOn: string
  orderId: string
  /** Place of the line in its order. */
  line: number
}

export interface DateRow
  extends Pick<OrderLineTable, 'order_id' | 'position' | 'batch_id' | 'batch_code' | 'product_id' | 'name' | 'spec' | 'icon' | 'tint' | 'quantity' | 'production_date' | 'shelf_life_days' | 'expires_on'> {
  number: string
  reminder_status: ExpiryReminderTable['status'] | null
  remind_on: string | null
}

/** Lines that the shopper has at home. One join over his own orders, whatever it is narrowed to. */
function linesAtHome(db: Db, userId: string) {
  return db
    .selectFrom('shop_order as o')
    .innerJoin('order_line as l', 'l.order_id', 'o.id')
    .where('o.user_id', '=', userId)
    .where(isAtHome)
}

interface Range {
  userId: string
  /** In Shanghai, `YYYY-MM-DD`. */
  from: string
  /** Left out of the range; null: without end. */
  before: string | null
  after: DatePosition | null
  limit: number
}

/** What expires first comes first; with `latestFirst`, last. */
export async function listDates(db: Db, { userId, from, before, after, limit }: Range, { latestFirst = false } = {}): Promise<DateRow[]> {
  const direction = latestFirst ? 'desc' : 'asc'
  let query = linesAtHome(db, userId)
    .leftJoin('finished_line as f', (join) => join.onRef('f.order_id', '=', 'l.order_id').onRef('f.batch_id', '=', 'l.batch_id'))
    .leftJoin('expiry_reminder as r', (join) => join.onRef('r.order_id', '=', 'l.order_id').onRef('r.batch_id', '=', 'l.batch_id'))
    .select(['r.status as reminder_status', 'r.remind_on'])
    .select(['o.number', 'l.order_id', 'l.position', 'l.batch_id', 'l.batch_code', 'l.product_id', 'l.name', 'l.spec', 'l.icon', 'l.tint', keptUnits.as('quantity'), 'l.production_date', 'l.shelf_life_days', 'l.expires_on'])
    .where('f.order_id', 'is', null)
    .where('l.expires_on', '>=', from)
    .orderBy('l.expires_on', direction)
    .orderBy('l.order_id', direction)
    .orderBy('l.position', direction)
    .limit(limit)
  if (before !== null) query = query.where('l.expires_on', '<', before)
  if (after) {
    const { expiresOn, orderId, line } = after
    query = query.where((eb) => eb(eb.refTuple('l.expires_on', 'l.order_id', 'l.position'), latestFirst ? '<' : '>', eb.tuple(expiresOn, orderId, line)))
  }
  return query.execute()
}

/** The shopper's own line at home; undefined for anybody else's, and for one that has not arrived or went back. */
export async function findDate(db: Db, userId: string, number: string, batchId: string): Promise<{ order_id: string; batch_id: string; expires_on: string; shelf_life_days: number } | undefined> {
  return linesAtHome(db, userId)
    .select(['l.order_id', 'l.batch_id', 'l.expires_on', 'l.shelf_life_days'])
    .where('o.number', '=', number)
    .where('l.batch_id', '=', batchId)
    .executeTakeFirst()
}

export async function insertFinished(db: Db, line: { order_id: string; batch_id: string }, finishedAt: Date): Promise<void> {
  await db
    .insertInto('finished_line')
    .values({ order_id: line.order_id, batch_id: line.batch_id, finished_at: finishedAt })
    .onConflict((oc) => oc.columns(['order_id', 'batch_id']).doNothing())
    .execute()
}

export async function deleteFinished(db: Db, line: { order_id: string; batch_id: string }): Promise<void> {
  await db.deleteFrom('finished_line').where('order_id', '=', line.order_id).where('batch_id', '=', line.batch_id).execute()
}

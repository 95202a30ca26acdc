import { sql, type Kysely, type Transaction } from 'kysely'
import type { CouponStatus } from '@contract/coupons'
import type { Database } from '../../database/schema'

type Db = Kysely<Database>
type Trx = Transaction<Database>

/** What can be claimed on this day, what ends first at the front. */
export async function listClaimable(db: Db, today: string, limit: number) {
  return db
    .selectFrom('coupon as c')
    .leftJoin('category as k', 'k.slug', 'c.category')
    .select(['c.id', 'c.title', 'c.amount_cents', 'c.threshold_cents', 'c.category', 'k.name as category_name'])
    .select(['c.claim_until', 'c.starts_on', 'c.ends_on', 'c.valid_days', 'c.quantity', 'c.claimed'])
    .where('c.status', '=', 'active')
    .where('c.claim_until', '>=', today)
    .where('c.claim_from', '<=', today)
    .whereRef('c.claimed', '<', 'c.quantity')
    .orderBy('c.claim_until')
    .orderBy('c.id')
    .limit(limit)
    .execute()
}

export type ClaimableRow = Awaited<ReturnType<typeof listClaimable>>[number]

function own(db: Db, userId: string) {
  return db
    .selectFrom('shopper_coupon as s')
    .innerJoin('coupon as c', 'c.id', 's.coupon_id')
    .leftJoin('category as k', 'k.slug', 'c.category')
    // Not the number of an order that is another's: after a merge was undone the two may lie apart.
    .leftJoin('shop_order as o', (join) => join.onRef('o.id', '=', 's.order_id').onRef('o.user_id', '=', 's.user_id'))
    .select(['c.id', 'c.title', 'c.amount_cents', 'c.threshold_cents', 'c.category', 'k.name as category_name'])
    .select(['s.claimed_at', 's.starts_on', 's.ends_on', 's.order_id', 's.used_at', 'o.number as order_number'])
    .where('s.user_id', '=', userId)
}

export type OwnRow = Awaited<ReturnType<typeof findOwnCoupon>> & object

export async function findOwnCoupon(db: Db, userId: string, couponId: string) {
  return own(db, userId).where('s.coupon_id', '=', couponId).executeTakeFirst()
}

/** Free and not over, what ends first at the front; also those whose days have not come. */
export async function listFree(db: Db, userId: string, today: string, limit: number): Promise<OwnRow[]> {
  return own(db, userId).where('s.order_id', 'is', null).where('s.ends_on', '>=', today).orderBy('s.ends_on').orderBy('s.coupon_id').limit(limit).execute()
}

/** Everything, for the export. */
export async function listAll(db: Db, userId: string): Promise<OwnRow[]> {
  return own(db, userId).orderBy('s.claimed_at', 'desc').orderBy('s.coupon_id').execute()
}

/** By day for what is free and what is over, by instant for what is used. */
export interface CouponPosition {
  key: string
  id: string
}

/** One page: the free ones as they end, the used as they were used and the expired as they ended, the latest first. */
export async function listOwnCoupons(db: Db, userId: string, status: CouponStatus, today: string, after: CouponPosition | null, limit: number): Promise<OwnRow[]> {
  const query = own(db, userId).limit(limit)
  if (status === 'used') return inOrder(query.where('s.order_id', 'is not', null), 's.used_at', 'desc', after && { ...after, key: new Date(after.key) })
  const free = query.where('s.order_id', 'is', null)
  return status === 'unused' ? inOrder(free.where('s.ends_on', '>=', today), 's.ends_on', 'asc', after) : inOrder(free.where('s.ends_on', '<', today), 's.ends_on', 'desc', after)
}

type OwnQuery = ReturnType<typeof own>

function inOrder(query: OwnQuery, key: 's.used_at' | 's.ends_on', direction: 'asc' | 'desc', after: { key: Date | string; id: string } | null): Promise<OwnRow[]> {
  let ordered = query.orderBy(key, direction).orderBy('s.coupon_id', direction)
  if (after) {
    const type = key === 's.used_at' ? sql`timestamptz` : sql`date`
    ordered = ordered.where(sql<boolean>`(${sql.ref(key)}, s.coupon_id) ${direction === 'asc' ? sql`>` : sql`<`} (${after.key}::${type}, ${after.id}::uuid)`)
  }
  return ordered.execute()
}

export async function listClaimedIds(db: Db, userId: string): Promise<string[]> {
  const rows = await db.selectFrom('shopper_coupon').select('coupon_id').where('user_id', '=', userId).orderBy('claimed_at', 'desc').orderBy('coupon_id').execute()
  return rows.map((row) => row.coupon_id)
}

/** One less is left. False where none was, or nobody may claim it on this day: one conditional update, whatever the crowd. */
export async function takeOne(trx: Trx, couponId: string, today: string): Promise<boolean> {
  const taken = await trx
    .updateTable('coupon')
    .set((eb) => ({ claimed: eb('claimed', '+', 1) }))
    .where('id', '=', couponId)
    .where('status', '=', 'active')
    .where('claim_from', '<=', today)
    .where('claim_until', '>=', today)
    .whereRef('claimed', '<', 'quantity')
    .executeTakeFirst()
  return taken.numUpdatedRows === 1n
}

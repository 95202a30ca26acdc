import type { Kysely } from 'kysely'
import type { Database } from '../../database/schema'
import type { MergePair, MergePart } from '../merges/part'

const EXAMPLES = 3

/** Coupon ids. */
type MovedCoupons = string[]

/**
 * All that the survivor has not claimed himself come over, used ones along with their orders. What both claimed stays with the
 * other account, unseen: nobody gets one twice. After the orders, as everybody locks an order before its coupon.
 */
export const couponMergePart: MergePart<MovedCoupons> = {
  kind: 'coupons',

  async preview(db, _vault, pair) {
    // What was used is told of with its order.
    const coming = (await listComing(db, pair)).filter(({ order_id }) => order_id === null)
    return { kind: 'coupons', count: coming.length, examples: coming.slice(0, EXAMPLES).map(({ title }) => title), leftBehind: 0 }
  },

  async join({ trx, ...pair }) {
    const moved = (await listComing(trx, pair)).map(({ id }) => id)
    await move(trx, moved, pair.otherId, pair.survivorId)
    return moved
  },

  async undo({ trx, survivorId, otherId }, moved) {
    if (moved.length === 0) return
    // Going back runs the other way round, so that the orders are taken here, before what they hold.
    const holders = trx.selectFrom('shopper_coupon').select('order_id').where('user_id', '=', survivorId).where('coupon_id', 'in', moved).where('order_id', 'is not', null)
    await trx.selectFrom('shop_order').select('id').where('id', 'in', holders).orderBy('id').forUpdate().execute()
    await move(trx, moved, survivorId, otherId)
  },
}

/** What the other account claimed and the survivor did not, latest first. */
async function listComing(db: Kysely<Database>, { survivorId, otherId }: Omit<MergePair, 'mergeId'>): Promise<{ id: string; title: string; order_id: string | null }[]> {
  const own = db.selectFrom('shopper_coupon').select('coupon_id').where('user_id', '=', survivorId)
  return db
    .selectFrom('shopper_coupon as s')
    .innerJoin('coupon as c', 'c.id', 's.coupon_id')
    .select(['c.id', 'c.title', 's.order_id'])
    .where('s.user_id', '=', otherId)
    .where('s.coupon_id', 'not in', own)
    .orderBy('s.claimed_at', 'desc')
    .orderBy('s.coupon_id')
    .execute()
}

async function move(db: Kysely<Database>, couponIds: string[], fromId: string, toId: string): Promise<void> {
  if (couponIds.length === 0) return
  await db.updateTable('shopper_coupon').set({ user_id: toId }).where('user_id', '=', fromId).where('coupon_id', 'in', couponIds).execute()
}

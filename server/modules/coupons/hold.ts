import type { Transaction } from 'kysely'
import type { Database } from '../../database/schema'

type Trx = Transaction<Database>

/**
 * Gives a coupon to an order of the same transaction. False where another has it: the caller must then roll back. The row is
 * locked since `lockCoupon`; the update's own condition is what nobody can get around.
 */
export async function holdCoupon(trx: Trx, userId: string, couponId: string, orderId: string, now: number): Promise<boolean> {
  const held = await trx
    .updateTable('shopper_coupon')
    .set({ order_id: orderId, used_at: new Date(now) })
    .where('user_id', '=', userId)
    .where('coupon_id', '=', couponId)
    .where('order_id', 'is', null)
    .executeTakeFirst()
  return held.numUpdatedRows === 1n
}

/** The order is over before anything left the house: its coupon is free again, with the days that it has left. */
export async function releaseCoupon(trx: Trx, orderId: string): Promise<void> {
  await trx.updateTable('shopper_coupon').set({ order_id: null, used_at: null }).where('order_id', '=', orderId).execute()
}

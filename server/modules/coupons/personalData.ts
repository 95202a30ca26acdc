import type { PersonalDataSection } from '../privacy/section'
import { listAll } from './repository'

/** What was claimed, and for which order. The order keeps what it cost; the offer itself knows nobody. */
export const couponsData: PersonalDataSection = {
  tables: ['shopper_coupon'],
  async export(db, _deps, userId) {
    const rows = await listAll(db, userId)
    return {
      coupons: rows.map((row) => ({
        couponId: row.id,
        title: row.title,
        amountCents: row.amount_cents,
        thresholdCents: row.threshold_cents,
        startsOn: row.starts_on,
        endsOn: row.ends_on,
        claimedAt: row.claimed_at.toISOString(),
        usedAt: row.used_at?.toISOString() ?? null,
        orderNumber: row.order_number,
      })),
    }
  },
  erase: async (trx, userId) => void (await trx.deleteFrom('shopper_coupon').where('user_id', '=', userId).execute()),
}

import type { CouponOffer } from '@contract/coupons'
import { bestCoupon, couponObstacle, couponShares, type CouponGoods } from '@domain/coupon'
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../database/schema'
import { problem } from '../../errors'
import { presentClaimed, termsOf } from './present'
import { findOwnCoupon, listFree } from './repository'

/** Of one shopper, looked at in one checkout. */
const OFFER_LIMIT = 100

/** What an order costs less, and what each of its lines bears of it. */
export interface AppliedCoupon {
  couponId: string
  title: string
  amountCents: number
  /** In the order of the goods. */
  shares: number[]
}

/**
 * The shopper's free coupons against these goods. `wish`: the one that he chose; null: none; undefined: the best. One that
 * does not count (any more) is answered among the unusable with the reason, and the best takes its place.
 */
export async function offerCoupons(db: Kysely<Database>, userId: string, goods: readonly CouponGoods[], wish: string | null | undefined, today: string): Promise<CouponOffer> {
  const rows = await listFree(db, userId, today, OFFER_LIMIT)
  const judged = rows.map((row) => ({ coupon: presentClaimed(row), obstacle: couponObstacle(termsOf(row), goods, today) }))
  const usable = judged.flatMap(({ coupon, obstacle }) => (obstacle ? [] : [{ ...coupon, savesCents: coupon.amountCents }])).sort((a, b) => b.savesCents - a.savesCents)
  const chosen = usable.find(({ couponId }) => couponId === wish) ?? bestCoupon(usable)
  return {
    chosenId: wish === null ? null : (chosen?.couponId ?? null),
    usable,
    unusable: judged.flatMap(({ coupon, obstacle }) => (obstacle ? [{ ...coupon, obstacle }] : [])),
  }
}

/** Takes the shopper's coupon for the rest of the transaction: two orders at once have it one after the other. */
export async function lockCoupon(trx: Transaction<Database>, userId: string, couponId: string): Promise<void> {
  await trx.selectFrom('shopper_coupon').select('coupon_id').where('user_id', '=', userId).where('coupon_id', '=', couponId).forNoKeyUpdate().execute()
}

/** The coupon on an order that is being made. Throws `coupon_unusable` with the reason. */
export async function applyCoupon(trx: Transaction<Database>, userId: string, couponId: string, goods: readonly CouponGoods[], today: string): Promise<AppliedCoupon> {
  const row = await findOwnCoupon(trx, userId, couponId)
  if (!row) throw problem('coupon_unusable', { members: { obstacle: null } })
  const terms = termsOf(row)
  const obstacle = row.order_id === null ? couponObstacle(terms, goods, today) : { kind: 'used' as const }
  if (obstacle) throw problem('coupon_unusable', { members: { obstacle } })
  return { couponId, title: row.title, amountCents: terms.amountCents, shares: couponShares(terms, goods) }
}

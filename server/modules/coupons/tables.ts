import type { Generated } from 'kysely'

/** What the merchant offers. */
export interface CouponTable {
  id: string
  title: string
  amount_cents: number
  threshold_cents: number
  /** Slug; null: all goods. */
  category: string | null
  claim_from: string
  claim_until: string
  /** Good between two days, or, where these are null, for `valid_days` days from the claim on. */
  starts_on: string | null
  ends_on: string | null
  valid_days: number | null
  quantity: number
  claimed: Generated<number>
  /** Stopped: nobody claims it any more. What was claimed stays good. */
  status: 'active' | 'stopped'
  created_at: Date
}

/** What a shopper has claimed, once of each. */
export interface ShopperCouponTable {
  user_id: string
  coupon_id: string
  claimed_at: Date
  starts_on: string
  ends_on: string
  /** The order that has it; null: free. */
  order_id: string | null
  used_at: Date | null
}

export interface CouponTables {
  coupon: CouponTable
  shopper_coupon: ShopperCouponTable
}

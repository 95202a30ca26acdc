import type { ClaimableCoupon, CouponStatus, OwnCoupon } from '@contract/coupons'
import { daysBetween } from '@domain/calendarDay'
import type { CouponTerms } from '@domain/coupon'
import type { ClaimableRow, OwnRow } from './repository'

type TermsRow = Pick<OwnRow, 'id' | 'title' | 'amount_cents' | 'threshold_cents' | 'category' | 'category_name'>

/** A category that left the catalogue is called by its slug: no goods count, and the shopper sees which. */
function presentTerms({ id, title, amount_cents, threshold_cents, category, category_name }: TermsRow) {
  return {
    couponId: id,
    title,
    amountCents: amount_cents,
    thresholdCents: threshold_cents,
    category: category === null ? null : { slug: category, name: category_name ?? category },
  }
}

export function presentClaimable(row: ClaimableRow): ClaimableCoupon {
  return {
    ...presentTerms(row),
    claimUntil: row.claim_until,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    validDays: row.valid_days,
    left: row.quantity - row.claimed,
  }
}

/** Terms and days of one that was claimed, without what became of it. */
export function presentClaimed(row: OwnRow) {
  return { ...presentTerms(row), startsOn: row.starts_on, endsOn: row.ends_on }
}

export function presentOwn(row: OwnRow, today: string): OwnCoupon {
  return {
    ...presentClaimed(row),
    status: statusOf(row, today),
    remainingDays: daysBetween(today, row.ends_on),
    claimedAt: row.claimed_at.toISOString(),
    orderNumber: row.order_number,
  }
}

function statusOf({ order_id, ends_on }: OwnRow, today: string): CouponStatus {
  if (order_id !== null) return 'used'
  return ends_on < today ? 'expired' : 'unused'
}

export function termsOf(row: OwnRow): CouponTerms {
  return { amountCents: row.amount_cents, thresholdCents: row.threshold_cents, category: row.category, startsOn: row.starts_on, endsOn: row.ends_on }
}

import type { ClaimableCoupon, CouponOffer, OwnCoupon } from '@contract/coupons'

const terms = { couponId: 'coupon-1', title: '见面券', amountCents: 500, thresholdCents: 2000, category: null }

/** 5 yuan off from 20 on. Today is 2026-11-22. */
export function makeClaimable(over: Partial<ClaimableCoupon> = {}): ClaimableCoupon {
  return { ...terms, claimUntil: '2026-12-20', startsOn: null, endsOn: null, validDays: 30, left: 100, ...over }
}

export function makeOwnCoupon(over: Partial<OwnCoupon> = {}): OwnCoupon {
  return { ...terms, startsOn: '2026-11-22', endsOn: '2026-12-21', status: 'unused', remainingDays: 29, claimedAt: '2026-11-22T04:00:00.000Z', orderNumber: null, ...over }
}

export function makeUsable(over: Partial<CouponOffer['usable'][number]> = {}): CouponOffer['usable'][number] {
  return { ...terms, startsOn: '2026-11-22', endsOn: '2026-12-21', savesCents: 500, ...over }
}

export function makeUnusable(over: Partial<CouponOffer['unusable'][number]> = {}): CouponOffer['unusable'][number] {
  return { ...terms, couponId: 'coupon-9', title: '大额券', amountCents: 2000, startsOn: '2026-11-22', endsOn: '2026-12-21', obstacle: { kind: 'threshold', shortCents: 4020 }, ...over }
}

import type { ClaimableCoupon, OwnCoupon } from '@contract/coupons'
import { splitPrice } from '@domain/money'
import { daysLeft, monthDay, todayOf } from '@/components/formatDate'
import { texts } from './texts'

/** What every kind of coupon says of itself. */
export type CouponTerms = Pick<OwnCoupon, 'title' | 'amountCents' | 'thresholdCents' | 'category'>

/** 500 → `5`, 1250 → `12.50`: a coupon is for whole yuan, most of the time. */
export function yuanOf(cents: number): string {
  const { yuan, fraction } = splitPrice(cents)
  return fraction === '00' ? yuan : `${yuan}.${fraction}`
}

/** Which goods it is for. */
export function scopeOf({ category }: CouponTerms): string {
  return category ? texts.goodsOf(category.name) : texts.allGoods
}

/** Until when it is there, and, where that is soon over, how many are. */
export function claimableDays({ startsOn, endsOn, validDays, claimUntil, left }: ClaimableCoupon, isScarce: boolean): string[] {
  const day = (date: string) => monthDay(date, claimUntil)
  const validity = startsOn !== null && endsOn !== null ? texts.between(day(startsOn), day(endsOn)) : texts.validDays(validDays ?? 1)
  const until = texts.claimUntil(day(claimUntil))
  return [validity, isScarce ? `${until}，${texts.left(left)}` : until]
}

/** By the server's own count of days, so that a phone's clock changes nothing. */
export function ownDays(coupon: OwnCoupon): string {
  const { startsOn, endsOn, remainingDays, status } = coupon
  const today = todayOf({ expiresOn: endsOn, remainingDays })
  const end = monthDay(endsOn, today)
  if (status === 'expired') return texts.expiredOn(end)
  if (status === 'used') return texts.until(end)
  if (startsOn > today) return texts.between(monthDay(startsOn, today), end)
  return remainingDays === 0 ? texts.lastDay : `${texts.until(end)}，${daysLeft(remainingDays)}`
}

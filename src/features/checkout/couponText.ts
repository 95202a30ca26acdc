import type { CouponObstacle, CouponOffer } from '@contract/coupons'
import { formatPrice } from '@domain/money'
import { monthDay } from '@/components/formatDate'
import { texts } from './texts'

type Unusable = CouponOffer['unusable'][number]

/** Why a coupon does not count for this order, and what would help. */
export function obstacleText({ obstacle, category, startsOn }: Unusable): string {
  return reasonOf(obstacle, category?.name ?? null, startsOn)
}

function reasonOf(obstacle: CouponObstacle, category: string | null, startsOn: string): string {
  switch (obstacle.kind) {
    case 'threshold': {
      const short = formatPrice(obstacle.shortCents)
      return category === null ? texts.couponShort(short) : texts.couponShortOf(category, short)
    }
    case 'category':
      return texts.couponCategory(category ?? '')
    case 'notYet':
      return texts.couponNotYet(monthDay(obstacle.startsOn, startsOn))
    case 'expired':
      return texts.couponExpired
    case 'used':
      return texts.couponUsed
  }
}

/** The row's right end: what is taken off, or what there would be. */
export function rowText({ chosenId, usable, unusable }: CouponOffer): string {
  const chosen = usable.find(({ couponId }) => couponId === chosenId)
  if (chosen) return texts.couponOff(formatPrice(chosen.savesCents))
  if (usable.length > 0) return texts.couponCount(usable.length)
  return unusable.length > 0 ? texts.couponNone : texts.couponClaim
}

/** Said where the shopper's own choice does not count any more and another took its place; null: nothing to say. */
export function replacedText({ chosenId, unusable }: CouponOffer, wish: string | null | undefined): string | null {
  if (!wish || chosenId === wish) return null
  const coupon = unusable.find(({ couponId }) => couponId === wish)
  return texts.couponReplaced(coupon ? obstacleText(coupon) : texts.couponMissing)
}

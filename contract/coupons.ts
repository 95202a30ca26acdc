import { Type, type Static } from '@sinclair/typebox'
import { CalendarDate, Cents, Cursor, Id, Instant, Nullable, Page, Strict } from './common'
import { Problem } from './problems'

/** What a coupon takes off, and from which sum of goods on. `category`: the one whose goods count for both; null: all goods. */
const terms = {
  couponId: Id,
  title: Type.String(),
  amountCents: Cents,
  thresholdCents: Cents,
  category: Nullable(Type.Object({ slug: Type.String(), name: Type.String() })),
}

/** Good from `startsOn` to `endsOn`, both included; or, where these are null, for `validDays` days from the day of the claim on. */
export const ClaimableCoupon = Type.Object({
  ...terms,
  claimUntil: CalendarDate,
  startsOn: Nullable(CalendarDate),
  endsOn: Nullable(CalendarDate),
  validDays: Nullable(Type.Integer({ minimum: 1 })),
  left: Type.Integer({ minimum: 1, description: 'How many are still there' }),
})
export const ClaimableCoupons = Type.Object({ items: Type.Array(ClaimableCoupon), nextCursor: Type.Null() })

/** `used` covers one that an unpaid order holds: it is free again if that order is cancelled. */
export const CouponStatus = Type.Union([Type.Literal('unused'), Type.Literal('used'), Type.Literal('expired')])

const claimed = { ...terms, startsOn: CalendarDate, endsOn: CalendarDate }

/** One of the shopper's own. */
export const OwnCoupon = Type.Object({
  ...claimed,
  status: CouponStatus,
  remainingDays: Type.Integer({ description: 'Days from today in Shanghai to endsOn; negative once expired' }),
  claimedAt: Instant,
  orderNumber: Nullable(Type.String({ description: 'The order that has it' })),
})
export const OwnCouponPage = Page(OwnCoupon)
/** Ids of everything that the shopper has claimed, whatever became of it: nobody gets one twice. */
export const ClaimedCouponIds = Type.Object({ items: Type.Array(Id), nextCursor: Type.Null() })

export const OwnCouponQuery = Type.Object(
  {
    status: Type.Optional(CouponStatus),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 20 })),
    cursor: Type.Optional(Cursor),
  },
  Strict,
)

export const CouponClaim = Type.Object({ couponId: Id }, Strict)

/** Why a coupon does not count for an order. `category`: none of its goods; `threshold`: so much more of what counts is needed. */
export const CouponObstacle = Type.Union([
  Type.Object({ kind: Type.Literal('used') }),
  Type.Object({ kind: Type.Literal('expired'), endsOn: CalendarDate }),
  Type.Object({ kind: Type.Literal('notYet'), startsOn: CalendarDate }),
  Type.Object({ kind: Type.Literal('category') }),
  Type.Object({ kind: Type.Literal('threshold'), shortCents: Cents }),
])

/** The shopper's unused coupons against an order: the best first, and why the others do not count. */
export const CouponOffer = Type.Object({
  chosenId: Nullable(Id),
  usable: Type.Array(Type.Object({ ...claimed, savesCents: Cents })),
  unusable: Type.Array(Type.Object({ ...claimed, obstacle: CouponObstacle })),
})

/** 409 `coupon_unusable`: nothing was made. Without `obstacle` the shopper has no such coupon. */
export const CouponProblem = Type.Composite([Problem, Type.Object({ obstacle: Nullable(CouponObstacle) })])

export type ClaimableCoupon = Static<typeof ClaimableCoupon>
export type ClaimableCoupons = Static<typeof ClaimableCoupons>
export type CouponStatus = Static<typeof CouponStatus>
export type OwnCoupon = Static<typeof OwnCoupon>
export type OwnCouponPage = Static<typeof OwnCouponPage>
export type ClaimedCouponIds = Static<typeof ClaimedCouponIds>
export type OwnCouponQuery = Static<typeof OwnCouponQuery>
export type CouponClaim = Static<typeof CouponClaim>
export type CouponObstacle = Static<typeof CouponObstacle>
export type CouponOffer = Static<typeof CouponOffer>

/** What a coupon promises. Money in cents, days in Shanghai. */
export interface CouponTerms {
  amountCents: number
  /** Of goods, from which on it counts; above `amountCents`, so that a sum never falls to nothing: WeChat Pay takes a cent at least. */
  thresholdCents: number
  /** Slug of the one category whose goods count for the threshold and get the discount; null: all of them. */
  category: string | null
  startsOn: string
  endsOn: string
}

/** A line of an order as a coupon looks at it. */
export interface CouponGoods {
  category: string
  priceCents: number
  quantity: number
}

/** Why a coupon does not count for an order. Of several reasons the one that goods cannot change comes first. */
export type CouponObstacle =
  | { kind: 'used' }
  | { kind: 'expired'; endsOn: string }
  | { kind: 'notYet'; startsOn: string }
  | { kind: 'category' }
  | { kind: 'threshold'; shortCents: number }

/** Keeps every product of `splitDiscount` an exact integer: an order's sum fits 32 bits, and 10,000 yuan times that fits 53. */
export const COUPON_AMOUNT_MAX_CENTS = 1_000_000

export function daysOfCoupon(terms: Pick<CouponTerms, 'startsOn' | 'endsOn'>, today: string): 'notYet' | 'now' | 'over' {
  if (today < terms.startsOn) return 'notYet'
  return today > terms.endsOn ? 'over' : 'now'
}

/** What keeps the coupon from this order on the Shanghai day `today`; null: nothing. */
export function couponObstacle(terms: CouponTerms, goods: readonly CouponGoods[], today: string): CouponObstacle | null {
  const days = daysOfCoupon(terms, today)
  if (days === 'over') return { kind: 'expired', endsOn: terms.endsOn }
  if (days === 'notYet') return { kind: 'notYet', startsOn: terms.startsOn }
  const counted = goods.filter((line) => counts(terms, line))
  if (counted.length === 0 && goods.length > 0 && terms.category !== null) return { kind: 'category' }
  const shortCents = terms.thresholdCents - sum(counted.map(lineCents))
  return shortCents > 0 ? { kind: 'threshold', shortCents } : null
}

/** How much of the discount each line bears, in the order of the lines; its sum is the coupon's amount to the cent. For a coupon without obstacle. */
export function couponShares(terms: CouponTerms, goods: readonly CouponGoods[]): number[] {
  return splitDiscount(terms.amountCents, goods.map((line) => (counts(terms, line) ? lineCents(line) : 0)))
}

/**
 * Splits a discount over sums in proportion, by the largest remainder: whole cents that add up to `amountCents` exactly,
 * and no more to any sum than it is. Equal remainders go to the earlier line. `amountCents` is at most the sums together.
 */
export function splitDiscount(amountCents: number, sums: readonly number[]): number[] {
  const total = sum(sums)
  if (amountCents > total) throw new RangeError(`cannot split ${amountCents} over ${total}`)
  if (total === 0) return sums.map(() => 0)
  const shares = sums.map((cents) => Math.floor((amountCents * cents) / total))
  const byRemainder = sums.map((cents, i) => ({ i, remainder: (amountCents * cents) % total })).sort((a, b) => b.remainder - a.remainder || a.i - b.i)
  const left = amountCents - sum(shares)
  const raised = new Set(byRemainder.slice(0, left).map(({ i }) => i))
  return shares.map((share, i) => (raised.has(i) ? share + 1 : share))
}

/** The one that saves most; of equal ones that which ends first, so that the other stays for later. Null without any. */
export function bestCoupon<T extends Pick<CouponTerms, 'amountCents' | 'endsOn'>>(usable: readonly T[]): T | null {
  return usable.reduce<T | null>((best, one) => (best === null || isBetter(one, best) ? one : best), null)
}

function isBetter(one: Pick<CouponTerms, 'amountCents' | 'endsOn'>, other: Pick<CouponTerms, 'amountCents' | 'endsOn'>): boolean {
  return one.amountCents === other.amountCents ? one.endsOn < other.endsOn : one.amountCents > other.amountCents
}

function counts({ category }: CouponTerms, line: CouponGoods): boolean {
  return category === null || line.category === category
}

function lineCents({ priceCents, quantity }: CouponGoods): number {
  return priceCents * quantity
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

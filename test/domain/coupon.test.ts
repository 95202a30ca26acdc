import fc from 'fast-check'
import { bestCoupon, COUPON_AMOUNT_MAX_CENTS, couponObstacle, couponShares, splitDiscount, type CouponGoods, type CouponTerms } from '@domain/coupon'

const terms: CouponTerms = { amountCents: 500, thresholdCents: 3000, category: null, startsOn: '2026-05-10', endsOn: '2026-05-20' }
const milk: CouponGoods = { category: 'dairy', priceCents: 1000, quantity: 2 }
const bread: CouponGoods = { category: 'bakery', priceCents: 999, quantity: 1 }
const TODAY = '2026-05-15'

describe('what keeps a coupon from an order', () => {
  test('nothing, from the threshold on to the cent', () => {
    expect(couponObstacle(terms, [milk, bread], TODAY)).toEqual({ kind: 'threshold', shortCents: 1 })
    expect(couponObstacle(terms, [milk, { ...bread, priceCents: 1000 }], TODAY)).toBeNull()
  })

  test.each([
    ['2026-05-09', { kind: 'notYet', startsOn: '2026-05-10' }],
    ['2026-05-10', null],
    ['2026-05-20', null],
    ['2026-05-21', { kind: 'expired', endsOn: '2026-05-20' }],
  ])('on %s: %j', (today, obstacle) => {
    expect(couponObstacle(terms, [{ ...milk, quantity: 5 }], today)).toEqual(obstacle)
  })

  test('only goods of its category count', () => {
    const dairy = { ...terms, category: 'dairy' }
    expect(couponObstacle(dairy, [bread], TODAY)).toEqual({ kind: 'category' })
    expect(couponObstacle(dairy, [milk, { ...bread, quantity: 50 }], TODAY)).toEqual({ kind: 'threshold', shortCents: 1000 })
    expect(couponObstacle(dairy, [{ ...milk, quantity: 3 }, bread], TODAY)).toBeNull()
    expect(couponShares(dairy, [{ ...milk, quantity: 3 }, bread])).toEqual([500, 0])
  })

  test('without goods it is the threshold', () => {
    expect(couponObstacle({ ...terms, category: 'dairy' }, [], TODAY)).toEqual({ kind: 'threshold', shortCents: 3000 })
  })
})

describe('the split of a discount', () => {
  const sums = fc.array(fc.integer({ min: 0, max: 2_000_000_00 }), { minLength: 1, maxLength: 50 })

  test('adds up to the cent, takes no more from a line than it costs, and keeps the proportion within one cent', () => {
    fc.assert(
      fc.property(sums, fc.double({ min: 0, max: 1, noNaN: true }), (lines, part) => {
        const total = lines.reduce((sum, cents) => sum + cents, 0)
        const amount = Math.min(COUPON_AMOUNT_MAX_CENTS, Math.floor(total * part))
        const shares = splitDiscount(amount, lines)
        expect(shares.reduce((sum, cents) => sum + cents, 0)).toBe(amount)
        shares.forEach((share, i) => {
          const cents = lines[i] ?? 0
          expect(Number.isInteger(share) && share >= 0 && share <= cents).toBe(true)
          expect(Math.abs(share - (total === 0 ? 0 : (amount * cents) / total))).toBeLessThan(1)
        })
      }),
    )
  })

  test('is the same for the same lines, and leaves out what does not count', () => {
    fc.assert(
      fc.property(sums, (lines) => {
        const amount = Math.min(COUPON_AMOUNT_MAX_CENTS, lines.reduce((sum, cents) => sum + cents, 0))
        expect(splitDiscount(amount, lines)).toEqual(splitDiscount(amount, lines))
        expect(splitDiscount(amount, [0, ...lines]).slice(1)).toEqual(splitDiscount(amount, lines))
      }),
    )
  })

  test.each([
    [100, [1, 1, 1], RangeError],
    [100, [100, 100, 100], [34, 33, 33]],
    [10, [999, 1], [10, 0]],
    [0, [5, 5], [0, 0]],
    [0, [], []],
  ])('%i over %j', (amount, lines, expected) => {
    if (expected === RangeError) expect(() => splitDiscount(amount, lines)).toThrow(RangeError)
    else expect(splitDiscount(amount, lines)).toEqual(expected)
  })
})

describe('the best of several', () => {
  test('saves most; of equal ones it ends first', () => {
    const one = { id: 1, amountCents: 500, endsOn: '2026-05-20' }
    const more = { id: 2, amountCents: 900, endsOn: '2026-06-20' }
    const sooner = { id: 3, amountCents: 900, endsOn: '2026-05-30' }
    expect(bestCoupon([one, more, sooner])).toBe(sooner)
    expect(bestCoupon([one])).toBe(one)
    expect(bestCoupon([])).toBeNull()
  })
})

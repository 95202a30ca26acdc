import { addDays } from '@domain/calendarDay'
import { DEFAULT_LADDER, ladderFault, ladderPercent, percentOf, priceOn, priceSteps, type Ladder } from '@domain/priceLadder'
import fc from 'fast-check'

const EXPIRES = '2026-12-24'

/** Any sound ladder: ratios strictly falling to 0, percents never rising. */
const ladders: fc.Arbitrary<Ladder> = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 100 })), { minLength: 0, maxLength: 6 })
  .chain((pairs) =>
    fc.integer({ min: 1, max: 100 }).map((lastPercent) => {
      const ratios = [...new Set(pairs.map(([ratio]) => ratio / 100))].sort((a, b) => b - a)
      const percents = [...pairs.slice(0, ratios.length).map(([, percent]) => percent), lastPercent].sort((a, b) => b - a)
      return [...ratios, 0].map((minRatio, i) => ({ minRatio, percent: percents[i] ?? lastPercent }))
    }),
  )

const batches = fc.record({
  expiresOn: fc.constant(EXPIRES),
  shelfLifeDays: fc.integer({ min: 1, max: 800 }),
  listPriceCents: fc.integer({ min: 0, max: 1_000_000 }),
  ladder: fc.oneof(fc.constant(DEFAULT_LADDER), ladders),
})

describe('the default ladder', () => {
  test.each([
    [1, 70],
    [0.5, 70],
    [0.4999, 50],
    [0.33, 50],
    [0.3299, 35],
    [0.2, 35],
    [0.1999, 20],
    [0, 20],
  ])('at %d of its life food costs %i percent', (ratio, percent) => {
    expect(ladderPercent(DEFAULT_LADDER, ratio)).toBe(percent)
  })
})

describe('money', () => {
  test.each([
    [1580, 44, 695],
    [999, 50, 500],
    [1, 20, 1],
    [0, 20, 0],
    [100_000_000, 70, 70_000_000],
  ])('%i cents at %i percent are %i', (cents, percent, expected) => {
    expect(percentOf(cents, percent)).toBe(expected)
  })
})

describe('a ladder that cannot be', () => {
  test.each<[string, Ladder]>([
    ['needs at least one rung', []],
    ['the last rung must start at minRatio 0', [{ minRatio: 0.5, percent: 70 }]],
    ['minRatio must fall', [{ minRatio: 0.5, percent: 70 }, { minRatio: 0.5, percent: 50 }, { minRatio: 0, percent: 20 }]],
    ['may not rise', [{ minRatio: 0.5, percent: 50 }, { minRatio: 0, percent: 60 }]],
    ['percent outside', [{ minRatio: 0, percent: 0 }]],
    ['percent outside', [{ minRatio: 0, percent: 20.5 }]],
    ['minRatio outside', [{ minRatio: Number.NaN, percent: 20 }]],
    ['minRatio outside', [{ minRatio: 1.1, percent: 20 }, { minRatio: 0, percent: 10 }]],
  ])('%s', (fault, ladder) => {
    expect(ladderFault(ladder)).toContain(fault)
  })

  test('the default one is sound', () => {
    expect(ladderFault(DEFAULT_LADDER)).toBeNull()
  })
})

test('the price never rises as life falls', () => {
  fc.assert(
    fc.property(batches, (batch) => {
      expect(ladderFault(batch.ladder)).toBeNull()
      for (let left = batch.shelfLifeDays; left > -3; left -= 1) {
        expect(priceOn(batch, left - 1)).toBeLessThanOrEqual(priceOn(batch, left))
      }
    }),
    { numRuns: 60 },
  )
})

test('the steps announced are the days on which the price really falls, to the cent', () => {
  fc.assert(
    fc.property(batches, fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 800 }), (batch, lastDaysLeft, startDaysLeft) => {
      const start = Math.min(startDaysLeft, batch.shelfLifeDays)
      const lastDay = addDays(EXPIRES, -lastDaysLeft)
      const expected = []
      for (let left = start - 1; left >= lastDaysLeft; left -= 1) {
        const priceCents = priceOn(batch, left)
        if (priceCents < priceOn(batch, left + 1)) expected.push({ startsOn: addDays(EXPIRES, -left), priceCents })
      }
      expect(priceSteps(batch, start, lastDay)).toEqual(expected)
    }),
    { numRuns: 300 },
  )
})

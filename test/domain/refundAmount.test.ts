import fc from 'fast-check'
import { allLeft, isReturnExcluded, leftOf, refundParts, type LineQuantity, type SoldLine } from '../../domain/refundAmount'

const pot: SoldLine = { batchId: 'pot', quantity: 3, priceCents: 700, couponCents: 0, returnedQuantity: 0 }
const tea: SoldLine = { batchId: 'tea', quantity: 1, priceCents: 1200, couponCents: 0, returnedQuantity: 0 }
/** With 8.00 of freight. */
const PAID = 3 * 700 + 1200 + 800

test.each<[string, LineQuantity[], number, boolean]>([
  ['one pot of three', [{ batchId: 'pot', quantity: 1 }], 700, false],
  ['all pots', [{ batchId: 'pot', quantity: 3 }], 2100, false],
  ['two kinds', [{ batchId: 'tea', quantity: 1 }, { batchId: 'pot', quantity: 2 }], 2600, false],
  ['everything, and the freight with it', [{ batchId: 'pot', quantity: 3 }, { batchId: 'tea', quantity: 1 }], PAID, true],
])('%s', (_name, wanted, amountCents, isLast) => {
  expect(refundParts([pot, tea], PAID, wanted)).toMatchObject({ amountCents, isLast })
})

test('the rest after a part is all that is left, freight included', () => {
  const sold = [{ ...pot, returnedQuantity: 1 }, { ...tea, returnedQuantity: 1 }]
  expect(allLeft(sold)).toEqual([{ batchId: 'pot', quantity: 2 }])
  expect(refundParts(sold, PAID - 700 - 1200, allLeft(sold))).toEqual({ lines: [{ batchId: 'pot', quantity: 2, amountCents: 1400 }], amountCents: 2200, isLast: true })
})

test('a coupon’s share that does not divide evenly leaves no cent over', () => {
  const sold = (returnedQuantity: number): SoldLine[] => [{ ...pot, couponCents: 100, returnedQuantity }, { ...tea, couponCents: 0 }]
  const cents = [0, 1, 2].map((returned) => refundParts(sold(returned), PAID, [{ batchId: 'pot', quantity: 1 }]).amountCents)
  expect(cents).toEqual([666, 667, 667])
})

test('lines come in the order of the sale, whatever the order of the wish', () => {
  expect(refundParts([pot, tea], PAID, [{ batchId: 'tea', quantity: 1 }, { batchId: 'pot', quantity: 1 }]).lines.map(({ batchId }) => batchId)).toEqual(['pot', 'tea'])
})

interface Case {
  lines: SoldLine[]
  freightCents: number
  steps: number[]
}

const cases: fc.Arbitrary<Case> = fc.record({
  lines: fc
    .array(fc.record({ quantity: fc.integer({ min: 1, max: 99 }), priceCents: fc.integer({ min: 0, max: 1_000_000 }), part: fc.integer({ min: 0, max: 1_000 }) }), { minLength: 1, maxLength: 8 })
    .map((rows) => rows.map(({ quantity, priceCents, part }, i) => ({ batchId: String(i), quantity, priceCents, couponCents: Math.floor((quantity * priceCents * part) / 1_000), returnedQuantity: 0 }))),
  freightCents: fc.integer({ min: 0, max: 5_000 }),
  steps: fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 1, maxLength: 40 }),
})

test('in whatever steps an order goes back, together they are what was paid, and none is below zero', () => {
  fc.assert(
    fc.property(cases, ({ lines, freightCents, steps }) => {
      const paid = lines.reduce((sum, { quantity, priceCents, couponCents }) => sum + quantity * priceCents - couponCents, freightCents)
      let sold = lines
      let back = 0
      const take = (wanted: LineQuantity[]) => {
        const { amountCents, lines: parts, isLast } = refundParts(sold, paid - back, wanted)
        expect(amountCents).toBeGreaterThanOrEqual(0)
        // The lines' own money is never more than the whole: freight is what is beyond it.
        expect(amountCents - parts.reduce((sum, part) => sum + part.amountCents, 0)).toBe(isLast ? freightCents : 0)
        back += amountCents
        sold = sold.map((line) => ({ ...line, returnedQuantity: line.returnedQuantity + (wanted.find(({ batchId }) => batchId === line.batchId)?.quantity ?? 0) }))
      }
      for (const step of steps) {
        const line = sold[step % sold.length]
        if (line && leftOf(line) > 0) take([{ batchId: line.batchId, quantity: 1 + (step % leftOf(line)) }])
      }
      if (allLeft(sold).length > 0) take(allLeft(sold))
      expect(back).toBe(paid)
    }),
  )
})

test.each<[string | null, boolean, boolean, boolean]>([
  ['changedMind', true, true, true],
  ['changedMind', true, false, false],
  ['changedMind', false, true, false],
  ['damaged', true, true, false],
  [null, true, true, false],
])('%s, shipped %s, confirmed %s: excluded %s', (reason, isShipped, nearExpiryConfirmed, expected) => {
  expect(isReturnExcluded(reason, isShipped, { nearExpiryConfirmed })).toBe(expected)
})

import { unsellableReason } from '@domain/sellable'

const TODAY = '2026-05-20'
const batch = { expiresOn: '2026-06-01', isWithdrawn: false, free: 3 }

test('a batch is for sale up to and including its last sellable day', () => {
  expect(unsellableReason('2026-05-25', batch, 5, 2)).toBeNull()
  expect(unsellableReason('2026-05-26', batch, 5, 2)).toBe('tooClose')
})

test('without a margin it is for sale on its last day, and never after', () => {
  expect(unsellableReason('2026-06-01', batch, 0, 0)).toBeNull()
  expect(unsellableReason('2026-06-02', batch, 0, 0)).toBe('expired')
})

test('what cannot be cured is told first', () => {
  expect(unsellableReason(TODAY, { ...batch, free: 0 }, 5, 2)).toBe('soldOut')
  expect(unsellableReason('2026-05-30', { ...batch, free: 0 }, 5, 2)).toBe('tooClose')
  expect(unsellableReason('2026-05-30', { ...batch, free: 0, isWithdrawn: true }, 5, 2)).toBe('withdrawn')
  expect(unsellableReason('2026-06-30', { ...batch, free: 0, isWithdrawn: true }, 5, 2)).toBe('expired')
})

import { formatDiscount, formatPrice, splitPrice } from '@domain/money'

test.each([
  [0, '¥0.00'],
  [5, '¥0.05'],
  [100, '¥1.00'],
  [2990, '¥29.90'],
  [100_000_099, '¥1000000.99'],
])('%i cents read %s', (cents, text) => {
  expect(formatPrice(cents)).toBe(text)
})

test('a price comes apart for the tag', () => {
  expect(splitPrice(690)).toEqual({ yuan: '6', fraction: '90' })
})

test.each([
  [44, '4.4 折'],
  [50, '5 折'],
  [7, '0.7 折'],
  [99, '9.9 折'],
  [100, null],
])('%i percent reads %s', (percent, text) => {
  expect(formatDiscount(percent)).toBe(text)
})

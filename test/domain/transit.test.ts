import { carrierName, isCarrier } from '../../domain/carriers'
import { freightOf } from '../../domain/freight'
import { daysOnArrival, transitDaysTo } from '../../domain/transit'

test.each([
  ['310101', 1],
  ['330106', 1],
  ['110101', 2],
  ['540102', 7],
  ['650102', 6],
  ['999999', 2],
  [null, 2],
])('a parcel to %s is about %d days on its way', (region, days) => {
  expect(transitDaysTo(region)).toBe(days)
})

test('parcels travel free', () => {
  expect(freightOf(100, '540102')).toBe(0)
})

test('carriers have a name to read; a short name that is gone stands for itself', () => {
  expect([carrierName('SF'), carrierName('OLD'), isCarrier('toString')]).toEqual(['顺丰速运', 'OLD', false])
})

test.each([
  [32, 2, 30],
  [2, 2, 0],
  [2, 7, -5],
])('of %d days, a parcel of %d days leaves %d', (remaining, transit, left) => {
  expect(daysOnArrival(remaining, transit)).toBe(left)
})

import { addDays } from '@domain/calendarDay'
import { lastDaysWindow, lastSellableDay, nearExpiryWindowDays, shelfLifeOn } from '@domain/shelfLife'

const TODAY = '2026-05-20'
const on = (remainingDays: number, shelfLifeDays: number) => shelfLifeOn(TODAY, { expiresOn: addDays(TODAY, remainingDays), shelfLifeDays })

describe('the near-expiry window by shelf life', () => {
  test.each([
    [3650, 45],
    [365, 45],
    [364, 20],
    [180, 20],
    [179, 15],
    [90, 15],
    [89, 10],
    [30, 10],
    [29, 5],
    [16, 5],
    [15, 4],
    [12, 3],
    [8, 2],
    [4, 1],
    [1, 1],
  ])('a shelf life of %i days is near in its last %i', (shelfLifeDays, window) => {
    expect(nearExpiryWindowDays(shelfLifeDays)).toBe(window)
  })
})

describe('each tier changes its mark on the day that the table says', () => {
  test.each([
    [365, 46, false],
    [365, 45, true],
    [365, 44, true],
    [200, 21, false],
    [200, 20, true],
    [200, 19, true],
    [100, 16, false],
    [100, 15, true],
    [100, 14, true],
    [60, 11, false],
    [60, 10, true],
    [60, 9, true],
    [20, 6, false],
    [20, 5, true],
    [20, 4, true],
    [10, 4, false],
    [10, 3, true],
    [10, 2, true],
  ])('shelf life %i, %i days left: near %s', (shelfLifeDays, remainingDays, nearExpiry) => {
    expect(on(remainingDays, shelfLifeDays).nearExpiry).toBe(nearExpiry)
  })
})

describe('freshness', () => {
  test.each([
    [46, 'fresh'],
    [45, 'near'],
    [8, 'near'],
    [7, 'last'],
    [1, 'last'],
    [0, 'last'],
    [-1, 'expired'],
  ])('a year of shelf life with %i days left is %s', (remainingDays, freshness) => {
    expect(on(remainingDays, 365)).toMatchObject({ remainingDays, freshness })
  })

  test('the last days lie inside the near-expiry window', () => {
    for (let days = 1; days <= 800; days += 1) {
      expect(lastDaysWindow(days)).toBeGreaterThanOrEqual(1)
      expect(lastDaysWindow(days)).toBeLessThanOrEqual(Math.min(7, nearExpiryWindowDays(days)))
    }
  })
})

describe('the share of shelf life that is left', () => {
  test.each([
    [50, 100, 0.5],
    [100, 100, 1],
    [150, 100, 1],
    [0, 100, 0],
    [-3, 100, 0],
  ])('%i of %i days is %d', (remainingDays, shelfLifeDays, ratio) => {
    expect(on(remainingDays, shelfLifeDays).remainingRatio).toBe(ratio)
  })

  test.each([0, -1, 1.5, Number.NaN])('a shelf life of %d is refused', (shelfLifeDays) => {
    expect(() => on(1, shelfLifeDays)).toThrow(RangeError)
  })
})

test('days left count across a leap day and the end of a year', () => {
  expect(shelfLifeOn('2028-02-28', { expiresOn: '2028-03-01', shelfLifeDays: 30 }).remainingDays).toBe(2)
  expect(shelfLifeOn('2027-02-28', { expiresOn: '2027-03-01', shelfLifeDays: 30 }).remainingDays).toBe(1)
  expect(shelfLifeOn('2026-12-31', { expiresOn: '2027-01-01', shelfLifeDays: 30 }).remainingDays).toBe(1)
})

test('sale stops before the last day, because a parcel travels', () => {
  expect(lastSellableDay('2026-06-01', 5, 2)).toBe('2026-05-25')
  expect(lastSellableDay('2028-03-02', 1, 2)).toBe('2028-02-28')
})

import { addDays, dayFromEpoch, daysBetween, epochDay, nextShanghaiMidnight, timeInShanghai, todayInShanghai } from '@domain/calendarDay'
import fc from 'fast-check'

describe('epochDay', () => {
  test.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2000-02-29', 11_016],
    ['2026-11-22', 20_779],
  ])('%s is day %i', (date, day) => {
    expect(epochDay(date)).toBe(day)
    expect(dayFromEpoch(day)).toBe(date)
  })

  test.each(['2026-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-1-1', '20260101', '', '2026-01-01T00:00', ' 2026-01-01'])('%j is no day', (date) => {
    expect(() => epochDay(date)).toThrow(RangeError)
  })

  test('counts every day of four centuries once', () => {
    fc.assert(fc.property(fc.integer({ min: -50_000, max: 100_000 }), (day) => epochDay(dayFromEpoch(day)) === day))
  })
})

describe('todayInShanghai', () => {
  test.each([
    ['2026-05-19T15:59:59.999Z', '2026-05-19'],
    ['2026-05-19T16:00:00.000Z', '2026-05-20'],
    ['2026-05-20T00:00:00.000Z', '2026-05-20'],
    ['2026-05-20T15:59:59.999Z', '2026-05-20'],
    ['2026-12-31T16:00:00.000Z', '2027-01-01'],
    ['2028-02-28T16:00:00.000Z', '2028-02-29'],
    ['2026-02-28T16:00:00.000Z', '2026-03-01'],
  ])('at %s it is %s', (instant, day) => {
    expect(todayInShanghai(Date.parse(instant))).toBe(day)
  })
})

describe('nextShanghaiMidnight', () => {
  test.each([
    ['2026-05-19T15:59:59.999Z', '2026-05-19T16:00:00.000Z'],
    ['2026-05-19T16:00:00.000Z', '2026-05-20T16:00:00.000Z'],
    ['2026-12-31T20:00:00.000Z', '2027-01-01T16:00:00.000Z'],
  ])('after %s comes %s', (instant, midnight) => {
    expect(new Date(nextShanghaiMidnight(Date.parse(instant))).toISOString()).toBe(midnight)
  })
})

test.each([
  ['2026-12-31', 1, '2027-01-01'],
  ['2028-02-28', 1, '2028-02-29'],
  ['2028-02-29', 365, '2029-02-28'],
  ['2028-02-29', -1, '2028-02-28'],
  ['2026-03-01', -1, '2026-02-28'],
])('%s and %i days is %s', (from, days, to) => {
  expect(addDays(from, days)).toBe(to)
  expect(daysBetween(from, to)).toBe(days)
})

test.each([
  ['2026-11-25T13:04:59Z', '21:04'],
  ['2026-11-25T16:00:00Z', '00:00'],
  ['2026-11-25T01:05:00Z', '09:05'],
])('%s is %s in Shanghai', (instant, time) => {
  expect(timeInShanghai(Date.parse(instant))).toBe(time)
})

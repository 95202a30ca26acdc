import { bestBefore, dayInWords, daysLeft, monthDay, monthDayOf, shortDay, todayOf } from '@/components/formatDate'

const today = '2026-11-22'

describe('a calendar day in words', () => {
  it.each([
    ['2026-12-06', '12月6日'],
    ['2026-01-31', '1月31日'],
    ['2027-03-18', '2027年3月18日'],
  ])('%s is %s', (date, text) => expect(monthDay(date, today)).toBe(text))

  it.each([
    ['2026-11-22', '今天'],
    ['2026-11-23', '明天'],
    ['2026-11-24', '后天'],
    ['2026-11-25', '11月25日'],
    ['2026-11-21', '11月21日'],
  ])('%s is called %s', (date, text) => expect(dayInWords(date, today)).toBe(text))

  it('counts tomorrow over the end of a year', () => expect(dayInWords('2027-01-01', '2026-12-31')).toBe('明天'))

  it('is short with its year where the place is narrow', () => {
    expect(shortDay('2028-04-17', today)).toBe('2028/4/17')
    expect(shortDay('2026-12-24', today)).toBe('12月24日')
  })

  it('says until when it is best', () => expect(bestBefore('2026-12-24', today)).toBe('12月24日 前最佳'))
})

describe('days left', () => {
  it.each([
    [32, '剩 32 天'],
    [1, '剩 1 天'],
    [0, '今天最后一天'],
    [-1, '已过期'],
  ])('%d reads %s', (days, text) => expect(daysLeft(days)).toBe(text))

  it('gives the server’s own today back, whatever the phone says', () => {
    expect(todayOf({ expiresOn: '2026-12-24', remainingDays: 32 })).toBe(today)
    expect(todayOf({ expiresOn: '2026-11-20', remainingDays: -2 })).toBe(today)
  })
})

test('an instant that is near is said by its day in Shanghai', () => {
  expect(monthDayOf('2026-12-09T16:00:00.000Z')).toBe('12月10日')
  expect(monthDayOf('2026-12-09T15:59:59.999Z')).toBe('12月9日')
})

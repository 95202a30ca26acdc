import { addDays, daysBetween, timeInShanghai, todayInShanghai } from '@domain/calendarDay'

/** `2026-12-06` → `12月6日`; with the year where it is not the year of `today`. */
export function monthDay(date: string, today: string): string {
  const [year = '', month = '', day = ''] = date.split('-')
  const short = `${Number(month)}月${Number(day)}日`
  return year === today.slice(0, 4) ? short : `${year}年${short}`
}

/** `2028/4/17`, where the year is needed and the place is narrow; else `12月24日`. */
export function shortDay(date: string, today: string): string {
  const [year = '', month = '', day = ''] = date.split('-')
  return year === today.slice(0, 4) ? monthDay(date, today) : `${year}/${Number(month)}/${Number(day)}`
}

/** `12月10日`: the day in Shanghai of an RFC 3339 instant that is near, so that it needs no year. */
export function monthDayOf(instant: string): string {
  const date = todayInShanghai(Date.parse(instant))
  return monthDay(date, date)
}

/** `11月25日 14:05` in Shanghai, of an RFC 3339 instant that is near, so that it needs no year. */
export function momentText(instant: string): string {
  return `${monthDayOf(instant)} ${timeInShanghai(Date.parse(instant))}`
}

/** A day as people say it: 今天, 明天, 后天, else the date. */
export function dayInWords(date: string, today: string): string {
  return ['今天', '明天', '后天'][daysBetween(today, date)] ?? monthDay(date, today)
}

/** `12月24日 前最佳`. The day itself is still good. */
export function bestBefore(date: string, today: string): string {
  return `${monthDay(date, today)} 前最佳`
}

/** Days left in words; the last good day is called so, because 剩 0 天 reads like over. */
export function daysLeft(remainingDays: number): string {
  if (remainingDays < 0) return '已过期'
  return remainingDays === 0 ? '今天最后一天' : `剩 ${remainingDays} 天`
}

/** `保质期还剩 9%`. `remainingRatio`: 0 to 1. */
export function shelfLifeLeft(remainingRatio: number): string {
  return `保质期还剩 ${Math.round(remainingRatio * 100)}%`
}

/** Days left at the door: an estimate, and said so. */
export function daysLeftOnArrival(days: number): string {
  if (days < 0) return '送到时已过期'
  return days > 0 ? `到手约 ${days} 天` : '到手当天要吃'
}

/**
 * The server's today, from what it said of a batch. A phone's clock may be wrong, and then a label would be;
 * the server's own count cannot.
 */
export function todayOf(batch: { expiresOn: string; remainingDays: number }): string {
  return addDays(batch.expiresOn, -batch.remainingDays)
}

/** The shop's one time zone. Shelf life is counted in its calendar days, wherever server and phone stand. */
export const SHOP_TIME_ZONE = 'Asia/Shanghai'

const MS_PER_DAY = 86_400_000
/** Shanghai keeps UTC+8 the whole year (no daylight saving since 1991), so a fixed offset is exact and works on phones without Intl data. */
const SHANGHAI_OFFSET_MS = 8 * 3_600_000

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/

/** Days since 1970-01-01 of a `YYYY-MM-DD` string. Throws `RangeError` for a day that does not exist. */
export function epochDay(date: string): number {
  const parts = PATTERN.exec(date)
  if (!parts) throw new RangeError(`not a calendar day: ${date}`)
  const day = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])) / MS_PER_DAY
  // Date.UTC rolls 02-30 over to March; a day that does not come back the same never was.
  if (dayFromEpoch(day) !== date) throw new RangeError(`not a calendar day: ${date}`)
  return day
}

/** The `YYYY-MM-DD` string of an epoch day. */
export function dayFromEpoch(day: number): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10)
}

/** Today's calendar day in Shanghai at the instant `nowMs` (milliseconds since the epoch). */
export function todayInShanghai(nowMs: number): string {
  return dayFromEpoch(Math.floor((nowMs + SHANGHAI_OFFSET_MS) / MS_PER_DAY))
}

/** `21:04` in Shanghai at the instant `nowMs` (milliseconds since the epoch). */
export function timeInShanghai(nowMs: number): string {
  return new Date(nowMs + SHANGHAI_OFFSET_MS).toISOString().slice(11, 16)
}

/** The instant, in ms since the epoch, at which the Shanghai day after `nowMs` begins. */
export function nextShanghaiMidnight(nowMs: number): number {
  return (Math.floor((nowMs + SHANGHAI_OFFSET_MS) / MS_PER_DAY) + 1) * MS_PER_DAY - SHANGHAI_OFFSET_MS
}

export function addDays(date: string, days: number): string {
  return dayFromEpoch(epochDay(date) + days)
}

/** Whole days from `from` to `to`; negative when `to` comes first. */
export function daysBetween(from: string, to: string): number {
  return epochDay(to) - epochDay(from)
}

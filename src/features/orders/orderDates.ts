import type { OrderLine } from '@contract/orders'
import { todayInShanghai } from '@domain/calendarDay'
import { bestBefore, daysLeft, daysLeftOnArrival, monthDay, todayOf } from '@/components/formatDate'
import { batchText } from '@/features/catalogue/productText'

const SHANGHAI_MS = 8 * 3_600_000

/** `11月25日 14:05` in Shanghai, of an RFC 3339 instant. */
export function momentText(instant: string): string {
  const at = Date.parse(instant)
  const day = todayInShanghai(at)
  return `${monthDay(day, day)} ${new Date(at + SHANGHAI_MS).toISOString().slice(11, 16)}`
}

/** A line's date and whose it is, the days left today, and, until the parcel is there, how many there will be then as it was told when he ordered. */
export function lineDates(line: Pick<OrderLine, 'batchCode' | 'expiresOn' | 'remainingDays' | 'remainingDaysOnArrival'>, isAwaited: boolean): string[] {
  const left = daysLeft(line.remainingDays)
  return [bestBefore(line.expiresOn, todayOf(line)), isAwaited ? `${left}，${daysLeftOnArrival(line.remainingDaysOnArrival)}` : left, batchText(line.batchCode)]
}

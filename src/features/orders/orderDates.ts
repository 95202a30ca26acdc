import type { OrderLine } from '@contract/orders'
import { todayInShanghai } from '@domain/calendarDay'
import { bestBefore, daysLeftOnArrival, monthDay } from '@/components/formatDate'

const SHANGHAI_MS = 8 * 3_600_000

/** `11月25日 14:05` in Shanghai, of an RFC 3339 instant. */
export function momentText(instant: string): string {
  const at = Date.parse(instant)
  const day = todayInShanghai(at)
  return `${monthDay(day, day)} ${new Date(at + SHANGHAI_MS).toISOString().slice(11, 16)}`
}

/** The dates of a line as they stood when it was ordered: on that day the years are left out. */
export function lineDates({ expiresOn, remainingDaysOnArrival }: Pick<OrderLine, 'expiresOn' | 'remainingDaysOnArrival'>, createdAt: string): string[] {
  return [`${bestBefore(expiresOn, todayInShanghai(Date.parse(createdAt)))}，${daysLeftOnArrival(remainingDaysOnArrival)}`]
}

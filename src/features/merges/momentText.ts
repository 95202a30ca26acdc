import { todayInShanghai } from '@domain/calendarDay'
import { monthDay } from '@/components/formatDate'

const SHANGHAI_MS = 8 * 3_600_000

/** `12月2日 18:05` in Shanghai, of an RFC 3339 instant. */
export function momentText(instant: string): string {
  const at = Date.parse(instant)
  const day = todayInShanghai(at)
  return `${monthDay(day, day)} ${new Date(at + SHANGHAI_MS).toISOString().slice(11, 16)}`
}

/** `11月25日` in Shanghai. */
export function dayText(instant: string): string {
  const day = todayInShanghai(Date.parse(instant))
  return monthDay(day, day)
}

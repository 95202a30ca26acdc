import { daysBetween, timeInShanghai, todayInShanghai } from '@domain/calendarDay'
import type { SessionInfo } from '@contract/sessions'
import { monthDay } from '@/components/formatDate'
import { CLIENT_NAMES } from '@/features/notices/texts'
import { texts } from './texts'

/** `iPhone · 微信小程序`. */
export function nameOf({ device, client }: SessionInfo): string {
  return `${device} · ${CLIENT_NAMES[client]}`
}

/** `上海 · 今天 21:04 用过`. `today` is the server's: a phone's clock may be wrong. */
export function whereaboutsOf({ place, lastSeenAt, isCurrent }: SessionInfo, today: string): string {
  return `${place} · ${isCurrent ? texts.now : texts.lastSeen(momentInWords(lastSeenAt, today))}`
}

function momentInWords(at: string, today: string): string {
  const day = todayInShanghai(Date.parse(at))
  const days = daysBetween(day, today)
  const word = days === 0 ? '今天' : days === 1 ? '昨天' : monthDay(day, today)
  return `${word} ${timeInShanghai(Date.parse(at))}`
}

/** The server's today: the session that asks comes first, and was seen within the minute. */
export function todayOf([current]: readonly SessionInfo[]): string {
  return todayInShanghai(current ? Date.parse(current.lastSeenAt) : 0)
}

import { timeInShanghai, todayInShanghai } from '@domain/calendarDay'
import type { Client, Notice } from '@contract/sessions'
import { monthDay } from '@/components/formatDate'

export const CLIENT_NAMES: Record<Client, string> = { weapp: '微信小程序', h5: '网页' }

export const texts = {
  title: '你的账号有新的登录',
  titleOfMany: (count: number) => `你的账号有 ${count} 次新的登录`,
  /** `11月25日 21:04 在网页 · 上海登录（Mac · Safari）`. */
  signedIn: ({ at, client, place, device }: Notice) => `${momentOf(at)} 在${CLIENT_NAMES[client]} · ${place}登录（${device}）`,
  ask: '不是你？',
  look: '查看登录设备',
  dismiss: '知道了',
}

/** Without a year: notices are kept for a quarter of one. */
function momentOf(at: string): string {
  const day = todayInShanghai(Date.parse(at))
  return `${monthDay(day, day)} ${timeInShanghai(Date.parse(at))}`
}

import { timeInShanghai, todayInShanghai } from '@domain/calendarDay'
import type { BestBeforeNotice, Client, SignInNotice } from '@contract/sessions'
import { bestBefore, daysLeft, monthDay, todayOf } from '@/components/formatDate'

export const CLIENT_NAMES: Record<Client, string> = { weapp: '微信小程序', h5: '网页' }

export const texts = {
  title: '你的账号有新的登录',
  titleOfMany: (count: number) => `你的账号有 ${count} 次新的登录`,
  /** `11月25日 21:04 在网页 · 上海登录（Mac · Safari）`. */
  signedIn: ({ at, client, place, device }: SignInNotice) => `${momentOf(at)} 在${CLIENT_NAMES[client]} · ${place}登录（${device}）`,
  ask: '不是你？',
  look: '查看登录设备',
  dismiss: '知道了',
  dateTitle: '快到日子了',
  /** `鲜牛奶剩 3 天，12月1日 前最佳。另有 2 件也快到了`. */
  comesToDate: (notice: BestBeforeNotice, others: number) =>
    `${notice.name}${daysLeft(notice.remainingDays)}，${bestBefore(notice.expiresOn, todayOf(notice))}${others > 0 ? `。另有 ${others} 件也快到了` : ''}`,
  lookAtDates: '看我的到期日',
}

/** Without a year: notices are kept for a quarter of one. */
function momentOf(at: string): string {
  const day = todayInShanghai(Date.parse(at))
  return `${monthDay(day, day)} ${timeInShanghai(Date.parse(at))}`
}

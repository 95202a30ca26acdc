import { formatPrice } from '@domain/money'
import type { AlertNotice, BestBeforeNotice, Client, ShippedNotice, SignInNotice } from '@contract/sessions'
import { bestBefore, daysLeft, momentText, todayOf } from '@/components/formatDate'

export const CLIENT_NAMES: Record<Client, string> = { weapp: '微信小程序', h5: '网页' }

export const texts = {
  title: '你的账号有新的登录',
  titleOfMany: (count: number) => `你的账号有 ${count} 次新的登录`,
  /** `11月25日 21:04 在网页 · 上海登录（Mac · Safari）`. */
  signedIn: ({ at, client, place, device }: SignInNotice) => `${momentText(at)} 在${CLIENT_NAMES[client]} · ${place}登录（${device}）`,
  ask: '不是你？',
  look: '查看登录设备',
  dismiss: '知道了',
  dateTitle: '快到日子了',
  /** `鲜牛奶剩 3 天，12月1日 前最佳。另有 2 件也快到了`. */
  comesToDate: (notice: BestBeforeNotice, others: number) =>
    `${notice.name}${daysLeft(notice.remainingDays)}，${bestBefore(notice.expiresOn, todayOf(notice))}${others > 0 ? `。另有 ${others} 件也快到了` : ''}`,
  lookAtDates: '看我的到期日',
  titles: { backInStock: '收藏的到货了', priceFell: '收藏的降价了', lastDays: '收藏的快到期了', shipped: '已发货' },
  /** `鲜牛奶 从 ¥12.90 降到 ¥9.90，剩 5 天`. */
  alert: ({ name, fromCents, priceCents, remainingDays }: AlertNotice) =>
    `${name} ${fromCents === null ? '' : `从 ${formatPrice(fromCents)} 降到 `}${formatPrice(priceCents)}，${daysLeft(remainingDays)}`,
  shipped: ({ orderNumber, carrier }: ShippedNotice) => `订单 ${orderNumber} 由${carrier}配送，请留意收货`,
  see: '去看看',
}

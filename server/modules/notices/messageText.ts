import { daysBetween } from '@domain/calendarDay'
import { carrierName } from '@domain/carriers'
import { formatPrice } from '@domain/money'
import { dateInWords, shorten } from '../../wechat/messageFields'
import type { SubscribeMessage } from '../../wechat/subscribeMessage'
import type { MessageTemplate, MessageTemplates } from '../../wechat/templates'
import type { NoticeTable } from './tables'

export type MessageText = Omit<SubscribeMessage, 'openid'>

/** A notice with the names of what it is about. */
export interface AboutNotice extends Pick<NoticeTable, 'kind' | 'at' | 'product_id' | 'from_cents' | 'price_cents' | 'expires_on'> {
  number: string | null
  carrier: string | null
  quantity: number | null
  line_name: string | null
  line_expires_on: string | null
  product_name: string | null
}

/** Prices and stock are no news any more. */
const STALE_AFTER_MS = 24 * 3_600_000

/** What WeChat is to say. Null: nothing, as there is no template, what it is about is gone, or it is too late to be told. */
export function messageOf(about: AboutNotice, templates: MessageTemplates, { now, today }: { now: number; today: string }): MessageText | null {
  switch (about.kind) {
    case 'bestBefore':
      return ofDate(about, templates.reminders, today)
    case 'shipped':
      return ofParcel(about, templates.shipping)
    case 'backInStock':
    case 'priceFell':
    case 'lastDays':
      return now - about.at.getTime() > STALE_AFTER_MS ? null : ofFavourite(about, templates.alerts, today)
    default:
      return null
  }
}

function ofDate({ line_name: name, line_expires_on: expiresOn }: AboutNotice, template: MessageTemplate | null, today: string): MessageText | null {
  if (!template || name === null || expiresOn === null) return null
  const remaining = daysBetween(today, expiresOn)
  if (remaining < 0) return null
  return write(template, 'packages/trade/dates/index', [shorten(name), dateInWords(expiresOn), `${daysLeft(remaining, '还')}，记得吃`])
}

function ofFavourite({ kind, product_id: id, product_name: name, from_cents: from, price_cents: cents, expires_on: expiresOn }: AboutNotice, template: MessageTemplate | null, today: string): MessageText | null {
  if (!template || id === null || name === null || cents === null || expiresOn === null) return null
  const remaining = daysBetween(today, expiresOn)
  if (remaining < 0) return null
  const news = kind === 'backInStock' ? '到货了' : kind === 'priceFell' && from !== null ? `降了 ${formatPrice(from - cents)}` : '最后几天'
  return write(template, `pages/product/index?id=${id}`, [shorten(name), formatPrice(cents), shorten(`${news}，${daysLeft(remaining)}`)])
}

function ofParcel({ number, carrier, quantity, line_name: name }: AboutNotice, template: MessageTemplate | null): MessageText | null {
  if (!template || number === null || carrier === null || name === null) return null
  const goods = quantity !== null && quantity > 1 ? `等 ${quantity} 件` : ''
  return write(template, `packages/trade/order/index?number=${number}`, [number, `${shorten(name, goods.length)}${goods}`, shorten(`${carrierName(carrier)}配送，请留意收货`)])
}

function daysLeft(remaining: number, still = ''): string {
  return remaining > 0 ? `${still}剩 ${remaining} 天` : '今天最后一天'
}

function write({ templateId, fields }: MessageTemplate, page: string, values: readonly [string, string, string]): MessageText {
  return { templateId, page, data: Object.fromEntries(fields.map((field, i) => [field, values[i] ?? ''])) }
}

import { randomUUID } from 'node:crypto'
import { CONSENT_VERSION } from '../../../contract/limits'
import type { Order, OrderPreview } from '../../../contract/orders'
import type { Shop } from './shop'

interface Account {
  /** The shopper's phone and its WeChat, by the name that the stand-in knows him by. */
  shopper: string
  phone: string
  /** What WeChat knows him by in all of the shop's apps; without it, its browser and the mini-program are two persons. */
  unionid?: string
}

/** A WeChat account with a verified number, made without a message to that number: one may be sent at once afterwards. */
export async function signUpByWechat(shop: Shop, { shopper, ...known }: Account): Promise<{ token: string }> {
  await scriptShopper(shop, shopper, known)
  const { code } = await post<{ code: string }>(`${shop.wechatUrl}/sandbox/login`, { shopper })
  const { code: phoneCode } = await post<{ code: string }>(`${shop.wechatUrl}/sandbox/phone`, { shopper })
  return post(`${shop.url}/v1/auth/wechat`, { code, phoneCode, consent: { version: CONSENT_VERSION } })
}

/** What WeChat knows of a shopper. */
export async function scriptShopper(shop: Shop, shopper: string, known: { phone: string; unionid?: string }): Promise<void> {
  const response = await fetch(`${shop.wechatUrl}/sandbox/shoppers/${shopper}`, { method: 'PUT', headers: JSON_BODY, body: JSON.stringify(known) })
  if (!response.ok) throw new Error(await response.text())
}

/** In Shanghai. Answers its id. */
export async function addAddress(shop: Shop, token: string, recipient: string): Promise<string> {
  const body = { recipient, phone: '13800138000', regionCode: '310101', detail: '南京东路 1 号 201 室' }
  return (await post<{ id: string }>(`${shop.url}/v1/me/addresses`, body, { authorization: `Bearer ${token}` })).id
}

/** The first of a list of products, and how many. */
interface Pick {
  query: string
  quantity: number
}

/** The goods that expire first. */
const SOONEST: Pick = { query: 'sort=remainingDays', quantity: 1 }
/** One that is near its date, and two of a kind that is not. */
export const MIXED_PARCEL: readonly Pick[] = [SOONEST, { query: 'freshness=fresh', quantity: 2 }]

/** An unpaid order, of one of the goods that expire first unless said otherwise, to an address of his. Answers its number. */
export async function placeOrder(shop: Shop, token: string, picks: readonly Pick[] = [SOONEST]): Promise<string> {
  const headers = { authorization: `Bearer ${token}` }
  const addressId = await addAddress(shop, token, '王小满')
  const lines = await Promise.all(
    picks.map(async ({ query, quantity }) => {
      const { items } = (await (await fetch(`${shop.url}/v1/products?${query}&limit=1`)).json()) as { items: { offer: { batchId: string; priceCents: number } }[] }
      const [first] = items
      if (!first) throw new Error(`no goods for ${query}`)
      return { batchId: first.offer.batchId, priceCents: first.offer.priceCents, quantity }
    }),
  )
  const { nearExpiry } = await post<OrderPreview>(`${shop.url}/v1/orders/preview`, { lines, addressId }, headers)
  const nearExpiryConfirmation = nearExpiry && { version: nearExpiry.version, batchIds: nearExpiry.batchIds }
  const body = { lines, addressId, ...(nearExpiryConfirmation ? { nearExpiryConfirmation } : {}) }
  return (await post<Order>(`${shop.url}/v1/orders`, body, { ...headers, 'idempotency-key': randomUUID() })).number
}

/** The same, paid at the stand-in by somebody who signed up in WeChat. */
export async function placePaidOrder(shop: Shop, token: string, picks?: readonly Pick[]): Promise<string> {
  const number = await placeOrder(shop, token, picks)
  const headers = { authorization: `Bearer ${token}` }
  const { standInUrl = '' } = await post<{ standInUrl?: string }>(`${shop.url}/v1/orders/${number}/payments`, { channel: 'weapp' }, headers)
  await fetch(standInUrl, { method: 'POST', body: new URLSearchParams({ outcome: 'success' }), redirect: 'manual' })
  const { status } = await post<Order>(`${shop.url}/v1/orders/${number}/payments/check`, {}, headers)
  if (status !== 'paid') throw new Error(`${number} is ${status}`)
  return number
}

/** Wants the money of an order back, with a photo. */
export async function askForRefund(shop: Shop, token: string, number: string, photo: Buffer): Promise<void> {
  const headers = { authorization: `Bearer ${token}` }
  const body = new FormData()
  body.append('file', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), 'date.jpg')
  const uploaded = await fetch(`${shop.url}/v1/orders/${number}/refund-photos`, { method: 'POST', body, headers: { 'x-client': 'weapp', ...headers } })
  const { id } = (await uploaded.json()) as { id: string }
  await post(`${shop.url}/v1/orders/${number}/refund`, { reason: 'damaged', note: '盒子压坏了', photoIds: [id] }, headers)
}

/** The latest code that went to a number. */
export async function lastCode(shop: Shop, phone: string, purpose: string): Promise<string> {
  return (await shop.sms(phone)).find((message) => message.purpose === purpose)?.code ?? ''
}

const JSON_BODY = { 'content-type': 'application/json' }

async function post<T>(url: string, body: object, headers: Record<string, string> = {}): Promise<T> {
  const response = await fetch(url, { method: 'POST', headers: { ...JSON_BODY, 'x-client': 'weapp', ...headers }, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${url}: ${await response.text()}`)
  return (await response.json()) as T
}

import { CONSENT_VERSION } from '../../contract/limits'
import type { BenchShop } from './benchShop'

export interface BenchShopper {
  token: string
  addressId: string
}

interface Made {
  id: string
  token: string
}

/** Members with a verified number and an address, made as the mini-program makes them. */
export async function makeShoppers(shop: BenchShop, count: number): Promise<BenchShopper[]> {
  const shoppers: BenchShopper[] = []
  for (let i = 0; i < count; i += 1) shoppers.push(await makeShopper(shop, `buyer-${i}`))
  return shoppers
}

async function makeShopper({ url, wechatUrl }: BenchShop, shopper: string): Promise<BenchShopper> {
  const { code } = await send<{ code: string }>('POST', `${wechatUrl}/sandbox/login`, { shopper })
  const signedUp = await send<Made>('POST', `${url}/v1/auth/wechat`, { code, consent: { version: CONSENT_VERSION } })
  const phone = await send<{ code: string }>('POST', `${wechatUrl}/sandbox/phone`, { shopper })
  const { token } = await send<Made>('PUT', `${url}/v1/me/phone`, { phoneCode: phone.code }, signedUp.token)
  const address = { recipient: '测试', phone: '13800138000', regionCode: '310101', detail: '南京东路 1 号' }
  return { token, addressId: (await send<Made>('POST', `${url}/v1/me/addresses`, address, token)).id }
}

async function send<T>(method: string, url: string, body: object, token?: string): Promise<T> {
  const headers = { 'content-type': 'application/json', 'x-client': 'weapp', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) }
  const response = await fetch(url, { method, headers, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}`)
  return (await response.json()) as T
}

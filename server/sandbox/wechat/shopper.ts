import { createHash, randomBytes } from 'node:crypto'

/** Who signs in from WeChat DevTools in tourist mode. */
export const TOURIST_SHOPPER = 'devtools'

/** Errors that one shopper meets, by WeChat's own numbers. */
export interface ShopperErrors {
  /** errcode of `sns/jscode2session` for this shopper's codes, such as 40226. */
  login?: number
  /** errcode of `getuserphonenumber` for this shopper's codes, such as 1400001. */
  phone?: number
  /** errno that the phone button itself fails with, such as 1400001 (no quota) or 103 (refused). */
  phoneButton?: number
}

export interface ShopperScript {
  /** Without country code. */
  phone?: string
  countryCode?: string
  unionid?: string | null
  nickname?: string
  /** WeChat shows a preview of the page, with a made-up shopper in place of this one. */
  snapshot?: boolean
  errors?: ShopperErrors
}

/** One person with WeChat on the phone. */
export interface Shopper {
  name: string
  openid: string
  unionid: string | null
  phone: string
  countryCode: string
  nickname: string
  /** Base64 of 16 bytes. A new one at every `wx.login`: the strictest reading of WeChat's rotation. */
  sessionKey: string
  snapshot: boolean
  errors: ShopperErrors
}

/** The same name gives the same openid and number on every run, so that tests and developers recognise them. */
export function makeShopper(appId: string, name: string): Shopper {
  const digest = digestOf(appId, name)
  return {
    name,
    openid: openidOf(appId, name),
    unionid: null,
    phone: `139${String(digest.readUInt32BE(28) % 100_000_000).padStart(8, '0')}`,
    countryCode: '86',
    // Since 2022-11 WeChat answers this name and a grey avatar for everybody.
    nickname: '微信用户',
    sessionKey: newSessionKey(),
    snapshot: false,
    errors: {},
  }
}

/** One person has another openid in each app. */
export function openidOf(appId: string, name: string): string {
  return `o${digestOf(appId, name).toString('base64url').slice(0, 27)}`
}

/** As WeChat writes it: mainland numbers bare, others with their country code. */
export function fullNumber({ phone, countryCode }: Shopper): string {
  return countryCode === '86' ? phone : `+${countryCode}${phone}`
}

export function newSessionKey(): string {
  return randomBytes(16).toString('base64')
}

function digestOf(appId: string, name: string): Buffer {
  return createHash('sha256').update(`${appId}/${name}`).digest()
}

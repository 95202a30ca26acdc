import type { Clock } from '../clock'
import { WechatUnreachable } from './problems'
import { callWechat, type TransportOptions } from './transport'

/**
 * WeChat hands out a fresh token in the last five minutes of the old one; asking a little later than that
 * gets the new one with certainty.
 */
const RENEWAL_MARGIN_MS = 4 * 60_000
const PATH = '/cgi-bin/stable_token'

export interface AccessTokens {
  get(): Promise<string>
  /** Forgets `token` if it is still the cached one: fifty callers that met 40001 with it drop it once. */
  drop(token: string): void
}

/**
 * The app's access_token, fetched once for any number of callers. Without `force_refresh`: every instance
 * shares one token, and forcing (20 a day) would end it under the others.
 */
export function accessTokens(options: TransportOptions & { appId: string; secret: string; clock: Clock }): AccessTokens {
  let cached: { value: string; renewAt: number } | null = null
  let inFlight: Promise<string> | null = null

  const fetchToken = async (): Promise<string> => {
    const body = { grant_type: 'client_credential', appid: options.appId, secret: options.secret, force_refresh: false }
    const answer = await callWechat(options, { path: PATH, body })
    const { access_token: value, expires_in: seconds } = answer
    if (typeof value !== 'string' || value === '' || typeof seconds !== 'number') throw new WechatUnreachable(PATH, 'no token in the answer')
    cached = { value, renewAt: options.clock.now() + seconds * 1000 - RENEWAL_MARGIN_MS }
    return value
  }

  return {
    get() {
      if (cached && options.clock.now() < cached.renewAt) return Promise.resolve(cached.value)
      inFlight ??= fetchToken().finally(() => {
        inFlight = null
      })
      return inFlight
    },
    drop(token) {
      if (cached?.value === token) cached = null
    },
  }
}

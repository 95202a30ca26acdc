import { ApiFailure } from '@/api/apiError'
import { offline, problem } from './factories'

/** Whatever the network and the server may come up with, by name. */
export const FAULTS: [string, ApiFailure][] = [
  ['no network', offline()],
  ['no answer in time', new ApiFailure({ kind: 'timeout', retryable: true })],
  ['the page of a gateway', new ApiFailure({ kind: 'http', status: 502, retryable: true })],
  ['a database that is away', problem('service_unavailable', { retryAfterSeconds: 5 })],
  ['a failure of the server', problem('internal')],
  ['too many tries', problem('rate_limited', { retryAfterSeconds: 60 })],
  ['an account that is closed', problem('account_limited')],
]

/** And WeChat. */
export const WECHAT_FAULTS: [string, ApiFailure][] = [
  ...FAULTS,
  ['a busy WeChat', problem('wechat_unavailable', { retryAfterSeconds: 5 })],
  ['a WeChat that distrusts the shopper', problem('wechat_high_risk')],
  ['a phone without wx.login', new ApiFailure({ kind: 'unsupported', retryable: false })],
]

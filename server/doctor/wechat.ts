import { callWechat, type TransportOptions, type WechatAnswer, type WechatRequest } from '../wechat/transport'
import type { MessageTemplates } from '../wechat/templates'
import { WechatError } from '../wechat/problems'
import { failureName } from '../failureName'
import type { DoctorContext } from './context'
import { findingsAbout, type Finding } from './finding'

const { ok, warning, fault, unknown } = findingsAbout('wechat')
const TIMEOUT_MS = 8_000
/** Encrypted phone numbers are refused beyond five minutes; a minute is a clock that nobody looks after. */
const SKEW_WARNING_MS = 60_000
const SKEW_FAULT_MS = 4 * 60_000
const INVALID_CODE = 40029
/** No shopper's code: WeChat looks at app id and secret first, and only then at this. */
const DUMMY_CODE = 'doctor-asks-with-no-code'

/** What WeChat's number means for the operator. */
const ADVICE: Record<number, string> = {
  40013: 'WECHAT_APPID is not an app id that WeChat knows. Copy it from the console: Development, Development settings.',
  40125: 'WECHAT_SECRET does not belong to WECHAT_APPID. Reset it in the console (the old one dies at once) and set the new one.',
  40164: 'This machine is not on the list of addresses that may ask for tokens. Add its outgoing address in the console: Development settings, IP whitelist.',
  40243: 'The secret is frozen. Unfreeze it in the console: Development settings.',
  41002: 'WECHAT_APPID is empty.',
  41004: 'WECHAT_SECRET is empty.',
  45009: "Today's calls are used up. They come back at midnight; the console can reset them ten times a month.",
  48001: 'The account has no right to this call. Phone numbers need a verified account that is not of a private person.',
  50002: 'The account is limited. The console says why.',
  89503: 'An administrator has to confirm this address: he finds the request in WeChat.',
  1400001: 'The paid quota is used up. Buy more in the console: Paid services. Until then shoppers are offered a one-time code.',
}

/** The clock, the credentials for tokens, the credentials for sign-ins, and the phone number call; nothing is changed or spent. */
export async function checkWechat({ config, clock }: DoctorContext): Promise<Finding[]> {
  const { apiBase, appId, secret } = config.wechat
  if (apiBase === null) return [unknown("WeChat's stand-in starts with the shop; nothing real is set up.", 'Set WECHAT_APPID, WECHAT_SECRET and WECHAT_API_BASE=https://api.weixin.qq.com to check your own app.')]
  const transport: TransportOptions = { apiBase, timeoutMs: TIMEOUT_MS }
  const skew = await clockSkew(apiBase, () => clock.now())
  if (typeof skew === 'string') return [fault(`It cannot be reached (${skew}).`, 'This machine needs a way out to api.weixin.qq.com, port 443: check DNS, firewall and proxy.')]

  const token = await ask(transport, { path: '/cgi-bin/stable_token', body: { grant_type: 'client_credential', appid: appId, secret, force_refresh: false } })
  const login = await ask(transport, { path: '/sns/jscode2session', query: { appid: appId, secret, js_code: DUMMY_CODE, grant_type: 'authorization_code' } })
  return [
    ...checkSkew(skew),
    typeof token === 'object' ? ok('It gives this machine an access token.') : refusal(token, 'It gives this machine no access token'),
    login === INVALID_CODE ? ok('It takes app id and secret for signing in.') : refusal(login, 'Nobody can sign in'),
    ...(typeof token === 'object' ? [await checkPhone(transport, String(token['access_token']))] : []),
    ...(await checkWebApps(transport, config.wechat)),
    checkTemplates(config.wechat),
  ]
}

async function checkPhone(transport: TransportOptions, accessToken: string): Promise<Finding> {
  const answer = await ask(transport, { path: '/wxa/business/getuserphonenumber', query: { access_token: accessToken }, body: { code: DUMMY_CODE } })
  if (answer === INVALID_CODE) return ok('It answers for phone numbers. How much of the paid quota is left, only the console tells: Paid services.')
  const { says, advice } = refusal(answer, 'One-tap phone numbers do not work')
  return warning(says, advice ?? 'Shoppers are offered a one-time code instead.')
}

const TEMPLATES = [
  { key: 'reminders', what: 'reminders', setting: 'WECHAT_REMINDER_TEMPLATE' },
  { key: 'alerts', what: 'alerts on favourites', setting: 'WECHAT_ALERT_TEMPLATE' },
  { key: 'shipping', what: 'parcels on their way', setting: 'WECHAT_SHIPPING_TEMPLATE' },
] as const

/** Nothing is sent: only the console tells whether the account has them. */
function checkTemplates(templates: MessageTemplates): Finding {
  const missing = TEMPLATES.filter(({ key }) => templates[key] === null)
  if (missing.length === 0) return ok('Templates for reminders, alerts and parcels are set. That the account has them, only the console tells: Subscription messages.')
  const whats = missing.map(({ what }) => what).join(', ')
  const settings = missing.map(({ setting }) => setting).join(', ')
  return unknown(`No template for ${whats}: they are notices in the app alone.`, `Choose one for each in the console under Subscription messages and set its id: ${settings}.`)
}

/** Sign-in on H5: the official account and the website app, each optional. */
async function checkWebApps(transport: TransportOptions, { oa, web }: WechatSettings): Promise<Finding[]> {
  const apps = [
    { keys: oa, name: 'official account', settings: 'WECHAT_H5' },
    { keys: web, name: 'website app', settings: 'WECHAT_WEB' },
  ]
  const checked = apps.map(async ({ keys, name, settings }) => {
    if (!keys) return []
    const query = { appid: keys.appId, secret: keys.secret, code: DUMMY_CODE, grant_type: 'authorization_code' }
    const answer = await ask(transport, { path: '/sns/oauth2/access_token', query })
    if (answer === INVALID_CODE) return [ok(`It takes app id and secret of the ${name}.`)]
    const finding = refusal(answer, `Nobody can sign in through the ${name}`)
    return [{ ...finding, advice: finding.advice?.replaceAll(/WECHAT_(?=APPID|SECRET)/g, `${settings}_`) }]
  })
  return (await Promise.all(checked)).flat()
}

type WechatSettings = DoctorContext['config']['wechat']
type Refusal = number | string

/** The answer, WeChat's number for why not, or the name of the failure. */
async function ask(transport: TransportOptions, request: WechatRequest): Promise<WechatAnswer | Refusal> {
  try {
    return await callWechat(transport, request)
  } catch (error) {
    return error instanceof WechatError ? error.errcode : failureName(error)
  }
}

function refusal(answer: WechatAnswer | Refusal, what: string): Finding {
  if (typeof answer === 'object') return fault(`${what} (an answer of another kind).`, 'WECHAT_API_BASE does not seem to be WeChat.')
  if (answer === -1) return warning(`${what} just now: WeChat says it is busy.`, 'Run this again in a minute.')
  if (typeof answer === 'string') return fault(`${what} (${answer}).`, 'WeChat did not answer properly: run this again, then check the way out of this machine.')
  return fault(`${what} (errcode ${answer}).`, ADVICE[answer] ?? `Look up errcode ${answer} in WeChat's list of return codes.`)
}

/** Milliseconds that this clock is ahead of WeChat's, by the `Date` of an answer; or the name of the failure. */
async function clockSkew(apiBase: string, now: () => number): Promise<number | string> {
  try {
    const asked = now()
    const response = await fetch(apiBase, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) })
    await response.arrayBuffer()
    const date = Date.parse(response.headers.get('date') ?? '')
    return Number.isNaN(date) ? 0 : (asked + now()) / 2 - date
  } catch (error) {
    return failureName(error)
  }
}

function checkSkew(skewMs: number): Finding[] {
  const off = Math.abs(skewMs)
  const says = `This clock is ${Math.round(off / 1000)} s ${skewMs > 0 ? 'ahead of' : 'behind'} WeChat's.`
  const advice = 'Switch on time synchronisation (NTP, chrony): beyond five minutes encrypted phone numbers are refused.'
  if (off > SKEW_FAULT_MS) return [fault(says, advice)]
  return off > SKEW_WARNING_MS ? [warning(says, advice)] : []
}

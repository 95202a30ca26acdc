import { randomBytes } from 'node:crypto'
import type { Clock } from '../../clock'
import { TOURIST_CODE } from '../../wechat/touristCode'
import { sha256Hex } from './cipher'
import { Faults } from './faults'
import { makeShopper, newSessionKey, TOURIST_SHOPPER, type Shopper } from './shopper'

export const CODE_TTL_MS = 5 * 60_000
const TOKEN_TTL_MS = 7_200_000
/** In its last five minutes a token is replaced by the next ordinary call; the old one stays good until its end. */
const TOKEN_RENEWAL_MS = 5 * 60_000
const FORCE_REFRESH_INTERVAL_MS = 30_000
const FORCE_REFRESH_PER_DAY = 20
const DAY_MS = 86_400_000
const LOGIN_CALLS_PER_MINUTE = 100

export type CodeKind = 'login' | 'phone'

interface Code {
  kind: CodeKind
  shopper: Shopper
  /** The key that was current when the code was issued. */
  sessionKey: string
  issuedAt: number
  used: boolean
}

interface AccessToken {
  value: string
  expiresAt: number
}

/** A message in WeChat, as its shopper sees it. */
export interface SubscribeMessage {
  shopper: string
  templateId: string
  page: string
  /** By the names of the template's fields. */
  data: Record<string, string>
  sentAt: string
}

const grantOf = ({ openid }: Shopper, templateId: string) => `${openid} ${templateId}`

export type CodeAnswer = { shopper: Shopper; sessionKey: string } | { errcode: number; errmsg: string }

/** Everything that WeChat would remember, for one app id. */
export class WechatState {
  readonly faults = new Faults()
  readonly calls = new Map<string, number>()
  private readonly shoppers = new Map<string, Shopper>()
  private readonly codes = new Map<string, Code>()
  private readonly messages = new Map<string, number>()
  /** Messages that shoppers got, the latest last. */
  readonly subscribeMessages: SubscribeMessage[] = []
  private readonly grants = new Map<string, number>()
  /** Shipping information by transaction id. */
  readonly shipments = new Map<string, object>()
  /** Those whose one correction is used. */
  private readonly corrected = new Set<string>()
  private readonly exchanges = new Map<string, number[]>()
  private tokens: AccessToken[] = []
  private forcedAt: number[] = []

  constructor(
    private readonly clock: Clock,
    readonly appId: string,
    readonly secret: string,
  ) {}

  /** A shopper is made at the first mention of the name. */
  shopper(name: string): Shopper {
    const known = this.shoppers.get(name)
    if (known) return known
    const shopper = makeShopper(this.appId, name)
    this.shoppers.set(name, shopper)
    return shopper
  }

  /** Those who were mentioned, first the first. */
  knownShoppers(): Shopper[] {
    return [...this.shoppers.values()]
  }

  shopperByOpenid(openid: string): Shopper | undefined {
    return [...this.shoppers.values()].find((shopper) => shopper.openid === openid)
  }

  /** `wx.login`: a code, and a new session_key in place of the old. */
  login(shopper: Shopper): string {
    shopper.sessionKey = newSessionKey()
    return this.issue('login', shopper, `0${randomBytes(24).toString('base64url').slice(0, 31)}`)
  }

  phoneCode(shopper: Shopper): string {
    return this.issue('phone', shopper, randomBytes(32).toString('hex'))
  }

  /** Spends a code. Codes of the other kind, unknown and stale ones are 40029; a second use is 40163. */
  redeem(kind: CodeKind, value: string): CodeAnswer {
    if (kind === 'login' && value === TOURIST_CODE) {
      const shopper = this.shopper(TOURIST_SHOPPER)
      return { shopper, sessionKey: shopper.sessionKey }
    }
    const code = this.codes.get(value)
    if (!code || code.kind !== kind || this.clock.now() - code.issuedAt > CODE_TTL_MS) return { errcode: 40029, errmsg: 'invalid code' }
    if (code.used) return { errcode: 40163, errmsg: 'code been used' }
    if (kind === 'login' && this.isTooOften(code.shopper)) return { errcode: 45011, errmsg: 'api minute-quota reach limit  mustslower  retry next minute' }
    code.used = true
    return code
  }

  /** The same token to every caller while it lives; `force` ends it early, at most 20 times a day and 30 s apart. */
  stableToken(force: boolean): { access_token: string; expires_in: number } | { errcode: number; errmsg: string } {
    const now = this.clock.now()
    this.forcedAt = this.forcedAt.filter((at) => now - at < DAY_MS)
    const last = this.forcedAt.at(-1)
    if (force && (last === undefined || now - last >= FORCE_REFRESH_INTERVAL_MS)) {
      if (this.forcedAt.length >= FORCE_REFRESH_PER_DAY) return { errcode: 45009, errmsg: 'reach max api daily quota limit' }
      this.forcedAt.push(now)
      this.tokens = []
    }
    this.tokens = this.tokens.filter((token) => token.expiresAt > now)
    const token = this.tokens.find((item) => item.expiresAt - now > TOKEN_RENEWAL_MS) ?? this.newToken(now)
    return { access_token: token.value, expires_in: Math.floor((token.expiresAt - now) / 1000) }
  }

  isTokenGood(value: string): boolean {
    return this.tokens.some((token) => token.value === value && token.expiresAt > this.clock.now())
  }

  /** Ends every token, as happens when somebody else forces a refresh. */
  dropTokens(): void {
    this.tokens = []
  }

  rememberMessage(encryptedData: string): void {
    this.messages.set(sha256Hex(encryptedData), Math.floor(this.clock.now() / 1000))
  }

  /** Unix seconds at which the message with this hash was encrypted, if WeChat did it. */
  messageCreatedAt(hash: string): number | undefined {
    return this.messages.get(hash)
  }

  /** Told again it is a correction, of which WeChat takes one; answers its errcode. */
  noteShipment(transactionId: string, info: { shipping_list?: unknown }): number {
    const known = this.shipments.get(transactionId) as { shipping_list?: unknown } | undefined
    if (known) {
      if (JSON.stringify(known.shipping_list) === JSON.stringify(info.shipping_list)) return 10060023
      if (this.corrected.has(transactionId)) return 10060003
      this.corrected.add(transactionId)
    }
    this.shipments.set(transactionId, info)
    return 0
  }

  /** `wx.requestSubscribeMessage`, allowed: one message of each template, or one more. */
  grantMessages(shopper: Shopper, templateIds: readonly string[]): void {
    for (const id of templateIds) this.grants.set(grantOf(shopper, id), (this.grants.get(grantOf(shopper, id)) ?? 0) + 1)
  }

  /** Spends one grant. False where the shopper has given none, or all are spent. */
  takeMessage(shopper: Shopper, templateId: string, rest: Pick<SubscribeMessage, 'page' | 'data'>): boolean {
    const left = this.grants.get(grantOf(shopper, templateId)) ?? 0
    if (left < 1) return false
    this.grants.set(grantOf(shopper, templateId), left - 1)
    this.subscribeMessages.push({ shopper: shopper.name, templateId, ...rest, sentAt: new Date(this.clock.now()).toISOString() })
    return true
  }

  count(path: string): void {
    this.calls.set(path, (this.calls.get(path) ?? 0) + 1)
  }

  private issue(kind: CodeKind, shopper: Shopper, value: string): string {
    const now = this.clock.now()
    // Kept for a while after their end, so that a late second use still reads 40163 as it does at WeChat.
    for (const [key, code] of this.codes) if (now - code.issuedAt > 2 * CODE_TTL_MS) this.codes.delete(key)
    this.codes.set(value, { kind, shopper, sessionKey: shopper.sessionKey, issuedAt: now, used: false })
    return value
  }

  private isTooOften(shopper: Shopper): boolean {
    const now = this.clock.now()
    const recent = (this.exchanges.get(shopper.openid) ?? []).filter((at) => now - at < 60_000)
    this.exchanges.set(shopper.openid, [...recent, now])
    return recent.length >= LOGIN_CALLS_PER_MINUTE
  }

  private newToken(now: number): AccessToken {
    const token = { value: `88_${randomBytes(96).toString('base64url')}`, expiresAt: now + TOKEN_TTL_MS }
    this.tokens.push(token)
    return token
  }
}

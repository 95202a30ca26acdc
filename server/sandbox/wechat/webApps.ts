import { randomBytes } from 'node:crypto'
import type { Clock } from '../../clock'
import type { WechatKeys } from '../../config'
import { openidOf, type Shopper } from './shopper'

export type WebAppKind = 'oa' | 'web'

export interface WebApp extends WechatKeys {
  kind: WebAppKind
}

/** Codes of WeChat's own browser live five minutes, those of the scanned page ten. */
const CODE_TTL_MS: Record<WebAppKind, number> = { oa: 5 * 60_000, web: 10 * 60_000 }
const TOKEN_TTL_MS = 7_200_000

interface Grant {
  app: WebApp
  shopper: Shopper
  /** Somebody made up, where the shopper looks at a preview. */
  snapshotName: string | null
  scope: string
  at: number
}

export type GrantAnswer = Grant | { errcode: number; errmsg: string }

/** What WeChat remembers about sign-ins on its pages. */
export class WebApps {
  private readonly codes = new Map<string, Grant & { used: boolean }>()
  private readonly tokens = new Map<string, Grant>()
  private readonly apps: WebApp[]

  constructor(
    private readonly clock: Clock,
    { oa, web }: Record<WebAppKind, WechatKeys | null>,
  ) {
    this.apps = [...(oa ? [{ kind: 'oa' as const, ...oa }] : []), ...(web ? [{ kind: 'web' as const, ...web }] : [])]
  }

  find(appId: string): WebApp | undefined {
    return this.apps.find((app) => app.appId === appId)
  }

  /** The code that the shopper's agreement puts into the way back. */
  grant(app: WebApp, shopper: Shopper, scope: string): string {
    const code = `0${randomBytes(24).toString('hex').slice(0, 31)}`
    const snapshotName = shopper.snapshot && app.kind === 'oa' ? `preview-${randomBytes(6).toString('hex')}` : null
    this.codes.set(code, { app, shopper, snapshotName, scope, at: this.clock.now(), used: false })
    return code
  }

  /** Spends a code: 40029 for an unknown, stale or foreign one, 40163 for a second use. */
  redeem(app: WebApp, value: string): GrantAnswer {
    const code = this.codes.get(value)
    if (!code || code.app !== app || this.clock.now() - code.at > CODE_TTL_MS[app.kind]) return { errcode: 40029, errmsg: 'invalid code' }
    if (code.used) return { errcode: 40163, errmsg: 'code been used' }
    code.used = true
    return code
  }

  issueToken(grant: Grant): string {
    const token = `99_${randomBytes(64).toString('base64url')}`
    this.tokens.set(token, { ...grant, at: this.clock.now() })
    return token
  }

  /** Whose token it is: 40001 for none, 48001 for one that may not read the profile, 40003 for another's openid. */
  readToken(token: string, openid: string): GrantAnswer {
    const grant = this.tokens.get(token)
    if (!grant || this.clock.now() - grant.at > TOKEN_TTL_MS) return { errcode: 40001, errmsg: 'invalid credential, access_token is invalid or not latest' }
    if (grant.scope === 'snsapi_base') return { errcode: 48001, errmsg: 'api unauthorized' }
    return openidOfGrant(grant) === openid ? grant : { errcode: 40003, errmsg: 'invalid openid' }
  }
}

export function openidOfGrant({ app, shopper, snapshotName }: Grant): string {
  return openidOf(app.appId, snapshotName ?? shopper.name)
}

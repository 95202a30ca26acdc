import type { FastifyBaseLogger } from 'fastify'
import type { WebWay } from '@contract/webSignIn'
import { guardCalls } from './guardCalls'
import { WechatUnreachable } from './problems'
import { callWechat, type TransportOptions, type WechatAnswer } from './transport'

/** What WeChat's page is asked for: the openid without a word, or who it is with the shopper's consent. */
export type WebScope = 'snsapi_base' | 'snsapi_userinfo' | 'snsapi_login'

/** Who came back from WeChat's page. */
export interface WechatWebLogin {
  openid: string
  unionid: string | null
  nickname: string | null
  /** Made up by WeChat for its preview of the page: nobody, and another nobody the next time. */
  isSnapshotUser: boolean
}

/** Sign-in on WeChat's own pages, for one app. */
export interface WechatWebClient {
  readonly appId: string
  /** What is asked for first. Inside WeChat silently: whoever is known sees no page at all. */
  readonly firstScope: WebScope
  /** The page that asks the shopper, and leads back to `redirectUri` with `code` and `state`. */
  pageUrl(request: { scope: WebScope; state: string; redirectUri: string }): string
  /** Swaps the code for who it stands for. The access_token stays in here. Rejects with `ProblemError`. */
  exchangeCode(code: string): Promise<WechatWebLogin>
}

export interface WechatWebClientOptions {
  way: WebWay
  appId: string
  secret: string
  apiBase: string
  openBase: string
  log: FastifyBaseLogger
  timeoutMs?: number
}

const DEFAULT_TIMEOUT_MS = 5_000
const TOKEN_PATH = '/sns/oauth2/access_token'
const USER_PATH = '/sns/userinfo'

/** What differs between the two ways; the rest of the dance is one. */
const WAYS: Record<WebWay, { page: string; firstScope: WebScope; settings: string }> = {
  oa: { page: '/connect/oauth2/authorize', firstScope: 'snsapi_base', settings: 'WECHAT_H5_APPID and WECHAT_H5_SECRET' },
  web: { page: '/connect/qrconnect', firstScope: 'snsapi_login', settings: 'WECHAT_WEB_APPID and WECHAT_WEB_SECRET' },
}

export function createWechatWebClient({ way, appId, secret, apiBase, openBase, log, timeoutMs }: WechatWebClientOptions): WechatWebClient {
  const { page, firstScope, settings } = WAYS[way]
  const transport: TransportOptions = { apiBase, timeoutMs: timeoutMs ?? DEFAULT_TIMEOUT_MS }
  const guarded = guardCalls(log, settings)
  return {
    appId,
    firstScope,
    pageUrl({ scope, state, redirectUri }) {
      // In this order: WeChat's page compares the address with a pattern before it parses it.
      const query = new URLSearchParams({ appid: appId, redirect_uri: redirectUri, response_type: 'code', scope, state })
      // Without the fragment WeChat's browser shows an error instead of the page.
      return `${openBase.replace(/\/$/, '')}${page}?${query.toString()}#wechat_redirect`
    },
    exchangeCode: (code) => guarded(() => exchange(transport, { appId, secret, code })),
  }
}

async function exchange(transport: TransportOptions, { appId, secret, code }: { appId: string; secret: string; code: string }): Promise<WechatWebLogin> {
  const query = { appid: appId, secret, code, grant_type: 'authorization_code' }
  const answer = await callWechat(transport, { path: TOKEN_PATH, query })
  const openid = textOf(answer['openid'])
  if (openid === null) throw new WechatUnreachable(TOKEN_PATH, 'no openid in the answer')
  const unionid = textOf(answer['unionid'])
  const isSnapshotUser = answer['is_snapshotuser'] === 1
  if (isSnapshotUser || !allowsProfile(answer)) return { openid, unionid, nickname: null, isSnapshotUser }
  const profile = await readProfile(transport, answer, openid)
  return { openid, unionid: textOf(profile['unionid']) ?? unionid, nickname: nicknameOf(profile['nickname']), isSnapshotUser }
}

async function readProfile(transport: TransportOptions, answer: WechatAnswer, openid: string): Promise<WechatAnswer> {
  const token = answer['access_token']
  if (typeof token !== 'string' || token === '') throw new WechatUnreachable(TOKEN_PATH, 'no token in the answer')
  const profile = await callWechat(transport, { path: USER_PATH, query: { access_token: token, openid, lang: 'zh_CN' } })
  if (profile['openid'] !== openid) throw new WechatUnreachable(USER_PATH, 'the profile of somebody else')
  return profile
}

function allowsProfile({ scope }: WechatAnswer): boolean {
  return typeof scope === 'string' && /(^|,)snsapi_(userinfo|login)(,|$)/.test(scope)
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && value.length <= 128 ? value : null
}

function nicknameOf(value: unknown): string | null {
  return typeof value === 'string' ? value.replace(/\p{Cc}/gu, '').trim() || null : null
}

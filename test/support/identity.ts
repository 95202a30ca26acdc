import { randomInt } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { SessionStarted } from '../../contract/identity'
import { CONSENT_VERSION } from '../../contract/limits'
import { buildApp, type App, type AppDeps } from '../../server/app'
import type { Config } from '../../server/config'
import { SmsSandbox } from '../../server/sandbox/sms'
import { buildWechatSandbox } from '../../server/sandbox/wechat/app'
import { testClock, type TestClock } from './clock'
import { buildTestApp, testConfig, type TestApp } from './server'

export const CONSENT = { version: CONSENT_VERSION }

type Response = Awaited<ReturnType<FastifyInstance['inject']>>

export interface Tap {
  code: string
  encryptedData: string
  iv: string
}

export interface UserInfo extends Omit<Tap, 'code'> {
  rawData: string
  signature: string
}

export interface IdentityApp extends TestApp {
  wechat: FastifyInstance
  sms: SmsSandbox
  logs: string[]
  /** A mini-program's request, from a network of its own unless `remoteAddress` says otherwise. */
  call(method: string, url: string, options?: CallOptions): Promise<Response>
  /** Another instance over the same database. Close it. */
  instance(config?: Partial<Config>): Promise<App>
  /** What the shopper's phone does. */
  wxLogin(shopper: string): Promise<string>
  tapPhone(shopper: string): Promise<Tap>
  userInfo(shopper: string): Promise<UserInfo>
  script(shopper: string, script: object): Promise<{ openid: string; phone: string }>
  fault(fault: object): Promise<void>
  wechatCalls(): Promise<Record<string, number>>
  /** A member, signed up through WeChat. */
  signUp(shopper: string): Promise<SessionStarted & { token: string }>
  /** Asks for a code and answers it, once the number may be sent to again. */
  smsCode(phone: string, options?: { token?: string }): Promise<{ code: string; requestId: string }>
}

export interface CallOptions {
  body?: object
  token?: string
  cookies?: Record<string, string>
  headers?: Record<string, string>
  remoteAddress?: string
}

/** Runs between test runs of the same file: counters per address never meet. */
const someAddress = (): string => `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`

export async function buildIdentityApp({ env, deps }: { env?: NodeJS.ProcessEnv; deps?: (clock: TestClock) => Partial<AppDeps> | Promise<Partial<AppDeps>> } = {}): Promise<IdentityApp> {
  const clock = testClock()
  const { appId, secret, oa, web } = testConfig().wechat
  const wechat = buildWechatSandbox({ clock, appId, secret, oa, web })
  const apiBase = await wechat.listen({ host: '127.0.0.1', port: 0 })
  const sms = new SmsSandbox(clock)
  const logs: string[] = []
  const logStream = { write: (line: string) => void logs.push(line) }
  const built = await buildTestApp({
    clock,
    env: { WECHAT_API_BASE: apiBase, LOG_LEVEL: 'trace', ...env },
    deps: { sms, logStream, ...(await deps?.(clock)) },
  })

  const call: IdentityApp['call'] = (method, url, { body, token, cookies, headers, remoteAddress } = {}) =>
    built.app.inject({
      method: method as 'GET',
      url,
      remoteAddress: remoteAddress ?? someAddress(),
      headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
      ...(body ? { payload: body } : {}),
      ...(cookies ? { cookies } : {}),
    })
  const phone = async <T>(method: 'POST' | 'PUT', url: string, body: object): Promise<T> => {
    const response = await wechat.inject({ method, url, payload: body, headers: { 'content-type': 'application/json' } })
    if (response.statusCode >= 300) throw new Error(`${url}: ${response.body}`)
    return (response.body === '' ? undefined : response.json()) as T
  }
  const wxLogin = async (shopper: string) => (await phone<{ code: string }>('POST', '/sandbox/login', { shopper })).code

  return {
    ...built,
    wechat,
    sms,
    logs,
    call,
    instance: (config) => buildApp({ config: { ...built.app.config, ...config }, clock, database: built.database.db, sms, logStream }),
    wxLogin,
    tapPhone: (shopper) => phone('POST', '/sandbox/phone', { shopper }),
    userInfo: (shopper) => phone('POST', '/sandbox/user-info', { shopper }),
    script: (shopper, script) => phone('PUT', `/sandbox/shoppers/${shopper}`, script),
    fault: (fault) => phone('PUT', '/sandbox/faults', fault),
    wechatCalls: async () => (await wechat.inject('/sandbox/calls')).json(),
    signUp: async (shopper) => {
      const response = await call('POST', '/v1/auth/wechat', { body: { code: await wxLogin(shopper), consent: CONSENT } })
      if (response.statusCode !== 200) throw new Error(response.body)
      return response.json()
    },
    smsCode: async (number, options) => {
      const response = await call('POST', '/v1/auth/sms/codes', { body: { phone: number }, ...options })
      if (response.statusCode !== 200) throw new Error(response.body)
      const sent = sms.sent().find((message) => message.phone === number)
      return { requestId: response.json<{ requestId: string }>().requestId, code: sent?.code ?? '' }
    },
    close: async () => {
      await built.close()
      await wechat.close()
    },
  }
}

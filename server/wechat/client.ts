import { createHash, createHmac } from 'node:crypto'
import type { FastifyBaseLogger } from 'fastify'
import type { Clock } from '../clock'
import { accessTokens, type AccessTokens } from './accessToken'
import { readCountryCode } from './countryCode'
import { guardCalls } from './guardCalls'
import { WechatError, WechatUnreachable } from './problems'
import { uploadShippingInfo, type ShippingInfo } from './shippingInfo'
import { sendSubscribeMessage, type MessageOutcome, type SubscribeMessage } from './subscribeMessage'
import { callWechat, type TransportOptions, type WechatAnswer } from './transport'

const DEFAULT_TIMEOUT_MS = 5_000
const INVALID_TOKEN = 40001
const INVALID_SIGNATURE = 87009

/** What a login code was worth. `sessionKey` is base64 and never leaves the server. */
export interface WechatLogin {
  openid: string
  unionid: string | null
  sessionKey: string
}

/** A number that WeChat vouches for. */
export interface WechatPhone {
  number: string
  countryCode: string
}

/** WeChat's HTTP API. Every method rejects with the `ProblemError` that our own client is to see. */
export interface WechatClient {
  readonly appId: string
  exchangeLoginCode(code: string): Promise<WechatLogin>
  exchangePhoneCode(code: string): Promise<WechatPhone>
  /** Whether `sessionKey` is still the one that WeChat holds for this shopper. */
  isSessionKeyCurrent(openid: string, sessionKey: string): Promise<boolean>
  /** Whether WeChat itself encrypted this. */
  isMessageGenuine(encryptedData: string): Promise<boolean>
  /** Tells WeChat that the goods are on their way. `refused`: no repetition will help. */
  uploadShippingInfo(info: ShippingInfo): Promise<'done' | 'refused'>
  /** Sends a message that the shopper has allowed once. Rejects where another try may help. */
  sendSubscribeMessage(message: SubscribeMessage): Promise<MessageOutcome>
}

export interface WechatClientOptions {
  appId: string
  secret: string
  apiBase: string
  clock: Clock
  log: FastifyBaseLogger
  timeoutMs?: number
}

export function createWechatClient(options: WechatClientOptions): WechatClient {
  const transport: TransportOptions = { apiBase: options.apiBase, timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS }
  const call = tokenCaller(transport, accessTokens({ ...options, ...transport }))
  const logins = new Map<string, Promise<WechatLogin>>()
  const guarded = guardCalls(options.log, 'WECHAT_APPID and WECHAT_SECRET')
  return {
    appId: options.appId,
    exchangeLoginCode(code) {
      // A double tap sends one code twice at once; WeChat must see it once, or the second answer spoils the first.
      const running = logins.get(code)
      if (running) return running
      const login = guarded(() => exchange(transport, options, code)).finally(() => logins.delete(code))
      logins.set(code, login)
      return login
    },
    exchangePhoneCode: (code) => guarded(async () => readPhone(await call(PHONE_PATH, { code }), options.appId)),
    isSessionKeyCurrent: (openid, sessionKey) => guarded(() => checkSessionKey(call, openid, sessionKey)),
    isMessageGenuine: (encryptedData) => guarded(() => checkMessage(call, encryptedData)),
    uploadShippingInfo: (info) => guarded(() => uploadShippingInfo(call, info)),
    sendSubscribeMessage: (message) => guarded(() => sendSubscribeMessage(call, message)),
  }
}

type TokenCall = (path: string, body: Record<string, unknown>) => Promise<WechatAnswer>

/** Calls with the access_token. A token that went bad is dropped, fetched once and tried once more. */
function tokenCaller(transport: TransportOptions, tokens: AccessTokens): TokenCall {
  return async (path, body) => {
    const attempt = (token: string) => callWechat(transport, { path, query: { access_token: token }, body })
    const token = await tokens.get()
    try {
      return await attempt(token)
    } catch (error) {
      if (!isErrcode(error, INVALID_TOKEN)) throw error
      tokens.drop(token)
      return attempt(await tokens.get())
    }
  }
}

async function checkSessionKey(call: TokenCall, openid: string, sessionKey: string): Promise<boolean> {
  // The key of the HMAC is the base64 text itself; only AES uses the bytes behind it.
  const signature = createHmac('sha256', sessionKey).update('').digest('hex')
  try {
    await call('/wxa/checksession', { openid, signature, sig_method: 'hmac_sha256' })
    return true
  } catch (error) {
    if (isErrcode(error, INVALID_SIGNATURE)) return false
    throw error
  }
}

async function checkMessage(call: TokenCall, encryptedData: string): Promise<boolean> {
  const hash = createHash('sha256').update(encryptedData).digest('hex')
  const answer = await call('/wxa/business/checkencryptedmsg', { encrypted_msg_hash: hash })
  // "vaild" is how WeChat spells it; the other spelling is for the day it is corrected.
  return answer['vaild'] === true || answer['valid'] === true
}

function isErrcode(error: unknown, errcode: number): boolean {
  return error instanceof WechatError && error.errcode === errcode
}

const LOGIN_PATH = '/sns/jscode2session'
const PHONE_PATH = '/wxa/business/getuserphonenumber'

async function exchange(transport: TransportOptions, { appId, secret }: WechatClientOptions, code: string): Promise<WechatLogin> {
  const query = { appid: appId, secret, js_code: code, grant_type: 'authorization_code' }
  const { openid, unionid, session_key: sessionKey } = await callWechat(transport, { path: LOGIN_PATH, query })
  if (!isToken(openid)) throw new WechatUnreachable(LOGIN_PATH, 'no openid in the answer')
  if (!isToken(sessionKey)) throw new WechatUnreachable(LOGIN_PATH, 'no session key in the answer')
  return { openid, unionid: isToken(unionid) ? unionid : null, sessionKey }
}

function readPhone(answer: WechatAnswer, appId: string): WechatPhone {
  const info = asObject(answer['phone_info'])
  const { purePhoneNumber: number, countryCode } = info
  if (typeof number !== 'string' || !/^\d{5,15}$/.test(number)) throw new WechatUnreachable(PHONE_PATH, 'no number in the answer')
  if (asObject(info['watermark'])['appid'] !== appId) throw new WechatUnreachable(PHONE_PATH, 'a number for another app')
  return { number, countryCode: readCountryCode(countryCode) }
}

function isToken(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= 128
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

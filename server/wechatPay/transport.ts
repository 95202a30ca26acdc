import { Formatter } from 'wechatpay-axios-plugin'
import type { Clock } from '../clock'
import { PaymentFailure } from '../modules/payments/provider'
import { distrust } from './proof'
import type { WechatPaySettings } from './settings'
import { newNonce, signLines } from './signature'

const TIMEOUT_MS = 5_000
const MAX_ANSWER_BYTES = 64 * 1024
const BUSY = new Set(['SYSTEM_ERROR', 'FREQUENCY_LIMITED', 'RATELIMIT_EXCEEDED'])

export interface PayCall {
  method: 'GET' | 'POST'
  /** Path with query, as it is signed. */
  path: string
  body?: Record<string, unknown>
}

export type PayAnswer = Record<string, unknown>

/**
 * One signed call of WeChat Pay v3; the answer's own signature is checked before it is believed. Rejects with
 * `PaymentFailure`: with WeChat's code when it refused, without one when it was silent, busy or not itself.
 */
export async function callPay(settings: WechatPaySettings, clock: Clock, { method, path, body }: PayCall): Promise<PayAnswer> {
  const text = body ? JSON.stringify(body) : ''
  const response = await send(settings, clock, method, path, text)
  const answer = await read(response, path)
  if (!response.ok) throw refusal(response.status, answer, path)
  const { headers } = response
  const header = (name: string) => headers.get(`wechatpay-${name}`) ?? undefined
  const signed = { timestamp: header('timestamp'), nonce: header('nonce'), serial: header('serial'), signature: header('signature') }
  const reason = distrust(settings.platformKeys, signed, answer, clock.now())
  if (reason) throw new PaymentFailure(null, `the answer to ${nameOf(path)} cannot be believed: ${reason}`)
  return answer === '' ? {} : parse(answer, path)
}

async function send(settings: WechatPaySettings, clock: Clock, method: PayCall['method'], path: string, text: string): Promise<Response> {
  const timestamp = String(Math.floor(clock.now() / 1000))
  const nonce = newNonce()
  const signature = signLines(settings.privateKey, [method, path, timestamp, nonce, text])
  // Which of its keys WeChat is to sign with: the newest that we hold.
  const wanted = [...settings.platformKeys.keys()].find((id) => id.startsWith('PUB_KEY_ID_'))
  try {
    return await fetch(`${settings.apiBase}${path}`, {
      method,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'error',
      headers: {
        accept: 'application/json',
        'user-agent': 'near-expiry-shop',
        authorization: Formatter.authorization(settings.mchId, nonce, signature, timestamp, settings.serial),
        ...(wanted === undefined ? {} : { 'wechatpay-serial': wanted }),
        ...(text === '' ? {} : { 'content-type': 'application/json' }),
      },
      ...(text === '' ? {} : { body: text }),
    })
  } catch (error) {
    throw new PaymentFailure(null, `no answer to ${nameOf(path)}: ${error instanceof Error ? error.name : 'unknown'}`)
  }
}

async function read(response: Response, path: string): Promise<string> {
  const text = await response.text().catch(() => {
    throw new PaymentFailure(null, `half an answer to ${nameOf(path)}`)
  })
  if (text.length > MAX_ANSWER_BYTES) throw new PaymentFailure(null, `too long an answer to ${nameOf(path)}`)
  return text
}

/** WeChat's own message stays out: it quotes what was sent. */
function refusal(status: number, text: string, path: string): PaymentFailure {
  let code: unknown
  try {
    code = (JSON.parse(text) as { code?: unknown }).code
  } catch {
    code = null
  }
  const isDefinite = status < 500 && typeof code === 'string' && !BUSY.has(code)
  return new PaymentFailure(isDefinite ? code as string : null, `${nameOf(path)} was refused: ${status} ${String(code)}`)
}

function parse(text: string, path: string): PayAnswer {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as PayAnswer
  } catch {
    // Falls through: the parser's message quotes the text.
  }
  throw new PaymentFailure(null, `the answer to ${nameOf(path)} is no JSON object`)
}

/** For the log: without the merchant's number in the query. */
function nameOf(path: string): string {
  return path.split('?', 1)[0] ?? ''
}

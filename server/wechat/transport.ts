import { WechatError, WechatUnreachable } from './problems'

export interface WechatRequest {
  path: string
  query?: Record<string, string>
  /** Given: a POST with this JSON. */
  body?: Record<string, unknown>
}

export interface TransportOptions {
  apiBase: string
  timeoutMs: number
}

export type WechatAnswer = Record<string, unknown>

const SYSTEM_BUSY = -1
const MAX_ANSWER_BYTES = 64 * 1024

/**
 * One call of WeChat's API, repeated once when WeChat says it is busy (-1): that answer spends no code.
 * Silence is not repeated, because the code may have been spent behind it.
 */
export async function callWechat(options: TransportOptions, request: WechatRequest): Promise<WechatAnswer> {
  try {
    return await callOnce(options, request)
  } catch (error) {
    if (error instanceof WechatError && error.errcode === SYSTEM_BUSY) return callOnce(options, request)
    throw error
  }
}

async function callOnce(options: TransportOptions, request: WechatRequest): Promise<WechatAnswer> {
  const answer = parse(request.path, await fetchText(options, request))
  const errcode = answer['errcode']
  if (typeof errcode === 'number' && errcode !== 0) throw new WechatError(errcode, request.path)
  return answer
}

async function fetchText({ apiBase, timeoutMs }: TransportOptions, { path, query, body }: WechatRequest): Promise<string> {
  const url = `${apiBase.replace(/\/$/, '')}${path}${query ? `?${new URLSearchParams(query).toString()}` : ''}`
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(timeoutMs),
      redirect: 'error',
      ...(body ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
    })
    return await response.text()
  } catch (error) {
    // Only the name: the error's own text and cause may quote the address, and that holds the app secret.
    throw new WechatUnreachable(path, error instanceof Error ? error.name : 'unknown')
  }
}

/** By content, never by label: `sns/jscode2session` answers JSON as text/plain. */
function parse(path: string, text: string): WechatAnswer {
  if (text.length > MAX_ANSWER_BYTES) throw new WechatUnreachable(path, 'answer too large')
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as WechatAnswer
  } catch {
    // Falls through: the parser's message quotes the text, which may hold a session_key.
  }
  throw new WechatUnreachable(path, 'not a JSON object')
}

import Taro from '@tarojs/taro'
import type { ProblemCode } from '@contract/problemCodes'
import type { Problem } from '@contract/problems'
import { ApiFailure, type ApiError, type ProblemMembers } from './apiError'
import { withQuery, type Query } from './url'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface ApiRequest {
  method?: Method
  /** Path below the host, such as `/v1/products`. */
  path: string
  query?: Query
  body?: object
  /** Bearer token, mini-program only; on H5 the browser sends its cookie. */
  token?: string | null
  /** False for public calls: H5 leaves its cookie out, so that the answer may be cached for everybody. */
  session?: boolean
  /** Same key twice is one write. */
  idempotencyKey?: string
  signal?: AbortSignal
}

export type Transport = <T>(request: ApiRequest) => Promise<T>

/** Long enough for a slow phone network, short enough that the shopper is told before he gives up. */
const TIMEOUT_MS = 15_000

/**
 * One call to the backend. Resolves with the body, or rejects with `ApiFailure`: it always settles.
 * It reports; it never navigates, toasts, or signs out. Taro's interceptors are not used: they lose `abort`.
 */
export const transport: Transport = async <T>(request: ApiRequest): Promise<T> => {
  const { signal } = request
  if (signal?.aborted) throw new ApiFailure({ kind: 'aborted', retryable: false })
  const task = Taro.request<unknown>(optionsOf(request))
  const abort = () => task.abort()
  signal?.addEventListener('abort', abort)
  try {
    const response = await task
    if (response.statusCode >= 200 && response.statusCode < 300) return response.data as T
    throw new ApiFailure(toHttpError(response.statusCode, response.data))
  } catch (thrown) {
    if (thrown instanceof ApiFailure) throw thrown
    throw new ApiFailure(signal?.aborted ? { kind: 'aborted', retryable: false } : toTransportError(thrown))
  } finally {
    signal?.removeEventListener('abort', abort)
  }
}

function optionsOf(request: ApiRequest): Taro.request.Option {
  const method = request.method ?? 'GET'
  return {
    url: `${API_BASE}${withQuery(request.path, request.query)}`,
    method: isTunnelled(method) ? 'POST' : method,
    data: request.body,
    header: headersOf(request, method),
    timeout: TIMEOUT_MS,
    dataType: 'json',
    credentials: request.session ? 'same-origin' : 'omit',
  }
}

/** wx.request knows no PATCH: it goes as POST with the method in a header. */
function isTunnelled(method: Method): method is 'PATCH' {
  return method === 'PATCH' && process.env.TARO_ENV !== 'h5'
}

/** Built anew for each call: a shared object would let a token outlive its session. */
function headersOf({ body, token, idempotencyKey }: ApiRequest, method: Method): Record<string, string> {
  return {
    Accept: 'application/json',
    ...clientHeaders(token),
    ...(isTunnelled(method) ? { 'X-HTTP-Method-Override': method } : {}),
    ...(body ? { 'Content-Type': 'application/json' } : {}),
    ...(idempotencyKey ? { 'Idempotency-Key': idempotencyKey } : {}),
  }
}

/** Which program is calling, and for whom. */
export function clientHeaders(token: string | null | undefined): Record<string, string> {
  return { 'X-Client': process.env.TARO_ENV === 'h5' ? 'h5' : 'weapp', ...(token ? { Authorization: `Bearer ${token}` } : {}) }
}

/** What an answer that is no success means. */
export function toHttpError(status: number, body: unknown): ApiError {
  if (!isProblem(body)) return { kind: 'http', status, retryable: status >= 500 }
  if (body.code === 'session_expired') return { kind: 'auth', reason: 'expired', retryable: false }
  if (body.code === 'not_signed_in') return { kind: 'auth', reason: 'missing', retryable: false }
  return {
    kind: 'problem',
    status,
    code: body.code,
    title: body.title,
    fields: Object.fromEntries((body.errors ?? []).map(({ field, message }) => [field.replace(/^\//, ''), message])),
    retryAfterSeconds: body.retryAfterSeconds ?? null,
    retryable: status >= 500 || status === 429,
    ...membersOf(body),
  }
}

function membersOf({ deletionDueAt, lines, nearExpiry }: ProblemMembers): ProblemMembers {
  return { ...(deletionDueAt === undefined ? {} : { deletionDueAt }), ...(lines ? { lines } : {}), ...(nearExpiry ? { nearExpiry } : {}) }
}

/** By its form and not by a list: a problem that is newer than this app still says what it is in its own sentence. */
function isProblem(body: unknown): body is Problem & ProblemMembers & { code: ProblemCode } {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string' && 'title' in body && typeof body.title === 'string'
}

/**
 * WeChat: `{ errMsg: 'request:fail timeout' }`. H5: a TypeError of fetch; an AbortError is Taro's own timer, because an
 * abort that was asked for never comes here.
 */
export function toTransportError(thrown: unknown): ApiError {
  const message = typeof thrown === 'object' && thrown !== null && 'errMsg' in thrown ? String(thrown.errMsg) : String(thrown)
  const isAbort = typeof thrown === 'object' && thrown !== null && 'name' in thrown && thrown.name === 'AbortError'
  return isAbort || /time.?out/i.test(message) ? { kind: 'timeout', retryable: true } : { kind: 'network', retryable: true }
}

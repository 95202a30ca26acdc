import Taro from '@tarojs/taro'
import { ApiFailure, toApiError } from '@/api/apiError'
import { transport, type ApiRequest } from '@/api/transport'

type Answer = { statusCode: number; data: unknown }

const spy = jest.spyOn(Taro, 'request')
const abort = jest.fn()

/** What wx.request, or Taro's fetch, does with the next call. */
function answer(promise: Promise<Answer>) {
  spy.mockReturnValueOnce(Object.assign(promise, { abort }) as never)
}
const answers = (statusCode: number, data: unknown = null) => answer(Promise.resolve({ statusCode, data }))
// eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- WeChat rejects with plain objects
const fails = (reason: unknown) => answer(Promise.reject(reason))
const send = (request: Partial<ApiRequest> = {}) => transport({ path: '/v1/x', ...request })
const errorOf = (promise: Promise<unknown>) => promise.then(
  () => 'fulfilled',
  (thrown: unknown) => (thrown instanceof ApiFailure ? thrown.error : thrown),
)
const sentOptions = () => spy.mock.calls[0]?.[0] as Taro.request.Option

afterEach(() => {
  spy.mockReset()
  abort.mockReset()
  process.env.TARO_ENV = 'h5'
})
afterAll(() => spy.mockRestore())

describe('what is sent', () => {
  it('names the client, and nothing of a session for a public call', async () => {
    answers(200, {})
    await send({ query: { limit: 20, q: '牛奶', cursor: null } })
    expect(sentOptions()).toMatchObject({ url: '/v1/x?limit=20&q=%E7%89%9B%E5%A5%B6', method: 'GET', credentials: 'omit' })
    expect(sentOptions().header).toEqual({ Accept: 'application/json', 'X-Client': 'h5' })
  })

  it('carries token, body and idempotency key where they are given', async () => {
    answers(200, {})
    await send({ method: 'POST', body: { a: 1 }, token: 't', session: true, idempotencyKey: 'k' })
    expect(sentOptions()).toMatchObject({ method: 'POST', data: { a: 1 }, credentials: 'same-origin' })
    expect(sentOptions().header).toMatchObject({ Authorization: 'Bearer t', 'Content-Type': 'application/json', 'Idempotency-Key': 'k' })
  })

  it('builds headers anew, so that a token does not outlive its call', async () => {
    answers(200)
    answers(200)
    await send({ token: 't' })
    await send()
    expect(spy.mock.calls[1]?.[0].header).not.toHaveProperty('Authorization')
  })

  it('tunnels PATCH through POST in the mini-program, which knows none', async () => {
    process.env.TARO_ENV = 'weapp'
    answers(200)
    await send({ method: 'PATCH', body: {} })
    expect(sentOptions().method).toBe('POST')
    expect(sentOptions().header).toMatchObject({ 'X-HTTP-Method-Override': 'PATCH', 'X-Client': 'weapp' })
  })

  it('sends PATCH as it is on H5', async () => {
    answers(200)
    await send({ method: 'PATCH', body: {} })
    expect(sentOptions().method).toBe('PATCH')
    expect(sentOptions().header).not.toHaveProperty('X-HTTP-Method-Override')
  })
})

describe('how it settles', () => {
  it.each([
    [200, { a: 1 }],
    [204, null],
  ])('answers the body of a %i', async (status, body) => {
    answers(status, body)
    await expect(send()).resolves.toBe(body)
  })

  it.each([
    ['session_expired', 'expired'],
    ['not_signed_in', 'missing'],
  ])('reads %s as an ended session', async (code, reason) => {
    answers(401, { code, title: '' })
    await expect(errorOf(send())).resolves.toEqual({ kind: 'auth', reason, retryable: false })
  })

  it('does not take another 401 for an ended session', async () => {
    answers(401, { code: 'wechat_code_invalid', title: '微信登录凭证已失效，请重试' })
    await expect(errorOf(send())).resolves.toMatchObject({ kind: 'problem', status: 401, code: 'wechat_code_invalid' })
  })

  it('reads a problem with its fields', async () => {
    answers(400, { code: 'invalid_request', title: '不正确', errors: [{ field: '/phone', message: '11 位' }] })
    await expect(errorOf(send())).resolves.toEqual({
      kind: 'problem',
      status: 400,
      code: 'invalid_request',
      title: '不正确',
      fields: { phone: '11 位' },
      retryAfterSeconds: null,
      retryable: false,
    })
  })

  it.each([
    [429, { code: 'rate_limited', title: '', retryAfterSeconds: 3 }, { kind: 'problem', retryable: true, retryAfterSeconds: 3 }],
    [503, { code: 'service_unavailable', title: '' }, { kind: 'problem', retryable: true }],
    [502, '<html>', { kind: 'http', status: 502, retryable: true }],
    [404, { code: 'a_code_of_next_year' }, { kind: 'http', status: 404, retryable: false }],
    [302, null, { kind: 'http', status: 302, retryable: false }],
  ])('reads %i with %j', async (status, body, error) => {
    answers(status, body)
    await expect(errorOf(send())).resolves.toMatchObject(error)
  })

  it.each([
    ["WeChat's timeout", { errMsg: 'request:fail timeout' }, 'timeout'],
    ["Taro's timer on H5", Object.assign(new Error('The user aborted a request.'), { name: 'AbortError' }), 'timeout'],
    ['no network in WeChat', { errMsg: 'request:fail ' }, 'network'],
    ['no network on H5', new TypeError('Failed to fetch'), 'network'],
    ['nothing at all', undefined, 'network'],
  ])('reads %s', async (_what, reason, kind) => {
    fails(reason)
    await expect(errorOf(send())).resolves.toEqual({ kind, retryable: true })
  })
})

describe('aborting', () => {
  it('does not start what was aborted before', async () => {
    const controller = new AbortController()
    controller.abort()
    await expect(errorOf(send({ signal: controller.signal }))).resolves.toEqual({ kind: 'aborted', retryable: false })
    expect(spy).not.toHaveBeenCalled()
  })

  it('aborts the request under way', async () => {
    const controller = new AbortController()
    let reject: (reason: unknown) => void = () => undefined
    answer(new Promise((_resolve, onReject) => (reject = onReject)))
    abort.mockImplementation(() => reject({ errMsg: 'request:fail abort' }))
    const sent = errorOf(send({ signal: controller.signal }))
    controller.abort()
    await expect(sent).resolves.toEqual({ kind: 'aborted', retryable: false })
    expect(abort).toHaveBeenCalledTimes(1)
  })

  it('lets go of the signal when it is done', async () => {
    const controller = new AbortController()
    answers(200)
    await send({ signal: controller.signal })
    controller.abort()
    expect(abort).not.toHaveBeenCalled()
  })
})

it('takes whatever else was thrown for a network failure, never for a sign-out', () => {
  expect(toApiError(new Error('boom'))).toEqual({ kind: 'network', retryable: true })
})

describe('what some problems say besides', () => {
  const changed = [{ batchId: 'b1', name: '牛奶', changes: [{ kind: 'stock', available: 0 }] }]
  const nearExpiry = { version: '2026-11-01', wording: '…', batchIds: ['b1'] }
  it.each([
    [409, 'order_changed', { lines: changed }],
    [422, 'near_expiry_unconfirmed', { nearExpiry }],
    [403, 'account_deleting', { deletionDueAt: '2026-12-10T00:00:00.000Z' }],
  ])('%i %s keeps %j', async (status, code, members) => {
    answers(status, { type: `/problems/${code}`, title: '…', status, code, ...members })
    expect(await errorOf(send())).toMatchObject({ kind: 'problem', code, ...members })
  })
})

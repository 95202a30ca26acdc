import type { SessionStarted } from '../../../contract/identity'
import { buildIdentityApp, CONSENT, type IdentityApp } from '../../support/identity'

/** What the shop answers while WeChat is slow, away, busy or talking nonsense, and that nothing is lost by it. */
let t: IdentityApp
beforeAll(async () => {
  t = await buildIdentityApp({ deps: () => ({ wechatTimeoutMs: 3_000 }) })
})
afterAll(() => t.close())
beforeEach(async () => {
  for (const url of ['/sandbox/faults', '/sandbox/calls', '/sandbox/tokens']) await t.wechat.inject({ method: 'DELETE', url })
})

const LOGIN = '/sns/jscode2session'
const PHONE = '/wxa/business/getuserphonenumber'
const TOKEN = '/cgi-bin/stable_token'
const signIn = (body: object, app: Pick<IdentityApp, 'call'> = t) => app.call('POST', '/v1/auth/wechat', { body: { consent: CONSENT, ...body } })
let shoppers = 0
const someone = () => `faulty-${++shoppers}`

const TOO_SLOW = { delayMs: 20_000 }

/** Fault, answer, seconds to wait, calls of WeChat, and whether WeChat may have spent the code behind our back. */
const LOGIN_FAULTS: [string, object, number, string, string | undefined, number, boolean][] = [
  ['slow', TOO_SLOW, 503, 'wechat_unavailable', '5', 1, true],
  ['cut off', { drop: true }, 503, 'wechat_unavailable', '5', 1, false],
  ['busy (-1) once more than we ask', { errcode: -1, times: 2 }, 503, 'wechat_unavailable', '5', 2, false],
  ['at its limit (45011)', { errcode: 45011 }, 429, 'rate_limited', '60', 1, false],
  ['of the opinion that the app is wrong (40013)', { errcode: 40013 }, 500, 'internal', undefined, 1, false],
  ['breaking off in its JSON', { malformed: true }, 503, 'wechat_unavailable', '5', 1, false],
  ['hidden behind a page of HTML', { html: true }, 503, 'wechat_unavailable', '5', 1, false],
  ['answering a number that nobody knows', { errcode: 99999 }, 503, 'wechat_unavailable', '5', 1, false],
]

describe.each(LOGIN_FAULTS)('sign-in while WeChat is %s', (_name, fault, status, code, retryAfter, calls, maybeSpent) => {
  test(`is ${status} ${code}, writes nothing, and works again afterwards`, async () => {
    const shopper = someone()
    const loginCode = await t.wxLogin(shopper)
    const before = await rows()
    await t.fault({ path: LOGIN, ...fault })
    const refused = await signIn({ code: loginCode })
    expect(refused.statusCode).toBe(status)
    expect(refused.json()).toMatchObject({ code, status })
    expect(refused.headers['retry-after']).toBe(retryAfter)
    expect(refused.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect((await t.wechatCalls())[LOGIN]).toBe(calls)
    expect(await rows()).toEqual(before)

    // The code is given back. Where WeChat may have spent it, the app takes a new one.
    if (!maybeSpent) expect((await signIn({ code: loginCode })).statusCode).toBe(200)
    expect((await signIn({ code: await t.wxLogin(shopper) })).statusCode).toBe(200)
  })
})

test('busy (-1) once is repeated inside, and the shopper sees nothing of it', async () => {
  await t.fault({ path: LOGIN, errcode: -1 })
  expect((await signIn({ code: await t.wxLogin(someone()) })).statusCode).toBe(200)
  expect((await t.wechatCalls())[LOGIN]).toBe(2)
})

test('nobody listens: 503 at once, and everything that needs no WeChat goes on', async () => {
  const down = await buildIdentityApp({ env: { WECHAT_API_BASE: 'http://127.0.0.1:9' } })
  expect((await signIn({ code: 'any' }, down)).json()).toMatchObject({ status: 503, code: 'wechat_unavailable', retryAfterSeconds: 5 })
  expect((await down.call('GET', '/v1/products')).statusCode).toBe(200)
  const { code } = await down.smsCode('13900002222')
  expect((await down.call('POST', '/v1/auth/sms', { body: { phone: '13900002222', code, consent: CONSENT } })).statusCode).toBe(200)
  await down.close()
})

/** Fault of which call, `phoneProblem`, status and code on the phone's own route. */
const PHONE_FAULTS: [string, object, string, number, string][] = [
  ['slow', { path: PHONE, ...TOO_SLOW }, 'wechat_unavailable', 503, 'wechat_unavailable'],
  ['cut off', { path: PHONE, drop: true }, 'wechat_unavailable', 503, 'wechat_unavailable'],
  ['at its limit (45011)', { path: PHONE, errcode: 45011 }, 'rate_limited', 429, 'rate_limited'],
  ['refusing the access token twice (40001)', { path: PHONE, errcode: 40001, times: 2 }, 'wechat_unavailable', 503, 'wechat_unavailable'],
  ['breaking off in its JSON', { path: PHONE, malformed: true }, 'wechat_unavailable', 503, 'wechat_unavailable'],
  ['hidden behind a page of HTML', { path: PHONE, html: true }, 'wechat_unavailable', 503, 'wechat_unavailable'],
  ['giving no access token', { path: TOKEN, html: true }, 'wechat_unavailable', 503, 'wechat_unavailable'],
]

describe.each(PHONE_FAULTS)('the phone number while WeChat is %s', (_name, fault, problem, status, code) => {
  test('fails alone: the sign-in that it came with stands', async () => {
    const shopper = someone()
    const loginCode = await t.wxLogin(shopper)
    const { code: phoneCode } = await t.tapPhone(shopper)
    await t.fault(fault)
    const response = await signIn({ code: loginCode, phoneCode })
    expect(response.statusCode).toBe(200)
    expect(response.json<SessionStarted>()).toMatchObject({ phoneProblem: problem, user: { phone: null, capability: 'member' } })
  })

  test(`on its own is ${status} ${code}, keeps the session, and works with the next tap`, async () => {
    const shopper = someone()
    const { token } = await t.signUp(shopper)
    const put = async () => t.call('PUT', '/v1/me/phone', { token, body: { phoneCode: (await t.tapPhone(shopper)).code } })
    await t.fault(fault)
    const refused = await put()
    expect(refused.json()).toMatchObject({ status, code })
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect((await t.call('GET', '/v1/me', { token })).statusCode).toBe(200)
    expect((await put()).statusCode).toBe(200)
  })
})

test('security 11: one refused access token (40001) is renewed inside, and the shopper sees nothing of it', async () => {
  const shopper = someone()
  const { token } = await t.signUp(shopper)
  await t.fault({ path: PHONE, errcode: 40001 })
  expect((await t.call('PUT', '/v1/me/phone', { token, body: { phoneCode: (await t.tapPhone(shopper)).code } })).statusCode).toBe(200)
  expect((await t.wechatCalls())[PHONE]).toBe(2)
})

/** Everything that a failed sign-in might leave behind; the record of events apart, which is to hold it. */
async function rows() {
  const { db } = t.database
  const tables = ['user_account', 'identity', 'session', 'consent', 'login_code_use', 'notice', 'known_device'] as const
  const counts = await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute()))
  return Object.fromEntries(tables.map((table, i) => [table, counts[i]?.length]))
}

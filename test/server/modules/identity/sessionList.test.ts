import type { SessionStarted } from '../../../../contract/identity'
import { SessionList, type SessionInfo } from '../../../../contract/sessions'
import { expectContract } from '../../../support/contract'
import { buildIdentityApp, CONSENT, type CallOptions, type IdentityApp } from '../../../support/identity'

let t: IdentityApp
beforeAll(async () => {
  t = await buildIdentityApp()
})
afterAll(() => t.close())

const SHANGHAI = '101.226.4.6'
const HANGZHOU = '223.5.5.5'
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.49(0x18003137)'
const MINUTE = 60_000
const STRANGE_ID = '01890000-0000-7000-8000-000000000000'

const signIn = async (shopper: string, options: CallOptions = {}) => {
  const response = await t.call('POST', '/v1/auth/wechat', { ...options, body: { code: await t.wxLogin(shopper), consent: CONSENT } })
  return response.json<SessionStarted & { token: string }>().token
}
const silently = async (shopper: string) => t.call('POST', '/v1/auth/wechat', { body: { code: await t.wxLogin(shopper) } })
const status = async (token: string) => (await t.call('GET', '/v1/me', { token })).statusCode
const list = async (token: string) => (await t.call('GET', '/v1/me/sessions', { token })).json<{ items: SessionInfo[] }>().items
const otherOf = async (token: string) => (await list(token)).find((session) => !session.isCurrent)?.id ?? ''

describe('security 4: where I am signed in', () => {
  test('tells platform, device, city and times of each, the own one first', async () => {
    const first = await signIn('lister', { remoteAddress: SHANGHAI, headers: { 'user-agent': IPHONE } })
    t.clock.advance(5 * MINUTE)
    await signIn('lister', { remoteAddress: HANGZHOU, headers: { 'x-client': 'h5', 'user-agent': IPHONE } })
    const response = await t.call('GET', '/v1/me/sessions', { token: first })
    expect(response.statusCode).toBe(200)
    expectContract(SessionList, response.json())
    const now = new Date(t.clock.now()).toISOString()
    expect(response.json<{ items: SessionInfo[] }>().items).toMatchObject([
      { client: 'weapp', device: 'iPhone', place: '上海', isCurrent: true, createdAt: new Date(t.clock.now() - 5 * MINUTE).toISOString(), lastSeenAt: now },
      { client: 'h5', device: 'iPhone · 微信', place: '浙江杭州', isCurrent: false, createdAt: now, lastSeenAt: now },
    ])
  })

  test('holds no address, token or identifier, in the answer or in the table', async () => {
    const token = await signIn('discreet', { remoteAddress: SHANGHAI, headers: { 'user-agent': IPHONE } })
    const { body } = await t.call('GET', '/v1/me/sessions', { token })
    const rows = await t.database.db.selectFrom('session').selectAll().execute()
    for (const text of [body, JSON.stringify(rows)]) expect(text).not.toMatch(/101\.226|MicroMessenger|\/24/)
    expect(body).not.toContain(token)
    expect(body).not.toMatch(/hash|openid|userId/i)
  })

  test('leaves out sessions that are over', async () => {
    const old = await signIn('idler')
    t.clock.advance(15 * 86_400_000)
    const token = await signIn('idler')
    expect(await list(token)).toHaveLength(1)
    expect(await status(old)).toBe(401)
  })

  test('ends one, at once on this instance; the own one stays', async () => {
    const here = await signIn('ender')
    const there = await signIn('ender')
    expect(await status(there)).toBe(200)
    const id = await otherOf(here)
    expect((await t.call('DELETE', `/v1/me/sessions/${id}`, { token: here })).statusCode).toBe(204)
    expect(await status(there)).toBe(401)
    expect(await status(here)).toBe(200)
    expect((await t.call('DELETE', `/v1/me/sessions/${id}`, { token: here })).statusCode).toBe(404)
  })

  test('ends all others, and answers how many', async () => {
    const here = await signIn('cleaner')
    const others = [await signIn('cleaner'), await signIn('cleaner'), await signIn('cleaner')]
    const response = await t.call('DELETE', '/v1/me/sessions', { token: here })
    expect(response.json()).toEqual({ count: 3 })
    expect(await Promise.all(others.map(status))).toEqual([401, 401, 401])
    expect(await list(here)).toMatchObject([{ isCurrent: true }])
    expect((await t.call('DELETE', '/v1/me/sessions', { token: here })).json()).toEqual({ count: 0 })
  })

  test('two that end each other at once leave at most one, and fail in no other way', async () => {
    const tokens = [await signIn('duel'), await signIn('duel')]
    const answers = await Promise.all(tokens.map((token) => t.call('DELETE', '/v1/me/sessions', { token })))
    expect(answers.map((answer) => answer.statusCode)).toEqual([200, 200])
    const alive = (await Promise.all(tokens.map(status))).filter((code) => code === 200)
    expect(alive.length).toBeLessThanOrEqual(1)
  })

  test('ending the own one is signing out, cookie included', async () => {
    const headers = { 'sec-fetch-site': 'same-origin' }
    const response = await t.call('POST', '/v1/auth/wechat', { headers, body: { code: await t.wxLogin('own-end'), consent: CONSENT } })
    const cookies = Object.fromEntries(response.cookies.map(({ name, value }) => [name, value]))
    const [session] = (await t.call('GET', '/v1/me/sessions', { cookies })).json<{ items: SessionInfo[] }>().items
    const ended = await t.call('DELETE', `/v1/me/sessions/${session?.id ?? ''}`, { cookies, headers })
    expect(ended.statusCode).toBe(204)
    expect([ended.headers['set-cookie']].flat()[0]).toMatch(/^session=; /)
    expect((await t.call('GET', '/v1/me', { cookies })).statusCode).toBe(401)
  })
})

describe('security 18: another shopper’s session', () => {
  test('answers 404, stays, and is in no list', async () => {
    const mine = await signIn('owner-a')
    const theirs = await signIn('owner-b')
    const [session] = await list(theirs)
    expect((await t.call('DELETE', `/v1/me/sessions/${session?.id ?? ''}`, { token: mine })).json()).toMatchObject({ status: 404, code: 'not_found' })
    await t.call('DELETE', '/v1/me/sessions', { token: mine })
    expect(await status(theirs)).toBe(200)
    expect((await list(mine)).map(({ id }) => id)).not.toContain(session?.id)
  })
})

test.each([
  ['GET', '/v1/me/sessions'],
  ['DELETE', '/v1/me/sessions'],
  ['DELETE', `/v1/me/sessions/${STRANGE_ID}`],
])('%s %s without a session is 401', async (method, url) => {
  expect((await t.call(method, url)).json()).toMatchObject({ status: 401, code: 'not_signed_in' })
})

test('security 17: an id that is none is 400', async () => {
  expect((await t.call('DELETE', '/v1/me/sessions/nonsense', { token: await signIn('shape') })).json()).toMatchObject({ status: 400, code: 'invalid_request' })
})

describe('security 3: what was ended from elsewhere', () => {
  test('does not sign itself in again, until the shopper taps', async () => {
    const here = await signIn('kicked')
    const there = await signIn('kicked')
    await t.call('DELETE', `/v1/me/sessions/${await otherOf(here)}`, { token: here })
    expect(await status(there)).toBe(401)
    expect((await silently('kicked')).json()).toMatchObject({ status: 401, code: 'session_ended_elsewhere' })
    expect((await silently('kicked')).statusCode).toBe(401)
    expect(await list(here)).toHaveLength(1)
    expect(await signIn('kicked')).toEqual(expect.any(String))
    expect((await silently('kicked')).statusCode).toBe(200)
  })

  test('a silent sign-in that races with the end comes before it or not at all', async () => {
    const here = await signIn('racer')
    const codes = await Promise.all(Array.from({ length: 6 }, () => t.wxLogin('racer')))
    await signIn('racer')
    const [ended, ...answers] = await Promise.all([
      t.call('DELETE', '/v1/me/sessions', { token: here }),
      ...codes.map((code) => t.call('POST', '/v1/auth/wechat', { body: { code } })),
    ])
    expect(ended.statusCode).toBe(200)
    expect(answers.every((answer) => [200, 401].includes(answer.statusCode))).toBe(true)
    expect(await list(here)).toHaveLength(1)
    for (const answer of answers.filter(({ statusCode }) => statusCode === 200)) expect(await status(answer.json<{ token: string }>().token)).toBe(401)
  })

  test('a session that began by a one-time code does not come back through WeChat either', async () => {
    const here = await signIn('both-ways')
    const tap = await t.tapPhone('both-ways')
    const { token } = (await t.call('PUT', '/v1/me/phone', { token: here, body: { phoneCode: tap.code } })).json<{ token: string }>()
    const { phone } = await t.script('both-ways', {})
    const { code } = await t.smsCode(phone)
    const there = (await t.call('POST', '/v1/auth/sms', { body: { phone, code } })).json<{ token: string }>()
    await t.call('DELETE', '/v1/me/sessions', { token })
    expect(await status(there.token)).toBe(401)
    expect((await silently('both-ways')).json()).toMatchObject({ code: 'session_ended_elsewhere' })
  })

  test('ending a browser leaves the mini-program’s way in alone, and so does signing out', async () => {
    const here = await signIn('browser-ended')
    await signIn('browser-ended', { headers: { 'x-client': 'h5' } })
    await t.call('DELETE', '/v1/me/sessions', { token: here })
    await t.call('DELETE', '/v1/session', { token: here })
    expect((await silently('browser-ended')).statusCode).toBe(200)
  })
})

test('security 27: who ended which session, and the refused return, are on record', async () => {
  const here = await signIn('recorded-end', { remoteAddress: SHANGHAI })
  await signIn('recorded-end')
  const id = await otherOf(here)
  await t.call('DELETE', `/v1/me/sessions/${id}`, { token: here, remoteAddress: '203.0.113.77' })
  await silently('recorded-end')
  const events = await t.database.db.selectFrom('auth_event').selectAll().orderBy('id').execute()
  expect(events.slice(-2)).toMatchObject([
    { kind: 'sessionEnded', result: 'ok', session_id: id, place: '203.0.113.0/24', detail: 'elsewhere' },
    { kind: 'signIn', result: 'session_ended_elsewhere', detail: 'wechat' },
  ])
})

import { createHash } from 'node:crypto'
import type { SessionStarted } from '../../../contract/identity'
import { sweep } from '../../../server/modules/identity/housekeeping'
import { buildIdentityApp, CONSENT, type CallOptions, type IdentityApp } from '../../support/identity'

let t: IdentityApp
beforeAll(async () => {
  t = await buildIdentityApp()
})
afterAll(() => t.close())

const DAY = 86_400_000
const STRANGE_ID = '01890000-0000-7000-8000-000000000000'
const BROWSER = { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:3000' }
const status = async (token: string) => (await t.call('GET', '/v1/me', { token })).statusCode
const signIn = async (shopper: string, options: CallOptions = {}) => t.call('POST', '/v1/auth/wechat', { ...options, body: { code: await t.wxLogin(shopper), consent: CONSENT } })
const rows = (userId: string) => t.database.db.selectFrom('session').selectAll().where('user_id', '=', userId).orderBy('created_at').execute()

describe('security 1: tokens', () => {
  test('have 256 random bits, of which the database holds the SHA-256', async () => {
    const { token, user } = await t.signUp('hashed')
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    const [row] = await rows(user.id)
    expect(row?.token_hash).toBe(createHash('sha256').update(token).digest('base64url'))
    expect(JSON.stringify(row)).not.toContain(token)
  })

  test('end after 14 days without use', async () => {
    const { token } = await t.signUp('idle')
    t.clock.advance(14 * DAY - 1)
    expect(await status(token)).toBe(200)
    t.clock.advance(14 * DAY)
    expect(await status(token)).toBe(401)
  })

  test('end after 30 days however much they are used', async () => {
    const { token, expiresAt } = await t.signUp('busy')
    expect(Date.parse(expiresAt) - t.clock.now()).toBe(30 * DAY)
    for (let day = 0; day < 29; day += 1) {
      t.clock.advance(DAY)
      expect(await status(token)).toBe(200)
    }
    t.clock.advance(DAY)
    expect(await status(token)).toBe(401)
  })

  test('note their use at most once a minute', async () => {
    const { token, user } = await t.signUp('seen')
    const start = t.clock.now()
    const seen = async () => (await rows(user.id))[0]?.last_seen_at.getTime()
    t.clock.advance(59_000)
    await status(token)
    expect(await seen()).toBe(start)
    t.clock.advance(2_000)
    await status(token)
    expect(await seen()).toBe(start + 61_000)
  })
})

describe('security 2: a browser', () => {
  test('on http://localhost gets a plain HttpOnly cookie and no token', async () => {
    const response = await signIn('h5-local', { headers: BROWSER })
    expect(response.json<SessionStarted>().token).toBeNull()
    expect(setCookies(response)).toEqual([
      expect.stringMatching(/^session=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/),
      'signed_in=1; Max-Age=2592000; Path=/; SameSite=Lax',
    ])
  })

  test('elsewhere gets a __Host- cookie, Secure', async () => {
    const response = await signIn('h5-host', { headers: { host: 'shop.example', 'sec-fetch-site': 'same-origin' } })
    expect(setCookies(response)[0]).toMatch(/^__Host-session=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  })

  test('is never given a token, whatever it calls itself', async () => {
    const response = await signIn('h5-liar', { headers: { ...BROWSER, 'x-client': 'weapp' } })
    expect(response.json<SessionStarted>().token).toBeNull()
  })

  test('is signed in by its cookie', async () => {
    const cookies = cookiesOf(await signIn('h5-cookie', { headers: BROWSER }))
    expect((await t.call('GET', '/v1/me', { cookies })).statusCode).toBe(200)
  })

  test('WeChat DevTools is a mini-program, though it sends Sec-Fetch-Site', async () => {
    const headers = { 'sec-fetch-site': 'cross-site', referer: 'https://servicewechat.com/touristappid/devtools/page-frame.html', 'x-client': 'weapp' }
    expect((await signIn('devtools-user', { headers })).json<SessionStarted>().token).toEqual(expect.any(String))
  })

  test.each([
    [{}, 'weapp'],
    [{ 'x-client': 'weapp' }, 'weapp'],
    [{ 'x-client': 'h5' }, 'h5'],
    [{ origin: 'http://localhost:3000' }, 'h5'],
    [{ origin: 'http://localhost:3000', 'x-client': 'weapp' }, 'h5'],
    [{ origin: 'http://localhost:3000', 'x-client': 'weapp', referer: 'http://localhost:3000/' }, 'h5'],
    [{ origin: 'https://servicewechat.com', 'x-client': 'weapp', referer: 'https://servicewechat.com/wx1234567890abcdef/7/page-frame.html' }, 'weapp'],
    [{ 'sec-fetch-site': 'same-origin' }, 'h5'],
  ])('%j is %s', async (headers, kind) => {
    const { token } = (await signIn(`kind of ${Object.keys(headers).join('+')} ${kind}`, { headers })).json<SessionStarted>()
    expect(token === null ? 'h5' : 'weapp').toBe(kind)
  })
})

describe('security 2: another site', () => {
  let cookies: Record<string, string>
  beforeAll(async () => {
    cookies = cookiesOf(await signIn('victim', { headers: BROWSER }))
  })
  const patch = (headers: Record<string, string>) => t.call('PATCH', '/v1/me', { cookies, headers, body: { nickname: '新名' } })

  test.each([
    [{ 'sec-fetch-site': 'same-origin' }],
    [{ origin: 'http://localhost:3000' }],
    [{ host: 'localhost:4000', origin: 'http://localhost:4000' }],
    [{ 'sec-fetch-site': 'same-site', origin: 'http://localhost:3000' }],
    [{ 'x-client': 'h5' }],
  ])('%j may write with the cookie', async (headers) => {
    expect((await patch(headers)).statusCode).toBe(200)
  })

  test.each([
    [{}],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    [{ origin: 'https://evil.example' }],
    [{ origin: 'null' }],
    [{ origin: 'http://localhost:3000.evil.example' }],
    [{ 'sec-fetch-site': 'cross-site', 'x-client': 'h5' }],
  ])('%j may not: 403 forbidden_origin', async (headers) => {
    expect((await patch(headers)).json()).toMatchObject({ status: 403, code: 'forbidden_origin' })
  })

  test('may not sign a visitor in either', async () => {
    const response = await signIn('login-csrf', { headers: { origin: 'https://evil.example' } })
    expect(response.json()).toMatchObject({ code: 'forbidden_origin' })
    expect(response.headers['set-cookie']).toBeUndefined()
  })

  test('reading is left to the browser, which hides the answer', async () => {
    expect((await t.call('GET', '/v1/me', { cookies, headers: { 'sec-fetch-site': 'cross-site' } })).statusCode).toBe(200)
  })

  test('cannot use a Bearer token: nothing is sent by itself', async () => {
    const { token } = await t.signUp('bearer')
    expect((await t.call('PATCH', '/v1/me', { token, body: { nickname: null } })).statusCode).toBe(200)
  })
})

describe('security 3: signing in and out', () => {
  test('a sign-in inside a session ends that session', async () => {
    const { token } = await t.signUp('switcher')
    const next = (await signIn('switcher', { token })).json<{ token: string }>()
    expect(await status(token)).toBe(401)
    expect(await status(next.token)).toBe(200)
  })

  test('DELETE /v1/session ends it at once, and clears the cookie', async () => {
    const cookies = cookiesOf(await signIn('leaver', { headers: BROWSER }))
    const response = await t.call('DELETE', '/v1/session', { cookies, headers: BROWSER })
    expect(response.statusCode).toBe(204)
    expect(setCookies(response)).toEqual([
      expect.stringMatching(/^session=; .*Expires=Thu, 01 Jan 1970/),
      expect.stringMatching(/^signed_in=; .*Expires=Thu, 01 Jan 1970/),
    ])
    expect((await t.call('GET', '/v1/me', { cookies })).statusCode).toBe(401)
  })

  test('another instance notices within a second', async () => {
    const other = await t.instance()
    const { token } = await t.signUp('two-instances')
    const ask = async () => (await other.inject({ url: '/v1/me', headers: { authorization: `Bearer ${token}` } })).statusCode
    expect(await ask()).toBe(200)
    await t.call('DELETE', '/v1/session', { token })
    t.clock.advance(1_000)
    expect(await ask()).toBe(401)
    await other.close()
  })

  test('signing out twice, or as a guest, is done as well', async () => {
    const { token } = await t.signUp('twice')
    expect((await t.call('DELETE', '/v1/session', { token })).statusCode).toBe(204)
    expect((await t.call('DELETE', '/v1/session', { token })).statusCode).toBe(204)
    expect((await t.call('DELETE', '/v1/session')).statusCode).toBe(204)
  })

  test('security 4: at most ten sessions per user, also when they start at once; the oldest go', async () => {
    const first = await t.signUp('collector')
    t.clock.advance(1_000)
    const answers = await Promise.all(Array.from({ length: 12 }, () => signIn('collector')))
    expect(answers.map((answer) => answer.statusCode)).toEqual(Array(12).fill(200))
    expect(await rows(first.user.id)).toHaveLength(10)
    t.clock.advance(1_001)
    expect(await status(first.token)).toBe(401)
  })
})

describe('who is not signed in', () => {
  test.each([[{}], [{ authorization: 'Basic abc' }], [{ authorization: 'Bearer' }], [{ cookie: 'session=' }]])('%j is 401 not_signed_in', async (headers) => {
    expect((await t.call('GET', '/v1/me', { headers })).json()).toMatchObject({ status: 401, code: 'not_signed_in' })
  })

  test('a token that is over is 401 session_expired, and a dead cookie is taken away', async () => {
    expect((await t.call('GET', '/v1/me', { token: 'A'.repeat(43) })).json()).toMatchObject({ code: 'session_expired' })
    const response = await t.call('GET', '/v1/me', { cookies: { session: 'A'.repeat(43) } })
    expect(response.json()).toMatchObject({ code: 'session_expired' })
    expect(setCookies(response)[0]).toMatch(/^session=; /)
  })

  test('no other call takes the cookie away: it may be late, and the browser have a newer one by then', async () => {
    const cookies = { session: 'A'.repeat(43), signed_in: '1' }
    for (const [method, url] of [['GET', '/v1/me/addresses'], ['GET', '/v1/me/sessions'], ['PATCH', '/v1/me'], ['POST', '/v1/auth/sms']] as const) {
      const response = await t.call(method, url, { cookies, headers: BROWSER, ...(method === 'GET' ? {} : { body: {} }) })
      expect([url, response.statusCode >= 400, response.headers['set-cookie']]).toEqual([url, true, undefined])
    }
  })

  test('a call with the old cookie that is answered after the number was verified leaves the new one alone', async () => {
    const cookies = cookiesOf(await signIn('verifier', { headers: BROWSER }))
    const { code } = await t.smsCode('13300990001', { token: cookies['session'] ?? '' })
    const verified = await t.call('PUT', '/v1/me/phone', { cookies, headers: BROWSER, body: { phone: '13300990001', code } })
    expect(verified.statusCode).toBe(200)
    const late = await t.call('GET', '/v1/me/favourites/ids', { cookies, headers: BROWSER })
    expect([late.statusCode, late.headers['set-cookie']]).toEqual([401, undefined])
    expect((await t.call('GET', '/v1/me', { cookies: cookiesOf(verified), headers: BROWSER })).statusCode).toBe(200)
  })

  test('a dead cookie does not keep a guest from signing in', async () => {
    const response = await signIn('back-again', { headers: BROWSER, cookies: { session: 'A'.repeat(43) } })
    expect(response.statusCode).toBe(200)
  })
})

test('security 6: Cache-Control: no-store on everything that is about one shopper, refused or not', async () => {
  const { paths } = (await t.app.inject('/v1/openapi.json')).json<{ paths: Record<string, Record<string, unknown>> }>()
  const own = Object.entries(paths).filter(([path]) => /^\/v1\/(me|auth|session)\b/.test(path))
  const routes = own.flatMap(([path, operations]) => Object.keys(operations).map((method) => [method.toUpperCase(), path.replace(/\{\w+\}/g, STRANGE_ID)] as const))
  expect(routes.length).toBeGreaterThan(20)
  for (const [i, [method, url]] of routes.entries()) {
    // Anew for each: some of them end the session.
    const { token } = await t.signUp(`uncached-${i}`)
    for (const options of [{}, { token }]) {
      const response = await t.call(method, url, { ...options, ...(method === 'GET' ? {} : { body: {} }) })
      expect([method, url, response.headers['cache-control']]).toEqual([method, url, 'no-store'])
    }
  }
})

test('housekeeping deletes what is over, and nothing else', async () => {
  const { user: gone } = await t.signUp('gone')
  t.clock.advance(20 * DAY)
  const { user: here, token } = await t.signUp('here')
  await sweep(t.database.db, t.clock.now())
  expect(await rows(gone.id)).toHaveLength(0)
  expect(await rows(here.id)).toHaveLength(1)
  expect(await status(token)).toBe(200)
})

function setCookies(response: { headers: Record<string, unknown> }): string[] {
  return [response.headers['set-cookie']].flat() as string[]
}

function cookiesOf(response: Awaited<ReturnType<IdentityApp['call']>>): Record<string, string> {
  return Object.fromEntries(response.cookies.map(({ name, value }) => [name, value]))
}

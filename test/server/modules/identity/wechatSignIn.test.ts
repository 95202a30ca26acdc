import { SessionStarted } from '../../../../contract/identity'
import { PROBLEMS } from '../../../../contract/problemCodes'
import { expectContract } from '../../../support/contract'
import { buildIdentityApp, CONSENT, type IdentityApp } from '../../../support/identity'

let t: IdentityApp
beforeAll(async () => {
  t = await buildIdentityApp()
})
afterAll(() => t.close())
afterEach(() => t.wechat.inject({ method: 'DELETE', url: '/sandbox/faults' }))

const signIn = (body: object) => t.call('POST', '/v1/auth/wechat', { body })
const count = async (table: 'user_account' | 'identity' | 'session' | 'consent') =>
  Number((await t.database.db.selectFrom(table).select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n)

describe('POST /v1/auth/wechat', () => {
  test('signs a new shopper up, with a token in the body and the agreement on record', async () => {
    const response = await signIn({ code: await t.wxLogin('new'), consent: CONSENT })
    expect(response.statusCode).toBe(200)
    const body = response.json<SessionStarted>()
    expectContract(SessionStarted, body)
    expect(body).toMatchObject({ isNewUser: true, user: { nickname: null, phone: null, capability: 'member', consentVersion: CONSENT.version } })
    expect(response.headers['set-cookie']).toBeUndefined()
    const consent = await t.database.db.selectFrom('consent').selectAll().where('user_id', '=', body.user.id).execute()
    expect(consent).toMatchObject([{ version: CONSENT.version, channel: 'weapp', given_at: new Date(t.clock.now()) }])
  })

  test('lets a returning shopper in without consent, into the same account', async () => {
    const first = await t.signUp('returning')
    const response = await signIn({ code: await t.wxLogin('returning') })
    expect(response.statusCode).toBe(200)
    expect(response.json()).toMatchObject({ isNewUser: false, user: { id: first.user.id } })
  })

  test('security 23: an unknown shopper without consent is 404 not_registered and leaves no row', async () => {
    const before = await Promise.all((['user_account', 'identity', 'session', 'consent'] as const).map(count))
    const response = await signIn({ code: await t.wxLogin('stranger') })
    expect(response.statusCode).toBe(404)
    expect(response.json()).toMatchObject({ code: 'not_registered', type: '/problems/not_registered' })
    expect(await Promise.all((['user_account', 'identity', 'session', 'consent'] as const).map(count))).toEqual(before)
    const events = await t.database.db.selectFrom('auth_event').selectAll().where('result', '=', 'not_registered').execute()
    expect(events).toEqual([])
  })

  test.each([
    ['no code', {}],
    ['an empty code', { code: '' }],
    ['a number as code', { code: 5 }],
    ['a field nobody knows', { code: 'x', admin: true }],
    ['a consent of the wrong shape', { code: 'x', consent: true }],
    ['a NUL byte', { code: 'a\0b' }],
  ])('security 17: %s is 400', async (_name, body) => {
    const response = await signIn(body)
    expect(response.statusCode).toBe(400)
    expect(response.headers['content-type']).toContain('application/problem+json')
  })

  test('a newer agreement given along is recorded once', async () => {
    const { user } = await t.signUp('agreeing')
    for (const version of ['2026-12-01', '2026-12-01']) await signIn({ code: await t.wxLogin('agreeing'), consent: { version } })
    const rows = await t.database.db.selectFrom('consent').select('version').where('user_id', '=', user.id).orderBy('given_at').orderBy('id').execute()
    expect(rows.map((row) => row.version)).toEqual([CONSENT.version, '2026-12-01'])
  })

  test("DevTools' tourist code signs in again and again at the stand-in", async () => {
    const tourist = { code: 'the code is a mock one', consent: CONSENT }
    const [first, second] = [await signIn(tourist), await signIn(tourist)]
    expect(first.statusCode).toBe(200)
    expect(second.json()).toMatchObject({ isNewUser: false, user: { id: first.json<SessionStarted>().user.id } })
  })

  test('a disabled account is 403 account_limited, and its sessions stop', async () => {
    const { user, token } = await t.signUp('disabled')
    await t.database.db.updateTable('user_account').set({ status: 'disabled' }).where('id', '=', user.id).execute()
    expect((await signIn({ code: await t.wxLogin('disabled') })).json()).toMatchObject({ code: 'account_limited' })
    t.clock.advance(1_001)
    expect((await t.call('GET', '/v1/me', { token })).statusCode).toBe(401)
  })
})

describe('WeChat refusals', () => {
  test.each([
    [40029, 'wechat_code_invalid', undefined],
    [40163, 'wechat_code_invalid', undefined],
    [45011, 'rate_limited', '60'],
    [40226, 'wechat_high_risk', undefined],
    [-1, 'wechat_unavailable', '5'],
    [40125, 'internal', undefined],
    [40013, 'internal', undefined],
    [99999, 'wechat_unavailable', '5'],
  ] as const)('errcode %i: of a login code is answered as %s', async (errcode, code, retryAfter) => {
    await t.fault({ path: '/sns/jscode2session', errcode, times: 2 })
    const response = await signIn({ code: await t.wxLogin('refused'), consent: CONSENT })
    expect(response.json()).toMatchObject({ code })
    expect(response.statusCode).toBe(PROBLEMS[code].status)
    expect(response.headers['retry-after']).toBe(retryAfter)
  })

  test('errcode -1: a busy WeChat is asked once more', async () => {
    await t.fault({ path: '/sns/jscode2session', errcode: -1 })
    expect((await signIn({ code: await t.wxLogin('patient'), consent: CONSENT })).statusCode).toBe(200)
  })

  test.each([['malformed JSON', { malformed: true }], ['a cut connection', { drop: true }]])('%s is 503 wechat_unavailable, and the code stays usable', async (_name, fault) => {
    const code = await t.wxLogin('unlucky')
    await t.fault({ path: '/sns/jscode2session', ...fault })
    expect((await signIn({ code, consent: CONSENT })).json()).toMatchObject({ code: 'wechat_unavailable' })
    expect((await signIn({ code, consent: CONSENT })).statusCode).toBe(200)
  })

  test('trap 2: a phone code is no login code', async () => {
    const { code } = await t.tapPhone('mixed-up')
    expect((await signIn({ code, consent: CONSENT })).json()).toMatchObject({ code: 'wechat_code_invalid' })
  })

  test('trap 2: a code older than five minutes is refused', async () => {
    const code = await t.wxLogin('late')
    t.clock.advance(5 * 60_000 + 1)
    expect((await signIn({ code, consent: CONSENT })).json()).toMatchObject({ code: 'wechat_code_invalid' })
  })
})

describe('replay and races', () => {
  test('trap 2, security 10: a replayed login code is 401', async () => {
    const code = await t.wxLogin('replayed')
    expect((await signIn({ code, consent: CONSENT })).statusCode).toBe(200)
    const replay = await signIn({ code })
    expect(replay.statusCode).toBe(401)
    expect(replay.json()).toMatchObject({ code: 'wechat_code_invalid' })
  })

  test('security 10: one code used ten times at once reaches WeChat once and signs in once', async () => {
    const code = await t.wxLogin('double-tap')
    await t.wechat.inject({ method: 'DELETE', url: '/sandbox/calls' })
    const responses = await Promise.all(Array.from({ length: 10 }, () => signIn({ code, consent: CONSENT })))
    expect(responses.map((r) => r.statusCode).sort()).toEqual([200, ...Array<number>(9).fill(401)])
    expect((await t.wechatCalls())['/sns/jscode2session']).toBe(1)
  })

  test('security 10: two instances over one database spend a code once', async () => {
    const other = await t.instance()
    const code = await t.wxLogin('two-instances')
    await t.wechat.inject({ method: 'DELETE', url: '/sandbox/calls' })
    const body = { code, consent: CONSENT }
    const responses = await Promise.all([signIn(body), other.inject({ method: 'POST', url: '/v1/auth/wechat', payload: body })])
    expect(responses.map((r) => r.statusCode).sort()).toEqual([200, 401])
    expect((await t.wechatCalls())['/sns/jscode2session']).toBe(1)
    expect(JSON.stringify(await t.database.db.selectFrom('login_code_use').selectAll().execute())).not.toContain(code)
    await other.close()
  })

  test('ten first sign-ins of one shopper at once make one user', async () => {
    const codes = await Promise.all(Array.from({ length: 10 }, () => t.wxLogin('eager')))
    const responses = await Promise.all(codes.map((code) => signIn({ code, consent: CONSENT })))
    expect(responses.map((r) => r.statusCode)).toEqual(Array(10).fill(200))
    expect(new Set(responses.map((r) => r.json<SessionStarted>().user.id)).size).toBe(1)
    expect(responses.filter((r) => r.json<SessionStarted>().isNewUser)).toHaveLength(1)
  })
})

describe('one person, one account', () => {
  const identitiesOf = (userId: string) => t.database.db.selectFrom('identity').selectAll().where('user_id', '=', userId).execute()

  test('trap 7, security 13: the key is provider, app id and openid', async () => {
    const { user } = await t.signUp('keyed')
    expect(await identitiesOf(user.id)).toMatchObject([{ provider: 'weapp', app_id: t.app.config.wechat.appId, openid: (await t.script('keyed', {})).openid }])
  })

  test('trap 7: a unionid that comes late is filled in', async () => {
    const { user } = await t.signUp('bound-later')
    await t.script('bound-later', { unionid: 'union-late' })
    await signIn({ code: await t.wxLogin('bound-later') })
    expect(await identitiesOf(user.id)).toMatchObject([{ unionid: 'union-late' }])
  })

  test('an unknown openid with a known unionid becomes a further identity, without consent', async () => {
    await t.script('on-phone', { unionid: 'union-same' })
    await t.script('on-tablet', { unionid: 'union-same' })
    const { user } = await t.signUp('on-phone')
    const response = await signIn({ code: await t.wxLogin('on-tablet') })
    expect(response.json()).toMatchObject({ isNewUser: false, user: { id: user.id } })
    expect(await identitiesOf(user.id)).toHaveLength(2)
  })

  test('two first sign-ins at once with one unionid make one user', async () => {
    const names = ['twin-a', 'twin-b', 'twin-c']
    for (const name of names) await t.script(name, { unionid: 'union-twins' })
    const codes = await Promise.all(names.map((name) => t.wxLogin(name)))
    const responses = await Promise.all(codes.map((code) => signIn({ code, consent: CONSENT })))
    expect(new Set(responses.map((r) => r.json<SessionStarted>().user.id)).size).toBe(1)
  })

  test('trap 7, security 13: openid of A with the unionid of B signs in A and records the conflict', async () => {
    const a = await t.signUp('conflict-a')
    await t.script('conflict-b', { unionid: 'union-b' })
    const b = await t.signUp('conflict-b')
    await t.script('conflict-a', { unionid: 'union-b' })
    const response = await signIn({ code: await t.wxLogin('conflict-a') })
    expect(response.json()).toMatchObject({ user: { id: a.user.id } })
    expect(await identitiesOf(a.user.id)).toMatchObject([{ unionid: null }])
    const events = await t.database.db.selectFrom('auth_event').selectAll().where('kind', '=', 'unionConflict').execute()
    expect(events).toMatchObject([{ user_id: a.user.id, other_user_id: b.user.id, detail: 'unionid' }])
  })
})

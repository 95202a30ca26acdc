import { PROBLEMS } from '../../../../contract/problemCodes'
import { AuthWays } from '../../../../contract/webSignIn'
import { sweep } from '../../../../server/modules/identity/housekeeping'
import { STATE_LIFE_MS } from '../../../../server/modules/identity/webStates'
import { expectContract } from '../../../support/contract'
import { buildIdentityApp, CONSENT, type IdentityApp } from '../../../support/identity'
import { Browser } from '../../../support/webSignIn'

let t: IdentityApp
beforeAll(async () => {
  t = await buildIdentityApp()
})
afterAll(() => t.close())
afterEach(() => t.wechat.inject({ method: 'DELETE', url: '/sandbox/faults' }))

const TABLES = ['user_account', 'identity', 'union_link', 'session', 'consent', 'auth_event'] as const
const rows = () => Promise.all(TABLES.map((table) => t.database.db.selectFrom(table).selectAll().execute()))
const identitiesOf = (userId: string) => t.database.db.selectFrom('identity').selectAll().where('user_id', '=', userId).orderBy('id').execute()
const idOf = async (browser: Browser) => (await browser.me()).json<{ id: string }>().id

describe('GET /v1/auth/ways', () => {
  test('names what the shop has keys for, to everybody and for no cache', async () => {
    const response = await t.call('GET', '/v1/auth/ways')
    expectContract(AuthWays, response.json())
    expect(response.json()).toEqual({ oa: true, web: true })
    expect(response.headers['cache-control']).toBe('no-store')
  })

  test('without keys the way is off, and asking for it is 404', async () => {
    const other = await t.instance({ wechat: { ...t.app.config.wechat, oa: null } })
    expect((await other.inject('/v1/auth/ways')).json()).toEqual({ oa: false, web: true })
    const refused = await new Browser(t, other).post('/v1/auth/wechat/web', { way: 'oa', returnTo: '/', consent: CONSENT })
    expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([404, 'sign_in_way_off'])
    await other.close()
  })
})

describe('POST /v1/auth/wechat/web', () => {
  test.each([
    ['oa', '/connect/oauth2/authorize', 'snsapi_base'],
    ['web', '/connect/qrconnect', 'snsapi_login'],
  ] as const)('%s: answers the page of WeChat in the order and with the ending that it insists on', async (way, path, scope) => {
    const page = await new Browser(t).start(way)
    expect(page).toMatch(/\?appid=[^&]+&redirect_uri=[^&]+&response_type=code&scope=[^&]+&state=[0-9a-f]{64}#wechat_redirect$/)
    const url = new URL(page)
    expect(url.pathname).toBe(path)
    expect(Object.fromEntries(url.searchParams)).toMatchObject({ appid: t.app.config.wechat[way]?.appId, scope, redirect_uri: `${t.app.config.publicUrl}/v1/auth/wechat/callback` })
  })

  test.each([
    ['no consent', { consent: undefined }],
    ['an unknown way', { way: 'weapp' }],
    ['a field nobody knows', { admin: true }],
  ])('security 17: %s is 400', async (_name, change) => {
    expect((await new Browser(t).post('/v1/auth/wechat/web', { way: 'oa', returnTo: '/', consent: CONSENT, ...change })).statusCode).toBe(400)
  })

  test('security 12: the state has 256 random bits, is kept as a hash, for ten minutes, bound to a cookie out of reach of scripts', async () => {
    const browser = new Browser(t)
    const response = await browser.post('/v1/auth/wechat/web', { way: 'oa', returnTo: '/mine', consent: CONSENT })
    const state = new URL(response.json<{ url: string }>().url).searchParams.get('state') ?? ''
    expect(state).toMatch(/^[0-9a-f]{64}$/)
    const cookie = response.cookies.find(({ name }) => name.endsWith('wechat_browser'))
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 600 })
    const kept = await t.database.db.selectFrom('web_sign_in').selectAll().where('return_to', '=', '/mine').execute()
    expect(kept).toMatchObject([{ expires_at: new Date(t.clock.now() + 10 * 60_000), used_at: null }])
    expect(JSON.stringify(kept)).not.toContain(state)
    expect(JSON.stringify(kept)).not.toContain(cookie?.value)
  })

  test('on https the cookie is one of this host alone', async () => {
    const other = await t.instance({ publicUrl: 'https://shop.example.org' })
    const response = await new Browser(t, other).post('/v1/auth/wechat/web', { way: 'oa', returnTo: '/', consent: CONSENT })
    expect(response.cookies).toMatchObject([{ name: '__Host-wechat_browser', secure: true, httpOnly: true, path: '/' }])
    await other.close()
  })

  test.each(['https://evil.example', '//evil.example', '/\\evil.example', '/%5cevil.example', 'javascript:alert(1)', '/product@evil', '/v1/me', '/nowhere', '/mine#x', '/mine?a=\n', '/mine/..//evil', '', `/list?q=${'a'.repeat(1100)}`])(
    'security 12: a return path off the list is 400: %j',
    async (returnTo) => {
      expect((await new Browser(t).post('/v1/auth/wechat/web', { way: 'oa', returnTo, consent: CONSENT })).json()).toMatchObject({ code: 'invalid_request' })
    },
  )

  test.each(['/', '/product?id=0193aaaa-0000-7000-8000-000000000001&from=%E5%88%97', '/addresses/edit?id=1', "/list?q=%E9%9D%A2&sort=price!'()*~"])('a page of the app is taken: %s', async (returnTo) => {
    const browser = new Browser(t)
    const back = await browser.visit(await browser.agree(await browser.start('web', returnTo), 'wanderer'))
    expect(back.headers['location']).toBe(returnTo)
  })
})

describe('GET /v1/auth/wechat/callback', () => {
  test('a new shopper: silently first, then asked, then signed up and led back without code and state', async () => {
    const browser = new Browser(t)
    const silent = await browser.visit(await browser.agree(await browser.start('oa', '/product?id=p1'), 'newcomer'))
    expect(silent.statusCode).toBe(303)
    const asking = String(silent.headers['location'])
    expect(new URL(asking).searchParams.get('scope')).toBe('snsapi_userinfo')
    expect(browser.jar.has('session')).toBe(false)

    const back = await browser.visit(await browser.agree(asking, 'newcomer'))
    expect([back.statusCode, back.headers['location'], back.headers['cache-control']]).toEqual([303, '/product?id=p1', 'no-store'])
    expect(back.cookies).toMatchObject([
      { name: 'session', httpOnly: true, sameSite: 'Lax' },
      { name: 'signed_in', value: '1' },
      { name: 'sign_in_result', value: 'ok' },
    ])
    const me = (await browser.me()).json<{ id: string; nickname: string; consentVersion: string }>()
    expect(me).toMatchObject({ nickname: 'newcomer', consentVersion: CONSENT.version })
    const consents = await t.database.db.selectFrom('consent').selectAll().where('user_id', '=', me.id).execute()
    expect(consents).toMatchObject([{ version: CONSENT.version, channel: 'h5' }])
    const events = await t.database.db.selectFrom('auth_event').selectAll().where('user_id', '=', me.id).execute()
    expect(events).toMatchObject([{ kind: 'signUp', result: 'ok', detail: 'oa', client: 'h5' }])
  })

  test('a returning shopper sees no page: the silent scope is enough', async () => {
    const first = new Browser(t)
    await first.signIn('returning')
    const again = new Browser(t)
    const back = await again.visit(await again.agree(await again.start(), 'returning'))
    expect(back.headers['location']).toBe('/product?id=p1')
    expect(await idOf(again)).toBe(await idOf(first))
  })

  test('an old web view, which names no site it comes from, gets the cookie as well', async () => {
    const browser = new Browser(t)
    const path = await browser.agree(await browser.start('web'), 'old-phone')
    const response = await t.app.inject({ url: path, cookies: Object.fromEntries(browser.jar) })
    expect(response.cookies.map(({ name }) => name)).toContain('session')
  })

  test('the session from before ends', async () => {
    const browser = new Browser(t)
    await browser.signIn('first-of-two')
    const before = browser.jar.get('session') ?? ''
    await browser.signIn('second-of-two')
    expect(browser.jar.get('session')).not.toBe(before)
    expect((await t.app.inject({ url: '/v1/me', cookies: { session: before } })).statusCode).toBe(401)
  })

  test('a refusal leads back to where he was, as a guest, with word of it', async () => {
    const browser = new Browser(t)
    const back = await browser.visit(await browser.refuse(await browser.start('web', '/favourites')))
    expect([back.statusCode, back.headers['location'], browser.jar.get('sign_in_result')]).toEqual([303, '/favourites', 'wechat_refused'])
    expect(browser.jar.has('session')).toBe(false)
  })

  test.each([
    [40029, 'wechat_code_invalid'],
    [40163, 'wechat_code_invalid'],
    [45011, 'rate_limited'],
    [-1, 'wechat_unavailable'],
    [40125, 'internal'],
  ])('errcode %i of WeChat leads back as %s', async (errcode, code) => {
    const browser = new Browser(t)
    const path = await browser.agree(await browser.start('web'), 'unlucky')
    await t.fault({ path: '/sns/oauth2/access_token', errcode, times: 2 })
    const back = await browser.visit(path)
    expect([back.statusCode, back.headers['location'], browser.jar.get('sign_in_result')]).toEqual([303, '/product?id=p1', code])
  })

  test('without the profile there is no sign-up: the unionid would be missing', async () => {
    const browser = new Browser(t)
    const path = await browser.agree(await browser.start('web'), 'faceless')
    await t.fault({ path: '/sns/userinfo', drop: true })
    const before = (await rows())[0]?.length ?? 0
    await browser.visit(path)
    expect(browser.jar.get('sign_in_result')).toBe('wechat_unavailable')
    expect((await rows())[0]).toHaveLength(before)
  })

  test('a disabled account is told so', async () => {
    const browser = new Browser(t)
    await browser.signIn('disabled-h5', 'web')
    await t.database.db.updateTable('user_account').set({ status: 'disabled' }).where('id', '=', await idOf(browser)).execute()
    const other = new Browser(t)
    await other.signIn('disabled-h5', 'web')
    expect(other.jar.get('sign_in_result')).toBe('account_limited')
  })

  test('one code used twice is refused by WeChat, and signs nobody in', async () => {
    const browser = new Browser(t)
    const used = new URL(await browser.agree(await browser.start('web'), 'twice'), 'http://shop')
    await browser.visit(`${used.pathname}${used.search}`)
    const thief = new Browser(t)
    const own = new URL(await thief.start('web')).searchParams.get('state') ?? ''
    await thief.visit(`${used.pathname}?code=${used.searchParams.get('code') ?? ''}&state=${own}`)
    expect([thief.jar.get('sign_in_result'), thief.jar.has('session')]).toEqual(['wechat_code_invalid', false])
  })

  test('a look ahead (HEAD) spends nothing', async () => {
    const browser = new Browser(t)
    const path = await browser.agree(await browser.start('web'), 'looked-at')
    const head = await t.app.inject({ method: 'HEAD', url: path, cookies: Object.fromEntries(browser.jar) })
    expect(head.statusCode).toBeGreaterThanOrEqual(400)
    expect((await browser.visit(path)).statusCode).toBe(303)
  })
})

describe('trap 9, security 12: state', () => {
  const callback = (state: string) => `/v1/auth/wechat/callback?code=abc&state=${state}`

  async function refused(browser: Browser, path: string, returnTo: string) {
    const page = await browser.visit(path)
    expect([page.statusCode, page.headers['content-type'], page.headers['cache-control']]).toEqual([400, 'text/html; charset=utf-8', 'no-store'])
    expect(page.body).toContain(PROBLEMS.sign_in_state_invalid.title)
    expect(page.body).toContain(`content="0;url=${returnTo}"`)
    expect(page.body).not.toMatch(/<script|code=|state=/)
    expect(browser.jar.get('sign_in_result')).toBe('sign_in_state_invalid')
    expect(browser.jar.has('session')).toBe(false)
  }

  test.each(['', 'f'.repeat(64), 'x'.repeat(5000), '%00', '💥'])('wrong is 400, in words and with a way back: %j', async (state) => {
    const browser = new Browser(t)
    await browser.start()
    await refused(browser, callback(encodeURIComponent(state)), '/')
  })

  test('to a program it is problem+json', async () => {
    const response = await new Browser(t).visit(callback('wrong'), 'application/json')
    expect(response.headers['content-type']).toContain('application/problem+json')
    expect(response.json()).toMatchObject({ status: 400, code: 'sign_in_state_invalid' })
  })

  test('reused is 400, and leads back to where the first use did', async () => {
    const browser = new Browser(t)
    const path = await browser.agree(await browser.start('web', '/favourites'), 'reuser')
    expect((await browser.visit(path)).statusCode).toBe(303)
    browser.jar.delete('session')
    await refused(browser, path, '/favourites')
  })

  test('after ten minutes it is 400', async () => {
    const browser = new Browser(t)
    const page = await browser.start('web')
    t.clock.advance(STATE_LIFE_MS)
    await refused(browser, await browser.agree(page, 'slow'), '/product?id=p1')
  })

  test('of another browser it is 400, for one with a sign-in of its own and for one without', async () => {
    const attacker = new Browser(t)
    const path = await attacker.agree(await attacker.start('web', '/mine'), 'attacker')
    await refused(new Browser(t), path, '/')
    const victim = new Browser(t)
    await victim.start('web')
    await refused(victim, path, '/')
    expect((await attacker.visit(path)).statusCode).toBe(303)
  })

  test('used ten times at once, over two instances, it signs in once', async () => {
    const other = await t.instance()
    const browser = new Browser(t)
    const path = await browser.agree(await browser.start('web'), 'impatient')
    await t.wechat.inject({ method: 'DELETE', url: '/sandbox/calls' })
    const cookies = Object.fromEntries(browser.jar)
    const apps = Array.from({ length: 10 }, (_, i) => (i % 2 ? other : t.app))
    const responses = await Promise.all(apps.map((app) => app.inject({ url: path, cookies })))
    expect(responses.map(({ statusCode }) => statusCode).sort()).toEqual([303, ...Array<number>(9).fill(400)])
    expect((await t.wechatCalls())['/sns/oauth2/access_token']).toBe(1)
    await other.close()
  })

  test('a second tab does not spoil the first', async () => {
    const browser = new Browser(t)
    const first = await browser.start('web', '/mine')
    await browser.start('web', '/settings')
    expect((await browser.visit(await browser.agree(first, 'two-tabs'))).headers['location']).toBe('/mine')
  })

  test('old ones are swept', async () => {
    await new Browser(t).start('web', '/phone')
    t.clock.advance(STATE_LIFE_MS + 3_600_001)
    await sweep(t.database.db, t.clock.now())
    expect(await t.database.db.selectFrom('web_sign_in').selectAll().execute()).toEqual([])
  })
})

describe('trap 6, security 12: a snapshot user', () => {
  test('is nobody: no row is written', async () => {
    await t.script('previewer', { snapshot: true, unionid: 'union-previewer' })
    const browser = new Browser(t)
    const page = await browser.start()
    const before = await rows()
    const back = await browser.visit(await browser.agree(page, 'previewer'))
    expect([back.statusCode, back.headers['location'], browser.jar.get('sign_in_result')]).toEqual([303, '/product?id=p1', 'wechat_snapshot_user'])
    expect(await rows()).toEqual(before)
    expect(browser.jar.has('session')).toBe(false)
  })

  test('is nobody either when he turns up where WeChat asked', async () => {
    const browser = new Browser(t)
    const asking = String((await browser.visit(await browser.agree(await browser.start(), 'late-preview'))).headers['location'])
    await t.script('late-preview', { snapshot: true })
    const before = await rows()
    await browser.visit(await browser.agree(asking, 'late-preview'))
    expect(browser.jar.get('sign_in_result')).toBe('wechat_snapshot_user')
    expect(await rows()).toEqual(before)
  })
})

describe('one person, one account', () => {
  test('security 13: the key is provider, app id and openid: another in each app', async () => {
    const oa = new Browser(t)
    const web = new Browser(t)
    await oa.signIn('two-apps', 'oa')
    await web.signIn('two-apps', 'web')
    const [a, b] = [await identitiesOf(await idOf(oa)), await identitiesOf(await idOf(web))]
    expect(a).toMatchObject([{ provider: 'oa', app_id: t.app.config.wechat.oa?.appId, unionid: null }])
    expect(b).toMatchObject([{ provider: 'web', app_id: t.app.config.wechat.web?.appId, unionid: null }])
    expect(a[0]?.openid).not.toBe(b[0]?.openid)
    expect(a[0]?.user_id).not.toBe(b[0]?.user_id)
  })

  test('a known unionid brings the account of the mini-program, with one more identity', async () => {
    await t.script('everywhere', { unionid: 'union-everywhere' })
    const { user } = await t.signUp('everywhere')
    for (const way of ['oa', 'web'] as const) {
      const browser = new Browser(t)
      await browser.signIn('everywhere', way)
      expect(await idOf(browser)).toBe(user.id)
    }
    expect((await identitiesOf(user.id)).map(({ provider, unionid }) => [provider, unionid])).toEqual([
      ['weapp', 'union-everywhere'],
      ['oa', 'union-everywhere'],
      ['web', 'union-everywhere'],
    ])
  })

  test('a unionid that comes late is filled in', async () => {
    const browser = new Browser(t)
    await browser.signIn('bound-late', 'web')
    await t.script('bound-late', { unionid: 'union-bound-late' })
    await browser.signIn('bound-late', 'web')
    expect(await identitiesOf(await idOf(browser))).toMatchObject([{ unionid: 'union-bound-late' }])
  })

  test('security 13: openid of A with the unionid of B signs in A and records the conflict', async () => {
    await t.script('owner-b', { unionid: 'union-owner-b' })
    const b = await t.signUp('owner-b')
    const browser = new Browser(t)
    await browser.signIn('owner-a', 'web')
    const a = await idOf(browser)
    await t.script('owner-a', { unionid: 'union-owner-b' })
    await browser.signIn('owner-a', 'web')
    expect(await idOf(browser)).toBe(a)
    expect(await identitiesOf(a)).toMatchObject([{ unionid: null }])
    const events = await t.database.db.selectFrom('auth_event').selectAll().where('kind', '=', 'unionConflict').execute()
    expect(events).toMatchObject([{ user_id: a, other_user_id: b.user.id, detail: 'unionid' }])
  })

  test('one shopper in the mini-program, in WeChat and on a desktop at once makes one user', async () => {
    await t.script('at-once', { unionid: 'union-at-once' })
    const browsers = [new Browser(t), new Browser(t), new Browser(t), new Browser(t)]
    const [, ...users] = await Promise.all([t.signUp('at-once'), ...browsers.map((browser, i) => browser.signIn('at-once', i % 2 ? 'oa' : 'web'))])
    expect(users.map(({ statusCode }) => statusCode)).toEqual([303, 303, 303, 303])
    expect(new Set(await Promise.all(browsers.map(idOf))).size).toBe(1)
    expect(await t.database.db.selectFrom('union_link').selectAll().where('unionid', '=', 'union-at-once').execute()).toHaveLength(1)
  })

  test('a newer agreement is on record also for whoever was known silently', async () => {
    const browser = new Browser(t)
    await browser.signIn('agreeing-h5')
    const { url } = (await browser.post('/v1/auth/wechat/web', { way: 'oa', returnTo: '/', consent: { version: '2027-01-01' } })).json<{ url: string }>()
    await browser.visit(await browser.agree(url, 'agreeing-h5'))
    expect((await browser.me()).json()).toMatchObject({ consentVersion: '2027-01-01' })
  })

  test('a name that the shopper has is kept', async () => {
    const browser = new Browser(t)
    await browser.signIn('renamed', 'web')
    await t.database.db.updateTable('user_account').set({ nickname: '自己起的' }).where('id', '=', await idOf(browser)).execute()
    await t.script('renamed', { nickname: '微信里的' })
    await browser.signIn('renamed', 'web')
    expect((await browser.me()).json()).toMatchObject({ nickname: '自己起的' })
  })
})

test('security 7: neither openid, access_token nor secret is in an answer or a log line', async () => {
  t.logs.length = 0
  const browser = new Browser(t)
  const answers: string[] = []
  for (const way of ['oa', 'web'] as const) {
    const page = await browser.start(way)
    answers.push(page)
    const path = await browser.agree(page, 'secretive')
    const back = await browser.visit(path)
    answers.push(back.body, JSON.stringify(back.headers))
    const { searchParams } = new URL(path, 'http://shop')
    for (const secret of [searchParams.get('code'), searchParams.get('state')]) expect(t.logs.join('')).not.toContain(secret)
  }
  await t.fault({ path: '/sns/oauth2/access_token', errcode: 40125, times: 2 })
  await browser.visit(await browser.agree(await browser.start('web'), 'secretive'))
  const seen = answers.join('') + t.logs.join('')
  for (const keys of [t.app.config.wechat.oa, t.app.config.wechat.web]) expect(seen).not.toContain(keys?.secret)
  const openids = (await t.database.db.selectFrom('identity').select('openid').execute()).map(({ openid }) => openid)
  for (const openid of openids) expect(seen).not.toContain(openid)
  expect(seen).not.toMatch(/99_[\w-]{60}/)
  expect(t.logs.join('')).toContain('WECHAT_WEB_APPID')
})

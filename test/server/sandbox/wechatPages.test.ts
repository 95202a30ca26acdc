import { buildWechatSandbox } from '../../../server/sandbox/wechat/app'
import { testClock } from '../../support/clock'

const oa = { appId: 'wx00000000000000oa', secret: 'oa-secret' }
const web = { appId: 'wx0000000000000web', secret: 'web-secret' }
const clock = testClock()
const sandbox = buildWechatSandbox({ clock, appId: 'wx0000000000000001', secret: 'secret', oa, web })
afterAll(() => sandbox.close())

type Json = Record<string, unknown>

const asking = (changes: Record<string, string> = {}) => ({
  appid: oa.appId,
  redirect_uri: 'http://shop.test/back?keep=1',
  response_type: 'code',
  scope: 'snsapi_userinfo',
  state: 'abc123',
  ...changes,
})
const asWeb = { appid: web.appId, scope: 'snsapi_login' }
const agree = async (shopper: string, changes: Record<string, string> = {}) =>
  new URL(String((await sandbox.inject({ url: '/sandbox/web/agree', query: { ...asking(changes), shopper } })).headers['location']))
const codeOf = async (shopper: string, changes?: Record<string, string>) => (await agree(shopper, changes)).searchParams.get('code') ?? ''
const token = async (code: string, changes: Record<string, string> = {}) =>
  (await sandbox.inject({ url: '/sns/oauth2/access_token', query: { appid: oa.appId, secret: oa.secret, code, grant_type: 'authorization_code', ...changes } })).json<Json>()
const userInfo = async (access_token: unknown, openid: unknown) =>
  (await sandbox.inject({ url: '/sns/userinfo', query: { access_token: String(access_token), openid: String(openid) } })).json<Json>()

describe('the page', () => {
  test.each([
    ['/connect/oauth2/authorize', {}],
    ['/connect/qrconnect', asWeb],
  ])('%s asks without a script, and leads back with code and state', async (url, changes) => {
    const page = await sandbox.inject({ url, query: asking(changes) })
    expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    expect(page.body).not.toMatch(/<script| on\w+=/)
    const href = /href="(\/sandbox\/web\/agree[^"]+)"/.exec(page.body)?.[1]?.replace(/&#38;/g, '&') ?? ''
    const back = await sandbox.inject(href)
    expect(back.statusCode).toBe(302)
    expect(back.headers['location']).toMatch(/^http:\/\/shop\.test\/back\?keep=1&code=0[0-9a-f]{31}&state=abc123$/)
  })

  test('the silent scope shows none: for whoever was chosen last, or for somebody new', async () => {
    const silent = async (cookie?: string) => {
      const response = await sandbox.inject({ url: '/connect/oauth2/authorize', query: asking({ scope: 'snsapi_base' }), headers: cookie ? { cookie } : {} })
      expect(response.statusCode).toBe(302)
      return (await token(new URL(String(response.headers['location'])).searchParams.get('code') ?? ''))['openid']
    }
    const chosen = await sandbox.inject({ url: '/sandbox/web/agree', query: { ...asking(), shopper: '王小满' } })
    const cookie = String(chosen.headers['set-cookie']).split(';')[0]
    expect(await silent(cookie)).toBe(await silent(cookie))
    expect(await silent()).not.toBe(await silent())
  })

  test('a refusal comes back with the state alone', async () => {
    const back = await sandbox.inject({ url: '/sandbox/web/refuse', query: asking() })
    expect(back.headers['location']).toBe('http://shop.test/back?keep=1&state=abc123')
  })

  test.each([
    ['an unknown app', { appid: 'wx' }],
    ['a scope of the other app', { scope: 'snsapi_login' }],
    ['no code wanted', { response_type: 'token' }],
    ['a way back that is no address', { redirect_uri: 'javascript:alert(1)' }],
    ['a state that WeChat does not carry', { state: 'a-b' }],
  ])('%s is refused', async (_name, changes) => {
    expect((await sandbox.inject({ url: '/connect/oauth2/authorize', query: asking(changes) })).statusCode).toBe(400)
  })

  test('names are shown as text', async () => {
    await codeOf('<b>x</b>')
    expect((await sandbox.inject({ url: '/connect/oauth2/authorize', query: asking() })).body).not.toContain('<b>x')
  })
})

describe('sns/oauth2/access_token and sns/userinfo', () => {
  test('tell who it is, by an openid of this app', async () => {
    await sandbox.inject({ method: 'PUT', url: '/sandbox/shoppers/known', payload: { unionid: 'union-1', nickname: '小满' } })
    const answer = await token(await codeOf('known'))
    expect(answer).toMatchObject({ scope: 'snsapi_userinfo', expires_in: 7200, unionid: 'union-1' })
    expect(await userInfo(answer['access_token'], answer['openid'])).toMatchObject({ openid: answer['openid'], nickname: '小满', unionid: 'union-1' })
    const other = await token(await codeOf('known', asWeb), { appid: web.appId, secret: web.secret })
    expect(other).toMatchObject({ scope: 'snsapi_login', unionid: 'union-1' })
    expect(other['openid']).not.toBe(answer['openid'])
  })

  test('take a code once, for five minutes (ten on a desktop), from its own app', async () => {
    const code = await codeOf('a')
    expect(await token(code, { appid: web.appId, secret: web.secret })).toMatchObject({ errcode: 40029 })
    await token(code)
    expect(await token(code)).toMatchObject({ errcode: 40163 })
    const [late, scanned] = [await codeOf('a'), await codeOf('a', asWeb)]
    clock.advance(300_001)
    expect(await token(late)).toMatchObject({ errcode: 40029 })
    expect(await token(scanned, { appid: web.appId, secret: web.secret })).toHaveProperty('openid')
  })

  test('refuse wrong keys, a wrong token, and a token that was for the openid alone', async () => {
    const code = await codeOf('b')
    expect(await token(code, { appid: 'wx' })).toMatchObject({ errcode: 40013 })
    expect(await token(code, { secret: 'wrong' })).toMatchObject({ errcode: 40125 })
    const { access_token, openid } = await token(await codeOf('b', { scope: 'snsapi_base' }))
    expect(await userInfo(access_token, openid)).toMatchObject({ errcode: 48001 })
    expect(await userInfo('wrong', openid)).toMatchObject({ errcode: 40001 })
  })

  test('a snapshot user is somebody else each time', async () => {
    await sandbox.inject({ method: 'PUT', url: '/sandbox/shoppers/c', payload: { snapshot: true, unionid: 'union-c' } })
    const [one, two] = [await token(await codeOf('c')), await token(await codeOf('c'))]
    expect(one).toMatchObject({ is_snapshotuser: 1 })
    expect(one['openid']).not.toBe(two['openid'])
    expect(one['unionid']).not.toBe('union-c')
  })
})

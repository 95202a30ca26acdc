import { createDecipheriv, createHash, createHmac } from 'node:crypto'
import { buildWechatSandbox } from '../../../server/sandbox/wechat/app'
import { testClock } from '../../support/clock'

const appId = 'wx0000000000000001'
const secret = 'secret'
const clock = testClock()
const sandbox = buildWechatSandbox({ clock, appId, secret })
afterAll(() => sandbox.close())

type Json = Record<string, unknown>

const act = async <T = Json>(url: string, shopper: string) => (await sandbox.inject({ method: 'POST', url, payload: { shopper } })).json<T>()
const login = async (shopper: string) => (await act<{ code: string }>('/sandbox/login', shopper)).code
const session = async (code: string, changes: Record<string, string> = {}) => {
  const query = { appid: appId, secret, js_code: code, grant_type: 'authorization_code', ...changes }
  return sandbox.inject({ url: '/sns/jscode2session', query })
}
const token = async (payload: object = {}) =>
  (await sandbox.inject({ method: 'POST', url: '/cgi-bin/stable_token', payload: { grant_type: 'client_credential', appid: appId, secret, ...payload } })).json<{
    access_token: string
    expires_in: number
    errcode?: number
  }>()
const phone = async (code: string, accessToken?: string) => {
  const query = { access_token: accessToken ?? (await token()).access_token }
  return (await sandbox.inject({ method: 'POST', url: '/wxa/business/getuserphonenumber', query, payload: { code } })).json<Json>()
}

describe('sns/jscode2session', () => {
  test('answers 200 and JSON that is labelled as text, as WeChat does', async () => {
    const response = await session(await login('a'))
    expect(response.statusCode).toBe(200)
    expect(response.headers['content-type']).toContain('text/plain')
    expect(Object.keys(JSON.parse(response.body) as Json).sort()).toEqual(['openid', 'session_key'])
  })

  test('takes a code once: 40163', async () => {
    const code = await login('a')
    await session(code)
    expect((await session(code)).json()).toMatchObject({ errcode: 40163 })
  })

  test('takes it for five minutes: 40029', async () => {
    const code = await login('a')
    clock.advance(300_000)
    expect((await session(code)).json()).toHaveProperty('openid')
    const late = await login('a')
    clock.advance(300_001)
    expect((await session(late)).json()).toMatchObject({ errcode: 40029 })
  })

  test('knows a shopper again by openid, and rotates the key at every login', async () => {
    const [one, two] = [(await session(await login('a'))).json<Json>(), (await session(await login('a'))).json<Json>()]
    expect(two['openid']).toBe(one['openid'])
    expect(two['session_key']).not.toBe(one['session_key'])
  })

  test.each([
    [{ appid: 'wx9' }, 40013],
    [{ appid: '' }, 41002],
    [{ secret: 'x' }, 40125],
    [{ grant_type: 'x' }, 40002],
    [{ js_code: '' }, 41008],
    [{ js_code: 'unknown' }, 40029],
  ])('%j is %i', async (changes, errcode) => {
    expect((await session('x', changes)).json()).toMatchObject({ errcode, errmsg: expect.stringContaining('rid: ') as string })
  })

  test('lets one shopper in a hundred times a minute: 45011', async () => {
    const codes = await Promise.all(Array.from({ length: 101 }, () => login('busy')))
    const errcodes: unknown[] = []
    for (const code of codes) errcodes.push((await session(code)).json<Json>()['errcode'])
    expect(errcodes.filter((errcode) => errcode === undefined)).toHaveLength(100)
    expect(errcodes.at(-1)).toBe(45011)
  })

  test("takes DevTools' tourist code any number of times", async () => {
    const [one, two] = [await session('the code is a mock one'), await session('the code is a mock one')]
    expect(one.json()).toHaveProperty('openid')
    expect(two.json()).toEqual(one.json())
  })

  test('plays a high-risk shopper: 40226', async () => {
    await sandbox.inject({ method: 'PUT', url: '/sandbox/shoppers/risky', payload: { errors: { login: 40226 } } })
    expect((await session(await login('risky'))).json()).toMatchObject({ errcode: 40226 })
  })
})

describe('cgi-bin/stable_token', () => {
  test('gives everybody the same token while it lives', async () => {
    const first = await token()
    clock.advance(60_000)
    const second = await token()
    expect(second.access_token).toBe(first.access_token)
    expect(second.expires_in).toBe(first.expires_in - 60)
  })

  test('gives a new one in its last five minutes, while the old one still works', async () => {
    const first = await token({ force_refresh: true })
    clock.advance(first.expires_in * 1000 - 299_000)
    const second = await token()
    expect(second.access_token).not.toBe(first.access_token)
    expect(await phone((await act<{ code: string }>('/sandbox/phone', 'a')).code, first.access_token)).toMatchObject({ errcode: 0 })
  })

  test('force_refresh ends the old one, not more than once in 30 s', async () => {
    clock.advance(60_000)
    const before = await token()
    const forced = await token({ force_refresh: true })
    expect(forced.access_token).not.toBe(before.access_token)
    expect((await token({ force_refresh: true })).access_token).toBe(forced.access_token)
    expect(await phone('x', before.access_token)).toMatchObject({ errcode: 40001 })
  })
})

describe('the phone button', () => {
  test('gives a code that is worth the number once, and no login', async () => {
    const { code } = await act<{ code: string }>('/sandbox/phone', 'p')
    expect((await session(code)).json()).toMatchObject({ errcode: 40029 })
    expect(await phone(code)).toMatchObject({ errcode: 0, phone_info: { countryCode: '86', watermark: { appid: appId, timestamp: Math.floor(clock.now() / 1000) } } })
    expect(await phone(code)).toMatchObject({ errcode: 40163 })
    expect(await phone(await login('p'))).toMatchObject({ errcode: 40029 })
  })

  test('encrypts the number under the key of the last login', async () => {
    const { session_key: key } = (await session(await login('p'))).json<{ session_key: string }>()
    const { encryptedData, iv } = await act<{ encryptedData: string; iv: string }>('/sandbox/phone', 'p')
    const cipher = createDecipheriv('aes-128-cbc', Buffer.from(key, 'base64'), Buffer.from(iv, 'base64'))
    const plain = JSON.parse(cipher.update(encryptedData, 'base64', 'utf8') + cipher.final('utf8')) as Json
    expect(plain).toMatchObject({ purePhoneNumber: expect.stringMatching(/^139\d{8}$/) as string, watermark: { appid: appId } })
  })

  test('plays a refusal and an empty quota', async () => {
    await sandbox.inject({ method: 'PUT', url: '/sandbox/shoppers/q', payload: { errors: { phoneButton: 1400001 } } })
    expect(await act('/sandbox/phone', 'q')).toMatchObject({ errno: 1400001, errMsg: expect.stringContaining('getPhoneNumber:fail') as string })
  })
})

test('user info is signed over the raw string', async () => {
  const { session_key: key } = (await session(await login('u'))).json<{ session_key: string }>()
  const { rawData, signature } = await act<{ rawData: string; signature: string }>('/sandbox/user-info', 'u')
  expect(signature).toBe(createHash('sha1').update(rawData + key).digest('hex'))
  expect(JSON.parse(rawData)).toMatchObject({ nickName: '微信用户' })
})

test('trap 3: checksession compares with the newest key', async () => {
  const { session_key: key, openid } = (await session(await login('s'))).json<{ session_key: string; openid: string }>()
  const signature = createHmac('sha256', key).update('').digest('hex')
  const check = async () =>
    (await sandbox.inject({ url: '/wxa/checksession', query: { access_token: (await token()).access_token, openid, signature, sig_method: 'hmac_sha256' } })).json<Json>()
  expect(await check()).toMatchObject({ errcode: 0 })
  await login('s')
  expect(await check()).toMatchObject({ errcode: 87009 })
})

describe('faults', () => {
  test('are met as often as asked, and consume nothing', async () => {
    await sandbox.inject({ method: 'PUT', url: '/sandbox/faults', payload: { path: '/sns/jscode2session', errcode: -1, times: 2 } })
    const code = await login('f')
    expect((await session(code)).json()).toMatchObject({ errcode: -1 })
    expect((await session(code)).json()).toMatchObject({ errcode: -1 })
    expect((await session(code)).json()).toHaveProperty('openid')
  })

  test('malformed JSON does not parse', async () => {
    await sandbox.inject({ method: 'PUT', url: '/sandbox/faults', payload: { path: '/sns/jscode2session', malformed: true } })
    const { body } = await session(await login('f'))
    expect(() => JSON.parse(body) as unknown).toThrow(SyntaxError)
  })

  test('of unknown kinds are refused', async () => {
    expect((await sandbox.inject({ method: 'PUT', url: '/sandbox/faults', payload: { path: '/x', explode: true } })).statusCode).toBe(400)
  })
})

test('a body is JSON whatever its label', async () => {
  const response = await sandbox.inject({
    method: 'POST',
    url: '/cgi-bin/stable_token',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: JSON.stringify({ grant_type: 'client_credential', appid: appId, secret }),
  })
  expect(response.json()).toHaveProperty('access_token')
})

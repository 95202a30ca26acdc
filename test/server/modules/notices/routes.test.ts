import type { SessionStarted } from '../../../../contract/identity'
import { NoticeList, type Notice } from '../../../../contract/sessions'
import { sweep } from '../../../../server/modules/identity/housekeeping'
import { expectContract } from '../../../support/contract'
import { buildIdentityApp, CONSENT, type CallOptions, type IdentityApp } from '../../../support/identity'

let t: IdentityApp
beforeAll(async () => {
  t = await buildIdentityApp()
})
afterAll(() => t.close())

const DAY = 86_400_000
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0.49'
const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15'
const PHONE: CallOptions = { remoteAddress: '101.226.4.6', headers: { 'user-agent': IPHONE } }
const ABROAD: CallOptions = { ...PHONE, remoteAddress: '8.8.8.8' }
const BROWSER: CallOptions = { remoteAddress: '101.226.4.6', headers: { 'sec-fetch-site': 'same-origin', 'user-agent': MAC } }

type Response = Awaited<ReturnType<IdentityApp['call']>>
const post = async (shopper: string, options: CallOptions, consent: object) => t.call('POST', '/v1/auth/wechat', { ...options, body: { code: await t.wxLogin(shopper), ...consent } })
const tap = (shopper: string, options: CallOptions) => post(shopper, options, { consent: CONSENT })
const silently = (shopper: string, options: CallOptions) => post(shopper, options, {})
const tokenOf = (response: Response) => response.json<SessionStarted>().token ?? ''
const cookiesOf = (response: Response) => Object.fromEntries(response.cookies.map(({ name, value }) => [name, value]))
const read = async (who: CallOptions, query = '') => (await t.call('GET', `/v1/me/notices${query}`, who)).json<{ items: Notice[] }>().items

describe('security 4: a new sign-in is told to the other devices', () => {
  test('with time, platform, device and place, and to all but the new one', async () => {
    const token = tokenOf(await tap('told', PHONE))
    expect(await read({ token })).toEqual([])
    t.clock.advance(1_000)
    const browser = cookiesOf(await tap('told', BROWSER))
    const response = await t.call('GET', '/v1/me/notices', { token })
    expectContract(NoticeList, response.json())
    expect(await read({ token })).toMatchObject([{ kind: 'newSignIn', client: 'h5', device: 'Mac · Safari', place: '上海', isRead: false, at: new Date(t.clock.now()).toISOString(), sessionId: expect.any(String) }])
    expect(await read({ cookies: browser })).toEqual([])
  })

  test('not for the first session, nor for the only one', async () => {
    const first = tokenOf(await tap('alone', PHONE))
    await t.call('DELETE', '/v1/session', { token: first })
    expect(await read({ token: tokenOf(await tap('alone', ABROAD)) })).toEqual([])
  })

  test('not for the phone that signs itself in again, wherever it is', async () => {
    await tap('traveller', PHONE)
    const browser = cookiesOf(await tap('traveller', BROWSER))
    for (const from of [PHONE, ABROAD, PHONE]) expect((await silently('traveller', from)).statusCode).toBe(200)
    expect(await read({ cookies: browser })).toEqual([])
  })

  test('but for a kind of device that this shopper never had, also when it comes silently', async () => {
    const browser = cookiesOf(await tap('second-phone', BROWSER))
    await silently('second-phone', PHONE)
    expect(await read({ cookies: browser })).toMatchObject([{ client: 'weapp', device: 'iPhone' }])
  })

  test('not when he comes back to where he signed out', async () => {
    const token = tokenOf(await tap('regular', PHONE))
    for (let i = 0; i < 3; i += 1) {
      const cookies = cookiesOf(await tap('regular', BROWSER))
      await t.call('DELETE', '/v1/session', { cookies, headers: BROWSER.headers })
    }
    expect(await read({ token })).toHaveLength(1)
  })

  test('but when a second one appears that looks the same', async () => {
    const token = tokenOf(await tap('twin', PHONE))
    await tap('twin', BROWSER)
    await tap('twin', BROWSER)
    expect(await read({ token })).toHaveLength(2)
  })

  test('and for a new place', async () => {
    const token = tokenOf(await tap('mover', PHONE))
    await tap('mover', ABROAD)
    expect(await read({ token })).toMatchObject([{ place: '美国' }])
  })

  test('not when a sign-in only takes the place of the own session', async () => {
    const token = tokenOf(await tap('replacer', PHONE))
    const next = tokenOf(await tap('replacer', { ...ABROAD, token }))
    expect(await read({ token: next })).toEqual([])
  })

  test('once for each sign-in, also when they come at once', async () => {
    const token = tokenOf(await tap('burst', PHONE))
    await Promise.all(Array.from({ length: 5 }, () => tap('burst', BROWSER)))
    const notices = await read({ token })
    expect(notices).toHaveLength(5)
    expect(new Set(notices.map((notice) => ('sessionId' in notice ? notice.sessionId : null))).size).toBe(5)
  })
})

describe('PUT /v1/me/notices/{id}/read', () => {
  const put = (id: string, who: CallOptions) => t.call('PUT', `/v1/me/notices/${id}/read`, who)
  const noticed = async (shopper: string) => {
    const token = tokenOf(await tap(shopper, PHONE))
    const cookies = cookiesOf(await tap(shopper, BROWSER))
    const [notice] = await read({ token })
    return { token, cookies, id: notice?.id ?? '' }
  }

  test('is for all devices, and may be repeated', async () => {
    const { token, id } = await noticed('reader')
    for (let i = 0; i < 2; i += 1) expect((await put(id, { token })).statusCode).toBe(204)
    expect(await read({ token })).toMatchObject([{ id, isRead: true }])
    expect(await read({ token }, '?unread=true')).toEqual([])
  })

  test('is out of reach for the very session that it tells of', async () => {
    const { token, cookies, id } = await noticed('hider')
    expect((await put(id, { cookies, headers: BROWSER.headers })).statusCode).toBe(404)
    expect(await read({ token }, '?unread=true')).toHaveLength(1)
  })

  test('security 18: another shopper’s notice is 404 and stays unread', async () => {
    const { token, id } = await noticed('notice-owner')
    const other = tokenOf(await tap('notice-other', PHONE))
    expect((await put(id, { token: other })).json()).toMatchObject({ status: 404, code: 'not_found' })
    expect(await read({ token: other })).toEqual([])
    expect(await read({ token }, '?unread=true')).toHaveLength(1)
  })

  test('without a session is 401, as the list is', async () => {
    expect((await put('01890000-0000-7000-8000-000000000000', {})).json()).toMatchObject({ code: 'not_signed_in' })
    expect((await t.call('GET', '/v1/me/notices')).json()).toMatchObject({ code: 'not_signed_in' })
  })

  test.each([
    ['PUT', '/v1/me/notices/nonsense/read'],
    ['GET', '/v1/me/notices?unread=perhaps'],
    ['GET', '/v1/me/notices?all=1'],
  ])('security 17: %s %s is 400', async (method, url) => {
    const token = tokenOf(await tap('notice-shape', PHONE))
    expect((await t.call(method, url, { token })).json()).toMatchObject({ status: 400, code: 'invalid_request' })
  })
})

test('notices go after a quarter, known devices after half a year', async () => {
  const token = tokenOf(await tap('swept', PHONE))
  await tap('swept', BROWSER)
  const count = async (table: 'notice' | 'known_device') => (await t.database.db.selectFrom(table).selectAll().execute()).length
  expect(await read({ token })).toHaveLength(1)
  t.clock.advance(91 * DAY)
  await sweep(t.database.db, t.clock.now())
  expect(await count('notice')).toBe(0)
  expect(await count('known_device')).toBeGreaterThan(0)
  t.clock.advance(91 * DAY)
  await sweep(t.database.db, t.clock.now())
  expect(await count('known_device')).toBe(0)
})

import type { Me } from '../../../../contract/identity'
import { buildIdentityApp, CONSENT, type IdentityApp } from '../../../support/identity'
import { merging } from '../../../support/merges'
import { blackPng, multipart } from '../../../support/uploads'

/** What an account shows of its shopper, and knows of his phones, when two are joined and parted. */
let t: IdentityApp
let m: ReturnType<typeof merging>
let count = 0

beforeAll(async () => {
  t = await buildIdentityApp()
  m = merging(t)
})
afterAll(() => t.close())

async function two() {
  count += 1
  const [shopper, phone] = [`own-${count}`, `1350000${String(count).padStart(4, '0')}`]
  const own = await t.signUp(shopper)
  const other = await m.bySms(phone)
  return { shopper, phone, token: own.token, otherToken: other.token }
}
const me = async (token: string) => (await t.call('GET', '/v1/me', { token })).json<Me>()
const name = (token: string, nickname: string) => t.call('PATCH', '/v1/me', { token, body: { nickname } })
async function show(token: string): Promise<string> {
  const { payload, headers } = multipart(blackPng(64, 64))
  const remoteAddress = `10.8.0.${(count % 250) + 1}`
  const response = await t.app.inject({ method: 'PUT', url: '/v1/me/avatar', payload, remoteAddress, headers: { ...headers, authorization: `Bearer ${token}` } })
  return response.json<Me>().avatarUrl ?? ''
}
const isShown = async (url: string) => (await t.app.inject(url)).statusCode === 200

test('who has neither name nor picture takes over both, and gives them back', async () => {
  const { shopper, phone, token, otherToken } = await two()
  await name(otherToken, '小满')
  const url = await show(otherToken)
  const joined = await m.join(token, shopper, phone)
  expect(await me(joined.token)).toMatchObject({ nickname: '小满', avatarUrl: url })
  expect(await isShown(url)).toBe(true)
  expect((await m.undo(joined.token, joined.id)).json()).toMatchObject({ user: { nickname: null, avatarUrl: null } })
  expect(await me((await m.bySms(phone)).token)).toMatchObject({ nickname: '小满', avatarUrl: url })
  expect(await isShown(url)).toBe(true)
})

test('who has a name and a picture keeps them, and so does the other', async () => {
  const { shopper, phone, token, otherToken } = await two()
  await name(token, '阿宝')
  await name(otherToken, '小满')
  const [own, theirs] = [await show(token), await show(otherToken)]
  const joined = await m.join(token, shopper, phone)
  expect(await me(joined.token)).toMatchObject({ nickname: '阿宝', avatarUrl: own })
  await m.undo(joined.token, joined.id)
  expect(await me(joined.token)).toMatchObject({ nickname: '阿宝', avatarUrl: own })
  expect(await me((await m.bySms(phone)).token)).toMatchObject({ nickname: '小满', avatarUrl: theirs })
})

test('what he changed since stays his, and a picture that he removed stays removed', async () => {
  const { shopper, phone, token, otherToken } = await two()
  await name(otherToken, '小满')
  const url = await show(otherToken)
  const joined = await m.join(token, shopper, phone)
  await name(joined.token, '阿宝')
  await t.call('DELETE', '/v1/me/avatar', { token: joined.token })
  expect(await isShown(url)).toBe(false)
  await m.undo(joined.token, joined.id)
  expect(await me(joined.token)).toMatchObject({ nickname: '阿宝', avatarUrl: null })
  expect(await me((await m.bySms(phone)).token)).toMatchObject({ nickname: '小满', avatarUrl: null })
})

test('a phone that the other account knew is not announced as new, and is unknown again after the undo', async () => {
  const { shopper, phone, token } = await two()
  const from = { remoteAddress: '203.0.113.5', headers: { 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) MicroMessenger/8.0' } }
  const signInThere = async () => {
    t.clock.advance(60_000)
    const { code } = await t.smsCode(phone)
    return (await t.call('POST', '/v1/auth/sms', { ...from, body: { phone, code, consent: CONSENT } })).json<{ token: string; user: Me }>()
  }
  const notices = async (of: string) => (await t.call('GET', '/v1/me/notices', { token: of })).json<{ items: unknown[] }>().items
  const known = (userId: string) => t.database.db.selectFrom('known_device').select('place').where('user_id', '=', userId).where('device', 'like', '%iPhone%').execute()
  const other = await signInThere()
  const joined = await m.join(token, shopper, phone)
  const { user } = await signInThere()
  expect(user.id).not.toBe(other.user.id)
  expect(await notices(joined.token)).toEqual([])
  await m.proveOwn(joined.token, shopper)
  await m.undo(joined.token, joined.id)
  expect(await known(user.id)).toEqual([])
  expect(await known(other.user.id)).toHaveLength(1)
})

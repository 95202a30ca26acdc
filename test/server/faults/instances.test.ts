import type { App } from '../../../server/app'
import { buildIdentityApp, CONSENT, type IdentityApp } from '../../support/identity'

/** Two instances of the shop over one database: what is decided on one holds on the other. */
let t: IdentityApp
let other: App
beforeAll(async () => {
  t = await buildIdentityApp()
  other = await t.instance()
})
afterAll(async () => {
  await other.close()
  await t.close()
})

const there = (method: 'GET' | 'POST' | 'DELETE', url: string, { token, body }: { token?: string; body?: object } = {}) =>
  other.inject({ method, url, headers: token ? { authorization: `Bearer ${token}` } : {}, ...(body ? { payload: body } : {}) })
const signIn = async (shopper: string) => (await t.call('POST', '/v1/auth/wechat', { body: { code: await t.wxLogin(shopper), consent: CONSENT } })).json<{ token: string }>().token

describe('security 3: a session ended on one instance is dead on the other within a second', () => {
  test.each(['one', 'all others'])('%s', async (which) => {
    const here = await signIn(`ender of ${which}`)
    const ended = await signIn(`ender of ${which}`)
    const ask = async () => (await there('GET', '/v1/me', { token: ended })).statusCode
    expect(await ask()).toBe(200)
    const { items } = (await t.call('GET', '/v1/me/sessions', { token: here })).json<{ items: { id: string; isCurrent: boolean }[] }>()
    const id = items.find((session) => !session.isCurrent)?.id ?? ''
    const response = await t.call('DELETE', which === 'one' ? `/v1/me/sessions/${id}` : '/v1/me/sessions', { token: here })
    expect(response.statusCode).toBeLessThan(300)
    expect((await t.call('GET', '/v1/me', { token: ended })).statusCode).toBe(401)
    t.clock.advance(1_000)
    expect(await ask()).toBe(401)
    expect((await there('GET', '/v1/me', { token: here })).statusCode).toBe(200)
  })

  test('a disabled account too', async () => {
    const { token, user } = await t.signUp('disabled')
    expect((await there('GET', '/v1/me', { token })).statusCode).toBe(200)
    await t.database.db.updateTable('user_account').set({ status: 'disabled' }).where('id', '=', user.id).execute()
    t.clock.advance(1_000)
    expect([(await there('GET', '/v1/me', { token })).statusCode, (await t.call('GET', '/v1/me', { token })).statusCode]).toEqual([401, 401])
  })
})

test('a proof that one took is known to the other at once', async () => {
  const { token } = await t.signUp('proves-here')
  t.clock.advance(11 * 60_000)
  expect((await there('GET', '/v1/me/export', { token })).json()).toMatchObject({ code: 'proof_required' })
  expect((await t.call('POST', '/v1/me/proof', { token, body: { code: await t.wxLogin('proves-here') } })).statusCode).toBe(204)
  expect((await there('GET', '/v1/me/export', { token })).statusCode).toBe(200)
  expect((await there('POST', '/v1/me/merges', { token, body: { phone: '13900005555' } })).json()).toMatchObject({ merge: { needs: ['other'] } })
})

test('security 10: one login code on both at once reaches WeChat once and signs in once', async () => {
  const code = await t.wxLogin('on-both')
  await t.wechat.inject({ method: 'DELETE', url: '/sandbox/calls' })
  const body = { code, consent: CONSENT }
  const answers = await Promise.all([...Array.from({ length: 5 }, () => t.call('POST', '/v1/auth/wechat', { body })), ...Array.from({ length: 5 }, () => there('POST', '/v1/auth/wechat', { body }))])
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, ...Array<number>(9).fill(401)])
  expect((await t.wechatCalls())['/sns/jscode2session']).toBe(1)
})

test('security 14: one one-time code guessed rightly on both at once succeeds once', async () => {
  const phone = '13900003333'
  const { code } = await t.smsCode(phone)
  const body = { phone, code, consent: CONSENT }
  const answers = await Promise.all([...Array.from({ length: 5 }, () => t.call('POST', '/v1/auth/sms', { body })), ...Array.from({ length: 5 }, () => there('POST', '/v1/auth/sms', { body }))])
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, ...Array<number>(9).fill(401)])
})

test('security 14: wrong guesses on both count together', async () => {
  const phone = '13900004444'
  const { code } = await t.smsCode(phone)
  const guess = (i: number) => ({ phone, code: String((Number(code) + 1 + i) % 1_000_000).padStart(6, '0'), consent: CONSENT })
  await Promise.all(Array.from({ length: 6 }, (_, i) => (i % 2 ? t.call('POST', '/v1/auth/sms', { body: guess(i) }) : there('POST', '/v1/auth/sms', { body: guess(i) }))))
  expect((await there('POST', '/v1/auth/sms', { body: { phone, code, consent: CONSENT } })).json()).toMatchObject({ status: 401, code: 'sms_code_invalid' })
})

test('security 20: one key on both at once is one write', async () => {
  const { token } = await t.signUp('key-on-both')
  const payload = { recipient: '王小满', phone: '13800138000', regionCode: '310101', detail: '南京东路 1 号' }
  const headers = { authorization: `Bearer ${token}`, 'idempotency-key': 'both' }
  const send = (app: App) => app.inject({ method: 'POST', url: '/v1/me/addresses', payload, headers }).then((response) => response.statusCode)
  const statuses = await Promise.all([send(t.app), send(other), send(t.app), send(other)])
  expect(statuses).toContain(201)
  expect(statuses.every((status) => status === 201 || status === 409)).toBe(true)
  expect((await t.call('GET', '/v1/me/addresses', { token })).json<{ items: unknown[] }>().items).toHaveLength(1)
})

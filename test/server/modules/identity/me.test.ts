import { buildIdentityApp, type IdentityApp } from '../../../support/identity'

let t: IdentityApp
beforeAll(async () => {
  t = await buildIdentityApp()
})
afterAll(() => t.close())

const patch = (token: string, body: object) => t.call('PATCH', '/v1/me', { token, body })

test('GET /v1/me tells who one is', async () => {
  const { token, user } = await t.signUp('me')
  const response = await t.call('GET', '/v1/me', { token })
  expect(response.statusCode).toBe(200)
  expect(response.json()).toEqual(user)
})

describe('PATCH /v1/me', () => {
  test('sets, trims and clears the nickname', async () => {
    const { token } = await t.signUp('namer')
    expect((await patch(token, { nickname: '  小满 ' })).json()).toMatchObject({ nickname: '小满' })
    expect((await patch(token, { nickname: '   ' })).json()).toMatchObject({ nickname: null })
    expect((await patch(token, { nickname: null })).json()).toMatchObject({ nickname: null })
  })

  test('records the agreement to a new text, by time and channel', async () => {
    const { token, user } = await t.signUp('agree')
    t.clock.advance(1_000)
    expect((await patch(token, { consent: { version: '2027-01-01' } })).json()).toMatchObject({ consentVersion: '2027-01-01' })
    const latest = await t.database.db.selectFrom('consent').selectAll().where('user_id', '=', user.id).orderBy('given_at', 'desc').executeTakeFirstOrThrow()
    expect(latest).toMatchObject({ version: '2027-01-01', channel: 'weapp', given_at: new Date(t.clock.now()) })
  })

  test('posted with X-HTTP-Method-Override works for the mini-program', async () => {
    const { token } = await t.signUp('override')
    const response = await t.call('POST', '/v1/me', { token, body: { nickname: '甲' }, headers: { 'x-http-method-override': 'PATCH' } })
    expect(response.json()).toMatchObject({ nickname: '甲' })
  })

  test.each([[{ nickname: '' }], [{ nickname: 'x'.repeat(25) }], [{ nickname: 1 }], [{ phone: '13800138000' }], [{ consent: {} }], [{ nickname: 'a\0b' }]])('%j is 400', async (body) => {
    const { token } = await t.signUp('bad-shape')
    expect((await patch(token, body)).json()).toMatchObject({ status: 400, code: 'invalid_request' })
  })
})

test.each([
  ['GET', '/v1/me'],
  ['PATCH', '/v1/me'],
  ['PUT', '/v1/me/phone'],
])('%s %s without a session is 401, before the body is looked at', async (method, url) => {
  expect((await t.call(method, url, { body: { nonsense: true } })).json()).toMatchObject({ status: 401, code: 'not_signed_in' })
})

describe('security 27: the record of auth events', () => {
  test('says who, when, where, what and how it ended', async () => {
    const { token, user } = await t.signUp('recorded')
    const tap = await t.tapPhone('recorded')
    await t.call('PUT', '/v1/me/phone', { token, body: { phoneCode: 'wrong' } })
    const { token: next } = (await t.call('PUT', '/v1/me/phone', { token, body: { phoneCode: tap.code } })).json<{ token: string }>()
    await t.call('DELETE', '/v1/session', { token: next, remoteAddress: '203.0.113.77' })
    const events = await t.database.db.selectFrom('auth_event').selectAll().where('user_id', '=', user.id).orderBy('id').execute()
    expect(events.map(({ kind, result }) => [kind, result])).toEqual([
      ['signUp', 'ok'],
      ['phone', 'wechat_code_invalid'],
      ['phone', 'ok'],
      ['signOut', 'ok'],
    ])
    expect(events.at(-1)).toMatchObject({ at: new Date(t.clock.now()), place: '203.0.113.0/24', client: 'weapp', session_id: expect.any(String) as string })
  })

  test('holds failed sign-ins, and no number, code or openid', async () => {
    await t.call('POST', '/v1/auth/wechat', { body: { code: 'not-a-code' } })
    const { code } = await t.smsCode('13244445555')
    await t.call('POST', '/v1/auth/sms', { body: { phone: '13244445555', code: code === '000000' ? '111111' : '000000' } })
    const events = await t.database.db.selectFrom('auth_event').selectAll().execute()
    expect(events).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'signIn', result: 'wechat_code_invalid', detail: 'wechat' }),
        expect.objectContaining({ kind: 'signIn', result: 'sms_code_invalid', detail: 'sms', phone_mark: t.app.vault.mark('phone', '13244445555') }),
      ]),
    )
    const text = JSON.stringify(events)
    const { openid, phone } = await t.script('recorded', {})
    for (const secret of ['13244445555', phone, openid, code, 'not-a-code']) expect(text).not.toContain(secret)
  })

  test('is append-only', async () => {
    await t.signUp('keeper')
    await expect(t.database.db.updateTable('auth_event').set({ result: 'ok' }).execute()).rejects.toThrow('append-only')
    await expect(t.database.db.deleteFrom('auth_event').execute()).rejects.toThrow('append-only')
  })
})

test('security 26: numbers are encrypted at rest and masked in the answer', async () => {
  const { token } = await t.signUp('private')
  const { phone } = await t.script('private', {})
  const response = await t.call('PUT', '/v1/me/phone', { token, body: { phoneCode: (await t.tapPhone('private')).code } })
  expect(response.body).not.toContain(phone)
  expect(response.json<{ user: { phone: string } }>().user.phone).toBe(`${phone.slice(0, 3)}****${phone.slice(-4)}`)
  const rows = await t.database.db.selectFrom('phone_binding').selectAll().execute()
  expect(JSON.stringify(rows)).not.toContain(phone)
})

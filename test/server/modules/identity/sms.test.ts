import crypto from 'node:crypto'
import type { Me, SessionStarted, SmsCodeSent } from '../../../../contract/identity'
import { newId } from '../../../../server/ids'
import { lineOf } from '../../../../server/network'
import { SENDS_PER_HOUR_IN_ALL, SENDS_PER_PLACE_AND_HOUR } from '../../../../server/modules/identity/smsLimits'
import { buildIdentityApp, CONSENT, type IdentityApp } from '../../../support/identity'

let t: IdentityApp
beforeAll(async () => {
  t = await buildIdentityApp()
})
afterAll(() => t.close())

let numbers = 0
/** A number that no other test uses. */
const fresh = () => `133${String((numbers += 1)).padStart(8, '0')}`
const ask = (phone: string, options: Parameters<IdentityApp['call']>[2] = {}) => t.call('POST', '/v1/auth/sms/codes', { ...options, body: { phone, ...options.body } })
const signIn = (phone: string, code: string, extra: object = { consent: CONSENT }) => t.call('POST', '/v1/auth/sms', { body: { phone, code, ...extra } })
const wrong = (code: string, step = 1) => String((Number(code) + step) % 1_000_000).padStart(6, '0')
const HOUR = 3_600_000

describe('POST /v1/auth/sms', () => {
  test('signs a new number up, phone verified at once', async () => {
    const phone = fresh()
    const { code, requestId } = await t.smsCode(phone)
    const response = await signIn(phone, code, { requestId, consent: CONSENT })
    expect(response.statusCode).toBe(200)
    expect(response.headers['cache-control']).toBe('no-store')
    expect(response.json()).toMatchObject({ isNewUser: true, user: { phone: `133****${phone.slice(-4)}`, capability: 'phoneVerified', consentVersion: CONSENT.version } })
    const { token } = response.json<{ token: string }>()
    expect((await t.call('GET', '/v1/me', { token })).json<Me>().capability).toBe('phoneVerified')
  })

  test('knows the number again, without consent', async () => {
    const phone = fresh()
    const first = (await signIn(phone, (await t.smsCode(phone)).code)).json<SessionStarted>()
    t.clock.advance(60_000)
    const second = await signIn(phone, (await t.smsCode(phone)).code, {})
    expect(second.json()).toMatchObject({ isNewUser: false, user: { id: first.user.id } })
  })

  test('leads to the account that verified the number through WeChat', async () => {
    const phone = fresh()
    await t.script('linked', { phone })
    const { token, user } = await t.signUp('linked')
    await t.call('PUT', '/v1/me/phone', { token, body: { phoneCode: (await t.tapPhone('linked')).code } })
    expect((await signIn(phone, (await t.smsCode(phone)).code, {})).json()).toMatchObject({ isNewUser: false, user: { id: user.id } })
  })

  test('a new number without consent is 422 consent_required after the proof, and the code stays good', async () => {
    const phone = fresh()
    const { code } = await t.smsCode(phone)
    expect((await signIn(phone, wrong(code), {})).json()).toMatchObject({ code: 'sms_code_invalid' })
    expect((await signIn(phone, code, {})).json()).toMatchObject({ status: 422, code: 'consent_required' })
    expect((await signIn(phone, code)).statusCode).toBe(200)
  })

  test('a sign-in with a number that was bound by WeChat at this moment makes no second user', async () => {
    const phone = fresh()
    await t.script('simultaneous', { phone })
    const { token } = await t.signUp('simultaneous')
    const [{ code }, tap] = [await t.smsCode(phone), await t.tapPhone('simultaneous')]
    const [bySms, byWechat] = await Promise.all([signIn(phone, code), t.call('PUT', '/v1/me/phone', { token, body: { phoneCode: tap.code } })])
    expect(bySms.statusCode).toBe(200)
    expect([200, 409]).toContain(byWechat.statusCode)
    const owners = await t.database.db.selectFrom('phone_binding').select('user_id').where('phone_mark', '=', t.app.vault.mark('phone', phone)).execute()
    expect(owners).toEqual([{ user_id: bySms.json<SessionStarted>().user.id }])
  })

  test.each([[{}], [{ phone: '12345678901', code: '123456' }], [{ phone: '13800138000', code: '12345a' }], [{ phone: 13800138000, code: '123456' }], [{ phone: '13800138000', code: '123456', x: 1 }]])(
    'security 17: %j is 400',
    async (body) => {
      expect((await t.call('POST', '/v1/auth/sms', { body })).json()).toMatchObject({ status: 400, code: 'invalid_request' })
    },
  )
})

describe('security 14: codes', () => {
  test('are six digits, kept only as a keyed hash', async () => {
    const phone = fresh()
    const { code, requestId } = await t.smsCode(phone)
    expect(code).toMatch(/^\d{6}$/)
    const row = await t.database.db.selectFrom('sms_code').selectAll().where('id', '=', requestId).executeTakeFirstOrThrow()
    expect(JSON.stringify(row)).not.toContain(code)
    expect(JSON.stringify(row)).not.toContain(phone)
    expect(row.expires_at.getTime() - row.created_at.getTime()).toBe(300_000)
  })

  test('ten right guesses at once: exactly one success', async () => {
    const phone = fresh()
    const { code } = await t.smsCode(phone)
    const responses = await Promise.all(Array.from({ length: 10 }, () => signIn(phone, code)))
    expect(responses.map((r) => r.statusCode).sort()).toEqual([200, ...Array<number>(9).fill(401)])
  })

  test('come from the system’s secure random numbers, leading zeros and all', async () => {
    const random = jest.spyOn(crypto, 'randomInt').mockImplementation(() => 42)
    try {
      expect((await t.smsCode(fresh())).code).toBe('000042')
      expect(random).toHaveBeenCalledWith(0, 1_000_000)
    } finally {
      random.mockRestore()
    }
  })

  test('serve once: the right code a second time is as wrong as any', async () => {
    const phone = fresh()
    const { code, requestId } = await t.smsCode(phone)
    expect((await signIn(phone, code, { requestId, consent: CONSENT })).statusCode).toBe(200)
    expect((await signIn(phone, code, { requestId, consent: CONSENT })).json()).toMatchObject({ status: 401, code: 'sms_code_invalid' })
  })

  test('die after five wrong guesses, also when thirty come at once', async () => {
    const phone = fresh()
    const { code, requestId } = await t.smsCode(phone)
    await Promise.all(Array.from({ length: 30 }, (_, i) => signIn(phone, wrong(code, i + 1))))
    expect((await signIn(phone, code)).json()).toMatchObject({ status: 401, code: 'sms_code_invalid' })
    const row = await t.database.db.selectFrom('sms_code').select('attempts').where('id', '=', requestId).executeTakeFirstOrThrow()
    expect(row.attempts).toBe(5)
  })

  test('end after five minutes', async () => {
    const phone = fresh()
    const { code } = await t.smsCode(phone)
    t.clock.advance(300_000)
    expect((await signIn(phone, code)).json()).toMatchObject({ code: 'sms_code_invalid' })
  })

  test('are bound to the request', async () => {
    const phone = fresh()
    const { code } = await t.smsCode(phone)
    const other = await t.smsCode(fresh())
    expect((await signIn(phone, code, { consent: CONSENT, requestId: other.requestId })).json()).toMatchObject({ code: 'sms_code_invalid' })
    expect((await signIn(phone, code)).statusCode).toBe(200)
  })

  test('are bound to the number', async () => {
    const { code } = await t.smsCode(fresh())
    const phone = fresh()
    const own = await t.smsCode(phone)
    if (own.code !== code) expect((await signIn(phone, code)).json()).toMatchObject({ code: 'sms_code_invalid' })
  })

  test('are bound to the purpose', async () => {
    const phone = fresh()
    const { token } = await t.signUp('binder')
    const { code } = await t.smsCode(phone, { token })
    expect((await signIn(phone, code)).json()).toMatchObject({ code: 'sms_code_invalid' })
    const guest = fresh()
    const forSignIn = await t.smsCode(guest)
    expect((await t.call('PUT', '/v1/me/phone', { token, body: { phone: guest, code: forSignIn.code } })).json()).toMatchObject({ code: 'sms_code_invalid' })
  })

  test('ten failures a day close the number, from whatever address', async () => {
    const phone = fresh()
    for (let round = 0; round < 2; round += 1) {
      const { code } = await t.smsCode(phone)
      for (let i = 1; i <= 5; i += 1) await signIn(phone, wrong(code, i))
      t.clock.advance(60_000)
    }
    const refused = await ask(phone, { remoteAddress: '198.51.100.200' })
    expect(refused.json()).toMatchObject({ status: 429, code: 'rate_limited' })
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(23 * 3600)
    expect((await signIn(phone, '123456')).json()).toMatchObject({ code: 'rate_limited' })
    t.clock.advance(24 * HOUR)
    expect((await signIn(phone, (await t.smsCode(phone)).code)).statusCode).toBe(200)
  })
})

describe('security 15: sending', () => {
  test('once in 60 s', async () => {
    const phone = fresh()
    expect((await ask(phone)).json<SmsCodeSent>()).toMatchObject({ expiresInSeconds: 300, retryAfterSeconds: 60 })
    t.clock.advance(59_000)
    const early = await ask(phone)
    expect(early.json()).toMatchObject({ status: 429, code: 'sms_too_soon', retryAfterSeconds: 1 })
    expect(early.headers['retry-after']).toBe('1')
    t.clock.advance(1_000)
    expect((await ask(phone)).statusCode).toBe(200)
  })

  test('five times an hour, ten times a day', async () => {
    const phone = fresh()
    const send = async () => {
      const { statusCode } = await ask(phone)
      t.clock.advance(60_000)
      return statusCode
    }
    const statuses: number[] = []
    for (let i = 0; i < 6; i += 1) statuses.push(await send())
    t.clock.advance(HOUR)
    for (let i = 0; i < 5; i += 1) statuses.push(await send())
    t.clock.advance(HOUR)
    statuses.push(await send())
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 200, 200, 200, 200, 200, 429])
    t.clock.advance(22 * HOUR)
    expect((await ask(phone)).statusCode).toBe(200)
  })

  test('ten requests at once send one message', async () => {
    const phone = fresh()
    const responses = await Promise.all(Array.from({ length: 10 }, () => ask(phone)))
    expect(responses.filter((r) => r.statusCode === 200)).toHaveLength(1)
    expect(t.sms.sent().filter((message) => message.phone === phone)).toHaveLength(1)
  })

  test('a new code ends the old', async () => {
    const phone = fresh()
    const old = await t.smsCode(phone)
    t.clock.advance(60_000)
    const current = await t.smsCode(phone)
    if (old.code !== current.code) expect((await signIn(phone, old.code)).json()).toMatchObject({ code: 'sms_code_invalid' })
    expect((await signIn(phone, current.code)).statusCode).toBe(200)
  })

  test.each([
    ['9.9.9.9', '9.9.9.9', '9.9.9.10'],
    ['2408:8207:1234:5678::1', '2408:8207:1234:5678:aaaa:bbbb:cccc:dddd', '2408:8207:1234:5679::1'],
  ])('one line, seen as %s or %s, has a budget over all numbers, and %s has its own', async (address, sameLine, other) => {
    t.clock.advance(2 * HOUR)
    const placeMark = t.app.vault.mark('place', lineOf(address))
    const rows = Array.from({ length: SENDS_PER_PLACE_AND_HOUR }, (_, i) => ({
      id: newId(),
      phone_mark: `other ${i}`,
      purpose: 'signIn' as const,
      user_id: null,
      code_mark: '',
      attempts: 0,
      place_mark: placeMark,
      created_at: new Date(t.clock.now()),
      expires_at: new Date(t.clock.now()),
      used_at: null,
    }))
    await t.database.db.insertInto('sms_code').values(rows).execute()
    expect((await ask(fresh(), { remoteAddress: sameLine })).json()).toMatchObject({ status: 429, code: 'rate_limited' })
    expect((await ask(fresh(), { remoteAddress: other })).statusCode).toBe(200)
    t.clock.advance(HOUR)
    expect((await ask(fresh(), { remoteAddress: sameLine })).statusCode).toBe(200)
  })
})

describe('security 15: sending in all', () => {
  test('has a budget over everybody', async () => {
    t.clock.advance(2 * HOUR)
    const rows = Array.from({ length: SENDS_PER_HOUR_IN_ALL }, (_, i) => ({
      id: `00000000-0000-7000-9000-${String(i).padStart(12, '0')}`,
      phone_mark: `anybody ${i}`,
      purpose: 'signIn' as const,
      user_id: null,
      code_mark: '',
      attempts: 0,
      place_mark: `place ${i}`,
      created_at: new Date(t.clock.now()),
      expires_at: new Date(t.clock.now()),
      used_at: null,
    }))
    for (let start = 0; start < rows.length; start += 500) await t.database.db.insertInto('sms_code').values(rows.slice(start, start + 500)).execute()
    const phone = fresh()
    expect((await ask(phone)).json()).toMatchObject({ status: 429, code: 'rate_limited', retryAfterSeconds: 600 })
    expect(t.sms.sent().filter((message) => message.phone === phone)).toEqual([])
    t.clock.advance(HOUR)
    expect((await ask(phone)).statusCode).toBe(200)
  })
})

describe('security 16: known and unknown numbers', () => {
  test('are answered alike at every step before the proof', async () => {
    const [known, unknown] = [fresh(), fresh()]
    await signIn(known, (await t.smsCode(known)).code)
    t.clock.advance(60_000)
    const shape = async (phone: string) => {
      const sent = await ask(phone)
      const soon = await ask(phone)
      const code = t.sms.sent().find((message) => message.phone === phone)?.code ?? ''
      const guess = await signIn(phone, wrong(code), {})
      return [sent, soon, guess].map((r) => [r.statusCode, { ...r.json<object>(), requestId: '' }])
    }
    expect(await shape(known)).toEqual(await shape(unknown))
  })

  test('cost the same queries', async () => {
    const [known, unknown] = [fresh(), fresh()]
    await signIn(known, (await t.smsCode(known)).code)
    t.clock.advance(60_000)
    const queriesOf = async (phone: string) => {
      t.database.queries.length = 0
      await ask(phone)
      const code = t.sms.sent().find((message) => message.phone === phone)?.code ?? ''
      await signIn(phone, wrong(code), {})
      return [...t.database.queries]
    }
    expect(await queriesOf(known)).toEqual(await queriesOf(unknown))
  })
})

describe('purpose', () => {
  test('is bindPhone inside a session and signIn outside', async () => {
    const { token } = await t.signUp('purposeful')
    const [inside, outside] = [fresh(), fresh()]
    await ask(inside, { token })
    await ask(outside)
    const purposeOf = (phone: string) => t.sms.sent().find((message) => message.phone === phone)?.purpose
    expect([purposeOf(inside), purposeOf(outside)]).toEqual(['bindPhone', 'signIn'])
  })

  test('bindPhone without a session is 401; signIn inside one is fine', async () => {
    expect((await ask(fresh(), { body: { purpose: 'bindPhone' } })).json()).toMatchObject({ code: 'not_signed_in' })
    const { token } = await t.signUp('switching')
    expect((await ask(fresh(), { token, body: { purpose: 'signIn' } })).statusCode).toBe(200)
  })
})

describe('security 16: known and unknown numbers for a member', () => {
  test('who binds a number are answered alike, by the same statements, until the code is proven', async () => {
    const [known, unknown] = [fresh(), fresh()]
    await signIn(known, (await t.smsCode(known)).code)
    t.clock.advance(60_000)
    const { token } = await t.signUp('curious')
    const traceOf = async (phone: string) => {
      // The session is looked up once and cached; that has nothing to do with the number.
      await t.call('GET', '/v1/me', { token })
      t.database.queries.length = 0
      const sent = await ask(phone, { token })
      const code = t.sms.sent().find((message) => message.phone === phone)?.code ?? ''
      const guess = await t.call('PUT', '/v1/me/phone', { token, body: { phone, code: wrong(code) } })
      return { answers: [sent, guess].map((r) => [r.statusCode, { ...r.json<object>(), requestId: '' }]), queries: [...t.database.queries] }
    }
    expect(await traceOf(known)).toEqual(await traceOf(unknown))
  })
})

describe('no delivery', () => {
  test('a failing provider is 503 sms_unavailable, and the shopper may ask again at once', async () => {
    const failing = { left: 1, send: async () => (failing.left-- > 0 ? Promise.reject(new Error('provider down')) : undefined) }
    const other = await buildIdentityApp({ deps: () => ({ sms: failing }) })
    const body = { phone: '13300009999' }
    expect((await other.call('POST', '/v1/auth/sms/codes', { body })).json()).toMatchObject({ status: 503, code: 'sms_unavailable' })
    expect((await other.call('POST', '/v1/auth/sms/codes', { body })).statusCode).toBe(200)
    await other.close()
  })

  test('SMS_MODE=off is 503 sms_unavailable', async () => {
    const other = await buildIdentityApp({ env: { SMS_MODE: 'off' } })
    expect((await other.call('POST', '/v1/auth/sms/codes', { body: { phone: '13300009999' } })).json()).toMatchObject({ code: 'sms_unavailable' })
    await other.close()
  })
})

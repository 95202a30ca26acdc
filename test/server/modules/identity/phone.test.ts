import { createCipheriv, randomBytes } from 'node:crypto'
import type { Me, PhoneVerified, SessionStarted } from '../../../../contract/identity'
import { buildIdentityApp, CONSENT, type IdentityApp } from '../../../support/identity'

let t: IdentityApp
beforeAll(async () => {
  t = await buildIdentityApp()
})
afterAll(() => t.close())
afterEach(() => t.wechat.inject({ method: 'DELETE', url: '/sandbox/faults' }))

const put = (token: string | undefined, body: object) => t.call('PUT', '/v1/me/phone', { body, ...(token ? { token } : {}) })
const me = async (token: string) => (await t.call('GET', '/v1/me', { token })).json<Me>()
const masked = (phone: string) => phone.replace(/^(\d{3})\d{4}/, '$1****')
const signInWith = (body: object) => t.call('POST', '/v1/auth/wechat', { body })
const encrypted = async (shopper: string) => {
  const { encryptedData, iv } = await t.tapPhone(shopper)
  return { encryptedData, iv }
}

describe('PUT /v1/me/phone with a phone code', () => {
  test('security 3: verifies the number and gives the session a new token; the old one is dead', async () => {
    const { token } = await t.signUp('by-code')
    const response = await put(token, { phoneCode: (await t.tapPhone('by-code')).code })
    expect(response.statusCode).toBe(200)
    const body = response.json<PhoneVerified & { token: string }>()
    const { phone } = await t.script('by-code', {})
    expect(body.user).toMatchObject({ phone: masked(phone), capability: 'phoneVerified' })
    expect((await t.call('GET', '/v1/me', { token })).json()).toMatchObject({ code: 'session_expired' })
    expect(await me(body.token)).toMatchObject({ capability: 'phoneVerified' })
  })

  test('the same number again is a success that changes nothing', async () => {
    const { token } = await t.signUp('again')
    const first = (await put(token, { phoneCode: (await t.tapPhone('again')).code })).json<{ token: string }>()
    const second = await put(first.token, { phoneCode: (await t.tapPhone('again')).code })
    expect(second.statusCode).toBe(200)
    expect(second.json()).toMatchObject({ token: null })
    expect(await me(first.token)).toMatchObject({ capability: 'phoneVerified' })
  })

  test('another number on top of a verified one is 409 phone_already_verified', async () => {
    const { token } = await t.signUp('two-numbers')
    const { token: next } = (await put(token, { phoneCode: (await t.tapPhone('two-numbers')).code })).json<{ token: string }>()
    await t.script('two-numbers', { phone: '13611112222' })
    expect((await put(next, { phoneCode: (await t.tapPhone('two-numbers')).code })).json()).toMatchObject({ status: 409, code: 'phone_already_verified' })
  })

  test("trap 8: another account's number is 409 phone_taken, and stays there", async () => {
    const owner = await t.signUp('owner')
    const { token: ownerToken } = (await put(owner.token, { phoneCode: (await t.tapPhone('owner')).code })).json<{ token: string }>()
    const { phone } = await t.script('owner', {})
    await t.script('taker', { phone })
    const taker = await t.signUp('taker')
    expect((await put(taker.token, { phoneCode: (await t.tapPhone('taker')).code })).json()).toMatchObject({ status: 409, code: 'phone_taken' })
    expect(await me(taker.token)).toMatchObject({ phone: null, capability: 'member' })
    expect(await me(ownerToken)).toMatchObject({ phone: masked(phone) })
  })

  test('one number for two accounts at once: one wins', async () => {
    const names = ['race-a', 'race-b', 'race-c', 'race-d']
    const tokens: string[] = []
    for (const name of names) {
      await t.script(name, { phone: '13733334444' })
      tokens.push((await t.signUp(name)).token)
    }
    const taps = await Promise.all(names.map((name) => t.tapPhone(name)))
    const responses = await Promise.all(tokens.map((token, i) => put(token, { phoneCode: taps[i]?.code })))
    expect(responses.map((r) => r.statusCode).sort()).toEqual([200, 409, 409, 409])
    expect(await t.database.db.selectFrom('phone_binding').select('user_id').where('phone_mark', '=', t.app.vault.mark('phone', '13733334444')).execute()).toHaveLength(1)
  })

  test('trap 2: a login code is no phone code, and a phone code serves once', async () => {
    const { token } = await t.signUp('codes')
    expect((await put(token, { phoneCode: await t.wxLogin('codes') })).json()).toMatchObject({ code: 'wechat_code_invalid' })
    const { code } = await t.tapPhone('codes')
    const { token: next } = (await put(token, { phoneCode: code })).json<{ token: string }>()
    expect((await put(next, { phoneCode: code })).json()).toMatchObject({ code: 'wechat_code_invalid' })
  })

  test('a foreign number keeps its country code, masked, and is not the mainland number of the same digits', async () => {
    await t.script('abroad', { phone: '91234567', countryCode: '852' })
    await t.script('home', { phone: '91234567' })
    const [abroad, home] = [await t.signUp('abroad'), await t.signUp('home')]
    expect((await put(abroad.token, { phoneCode: (await t.tapPhone('abroad')).code })).json()).toMatchObject({ user: { phone: '+8529****67' } })
    expect((await put(home.token, { phoneCode: (await t.tapPhone('home')).code })).statusCode).toBe(200)
  })

  test.each([
    [40029, 401, 'wechat_code_invalid', undefined],
    [40163, 401, 'wechat_code_invalid', undefined],
    [45011, 429, 'rate_limited', '60'],
    [-1, 503, 'wechat_unavailable', '5'],
    [1400001, 503, 'wechat_quota_exhausted', undefined],
    [40013, 500, 'internal', undefined],
  ])('errcode %i: of a phone code is answered with %i %s', async (errcode, status, code, retryAfter) => {
    const { token } = await t.signUp(`refused ${errcode}`)
    await t.fault({ path: '/wxa/business/getuserphonenumber', errcode, times: 2 })
    const response = await put(token, { phoneCode: 'x' })
    expect(response.json()).toMatchObject({ status, code })
    expect(response.headers['retry-after']).toBe(retryAfter)
    expect(await me(token)).toMatchObject({ capability: 'member' })
  })
})

describe('PUT /v1/me/phone with encryptedData and iv', () => {
  test('uses the session_key of the sign-in', async () => {
    const { token } = await t.signUp('legacy')
    const response = await put(token, await encrypted('legacy'))
    expect(response.statusCode).toBe(200)
    expect(response.json()).toMatchObject({ user: { capability: 'phoneVerified' } })
  })

  test('trap 1: a key rotated by a later wx.login opens with the code held before the tap', async () => {
    const { token } = await t.signUp('rotated')
    const held = await t.wxLogin('rotated')
    const tap = await encrypted('rotated')
    expect((await put(token, tap)).json()).toMatchObject({ status: 422, code: 'phone_decrypt_failed' })
    expect((await put(token, { ...tap, code: held })).statusCode).toBe(200)
  })

  test('trap 1: a code fetched after the tap brings the wrong key', async () => {
    const { token } = await t.signUp('too-late')
    const tap = await encrypted('too-late')
    expect((await put(token, { ...tap, code: await t.wxLogin('too-late') })).json()).toMatchObject({ code: 'phone_decrypt_failed' })
  })

  test("another shopper's code is refused, and that shopper's key is not taken", async () => {
    const { token } = await t.signUp('mine')
    const code = await t.wxLogin('theirs')
    expect((await put(token, { ...(await encrypted('theirs')), code })).json()).toMatchObject({ code: 'phone_decrypt_failed' })
  })

  test('an SMS session has no key: the same answer', async () => {
    const { code } = await t.smsCode('13900001111')
    const { token } = (await t.call('POST', '/v1/auth/sms', { body: { phone: '13900001111', code, consent: CONSENT } })).json<{ token: string }>()
    expect((await put(token, await encrypted('anybody'))).json()).toMatchObject({ status: 422, code: 'phone_decrypt_failed' })
  })

  test('trap 5, security 8: all failures look the same', async () => {
    const answers: unknown[] = []
    const { sessionKey, token } = await withKnownKey('oracle')
    const stale = { purePhoneNumber: '13800138000', countryCode: '86', watermark: { timestamp: t.clock.now() / 1000 - 301, appid: t.app.config.wechat.appId } }
    const attempts = [
      { encryptedData: randomBytes(64).toString('base64'), iv: randomBytes(16).toString('base64') },
      { encryptedData: randomBytes(20).toString('base64'), iv: randomBytes(16).toString('base64') },
      seal(sessionKey, 'no json'),
      seal(sessionKey, JSON.stringify(stale)),
      seal(sessionKey, JSON.stringify({ ...stale, watermark: { timestamp: t.clock.now() / 1000, appid: 'wx9' } })),
    ]
    for (const attempt of attempts) {
      const response = await put(token, attempt)
      answers.push({ ...response.json<object>(), requestId: 'same', headers: Object.keys(response.headers).sort() })
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({ status: 422, code: 'phone_decrypt_failed' })
  })

  test('trap 5, security 8: after five failures the key is gone, even for the right text', async () => {
    const { token, user } = await t.signUp('worn-out')
    const good = await encrypted('worn-out')
    for (let i = 0; i < 5; i += 1) await put(token, { ...good, iv: randomBytes(16).toString('base64') })
    expect((await put(token, good)).json()).toMatchObject({ code: 'phone_decrypt_failed' })
    const row = await t.database.db.selectFrom('identity').selectAll().where('user_id', '=', user.id).executeTakeFirstOrThrow()
    expect(row).toMatchObject({ session_key: null, decrypt_failures: 5 })
  })

  test('security 8: fifty guesses at once get five tries', async () => {
    const { token, user } = await t.signUp('parallel')
    const bad = { encryptedData: randomBytes(64).toString('base64'), iv: randomBytes(16).toString('base64') }
    const responses = await Promise.all(Array.from({ length: 50 }, () => put(token, bad)))
    expect(new Set(responses.map((r) => r.statusCode))).toEqual(new Set([422]))
    const row = await t.database.db.selectFrom('identity').selectAll().where('user_id', '=', user.id).executeTakeFirstOrThrow()
    expect(row).toMatchObject({ session_key: null, decrypt_failures: 5 })
  })

  test('a new login brings a new key, and a success costs no try', async () => {
    const { token } = await t.signUp('recovering')
    const bad = { encryptedData: randomBytes(64).toString('base64'), iv: randomBytes(16).toString('base64') }
    for (let i = 0; i < 5; i += 1) await put(token, bad)
    const { token: next } = (await signInWith({ code: await t.wxLogin('recovering') })).json<{ token: string }>()
    const response = await put(next, await encrypted('recovering'))
    expect(response.statusCode).toBe(200)
    const userId = response.json<PhoneVerified>().user.id
    const row = await t.database.db.selectFrom('identity').select('decrypt_failures').where('user_id', '=', userId).executeTakeFirstOrThrow()
    expect(row.decrypt_failures).toBe(0)
  })

  test('security 8: the same key from a new code keeps its failures', async () => {
    const tourist = 'the code is a mock one'
    const { token } = (await signInWith({ code: tourist, consent: CONSENT })).json<{ token: string }>()
    const good = await encrypted('devtools')
    for (let i = 0; i < 5; i += 1) await put(token, { ...good, iv: randomBytes(16).toString('base64') })
    const { token: next } = (await signInWith({ code: tourist })).json<{ token: string }>()
    expect((await put(next, good)).json()).toMatchObject({ code: 'phone_decrypt_failed' })
  })

  test('trap 5: production asks WeChat whether it encrypted the text', async () => {
    const { sessionKey, token } = await withKnownKey('forged')
    const production = await t.instance({ isProduction: true, smsMode: 'off' })
    const number = { purePhoneNumber: '13800138999', countryCode: '86', watermark: { timestamp: Math.floor(t.clock.now() / 1000), appid: t.app.config.wechat.appId } }
    const send = (payload: object) => production.inject({ method: 'PUT', url: '/v1/me/phone', headers: { authorization: `Bearer ${token}` }, payload })
    expect((await send(seal(sessionKey, JSON.stringify(number)))).json()).toMatchObject({ code: 'phone_decrypt_failed' })
    expect((await send(await encrypted('forged'))).statusCode).toBe(200)
    await production.close()
  })

  /** A member whose session_key the test knows: it takes the key out of the database with the app's own vault. */
  async function withKnownKey(shopper: string) {
    const { token, user } = await t.signUp(shopper)
    const row = await t.database.db.selectFrom('identity').select(['id', 'session_key']).where('user_id', '=', user.id).executeTakeFirstOrThrow()
    return { token, sessionKey: t.app.vault.open(row.session_key ?? '', `session_key/${row.id}`) }
  }
})

describe('PUT /v1/me/phone with an SMS code', () => {
  test('binds the number that the code was sent to', async () => {
    const { token } = await t.signUp('by-sms')
    const { code, requestId } = await t.smsCode('13500001111', { token })
    const response = await put(token, { phone: '13500001111', code, requestId })
    expect(response.json()).toMatchObject({ user: { phone: '135****1111', capability: 'phoneVerified' } })
  })

  test('a code asked for by another account, or for sign-in, does not serve', async () => {
    const [a, b] = [await t.signUp('sms-a'), await t.signUp('sms-b')]
    const { code } = await t.smsCode('13500002222', { token: a.token })
    expect((await put(b.token, { phone: '13500002222', code })).json()).toMatchObject({ status: 401, code: 'sms_code_invalid' })
    const guest = await t.smsCode('13500003333')
    expect((await put(a.token, { phone: '13500003333', code: guest.code })).json()).toMatchObject({ code: 'sms_code_invalid' })
  })

  test("another account's number is 409 phone_taken after the proof, and before it nothing shows", async () => {
    const { code } = await t.smsCode('13500004444')
    await t.call('POST', '/v1/auth/sms', { body: { phone: '13500004444', code, consent: CONSENT } })
    t.clock.advance(60_000)
    const { token } = await t.signUp('sms-taker')
    const sent = await t.smsCode('13500004444', { token })
    expect((await put(token, { phone: '13500004444', code: '000000' === sent.code ? '111111' : '000000' })).json()).toMatchObject({ code: 'sms_code_invalid' })
    expect((await put(token, { phone: '13500004444', code: sent.code })).json()).toMatchObject({ status: 409, code: 'phone_taken' })
  })
})

describe('shape and session', () => {
  test('without a session 401 not_signed_in', async () => {
    expect((await put(undefined, { phoneCode: 'x' })).json()).toMatchObject({ status: 401, code: 'not_signed_in' })
  })

  test.each([[{}], [{ phoneCode: '' }], [{ phoneCode: 'x', phone: '13800138000' }], [{ encryptedData: 'AAAA' }], [{ encryptedData: '*', iv: 'AAAAAAAAAAAAAAAAAAAAAA==' }], [{ phone: '138', code: '123456' }], [{ phone: '13800138000', code: '12345' }]])(
    '%j is 400',
    async (body) => {
      const { token } = await t.signUp('shapes')
      expect((await put(token, body)).json()).toMatchObject({ status: 400, code: 'invalid_request' })
    },
  )
})

describe('a number in the sign-in itself', () => {
  const signUpWith = async (shopper: string, extra: (shopper: string) => Promise<object>) => {
    // The code is held before the tap, as in the app: the tap's text opens with its key.
    const code = await t.wxLogin(shopper)
    return signInWith({ code, consent: CONSENT, ...(await extra(shopper)) })
  }
  const byCode = async (shopper: string) => ({ phoneCode: (await t.tapPhone(shopper)).code })

  test.each([['a phone code', byCode], ['encryptedData and iv', encrypted]])('by %s makes a member with a verified number, in one request', async (name, extra) => {
    const response = await signUpWith(`one-tap ${name}`, extra)
    expect(response.statusCode).toBe(200)
    expect(response.json()).toMatchObject({ isNewUser: true, user: { capability: 'phoneVerified' } })
    expect(response.json()).not.toHaveProperty('phoneProblem')
  })

  test('trap 1: a key rotated between tap and request fails the number alone: the sign-in stands', async () => {
    const shopper = 'rotating'
    await t.wxLogin(shopper)
    const tap = await encrypted(shopper)
    const response = await signInWith({ code: await t.wxLogin(shopper), consent: CONSENT, ...tap })
    expect(response.statusCode).toBe(200)
    expect(response.json()).toMatchObject({ user: { phone: null, capability: 'member' }, phoneProblem: 'phone_decrypt_failed' })
  })

  test.each([
    [{ path: '/wxa/business/getuserphonenumber', errcode: 1400001 }, 'wechat_quota_exhausted'],
    [{ path: '/wxa/business/getuserphonenumber', errcode: 45011 }, 'rate_limited'],
    [{ path: '/wxa/business/getuserphonenumber', errcode: 40029 }, 'wechat_code_invalid'],
    [{ path: '/wxa/business/getuserphonenumber', drop: true }, 'wechat_unavailable'],
  ])('%j: the sign-in stands, with phoneProblem %s', async (fault, phoneProblem) => {
    await t.fault(fault)
    const response = await signUpWith(`half ${phoneProblem}`, byCode)
    expect(response.json()).toMatchObject({ isNewUser: true, user: { phone: null, capability: 'member' }, phoneProblem })
  })

  test('a number of another account: the sign-in stands, with phoneProblem phone_taken', async () => {
    await t.script('first-owner', { phone: '13744445555' })
    await t.script('second-owner', { phone: '13744445555' })
    await signUpWith('first-owner', byCode)
    expect((await signUpWith('second-owner', byCode)).json()).toMatchObject({ user: { phone: null }, phoneProblem: 'phone_taken' })
  })

  test('a stranger without consent gets nothing, and the phone code is not spent', async () => {
    const { code: phoneCode } = await t.tapPhone('no-consent')
    expect((await signInWith({ code: await t.wxLogin('no-consent'), phoneCode })).json()).toMatchObject({ code: 'not_registered' })
    expect((await signInWith({ code: await t.wxLogin('no-consent'), phoneCode, consent: CONSENT })).json()).toMatchObject({ user: { capability: 'phoneVerified' } })
  })
})

describe('the old profile of wx.getUserInfo', () => {
  const withProfile = async (shopper: string, change: object = {}) => {
    const code = await t.wxLogin(shopper)
    const { rawData, signature, encryptedData, iv } = await t.userInfo(shopper)
    return signInWith({ code, consent: CONSENT, rawData, signature, encryptedData, iv, ...change })
  }

  test('fills in a name that is none of the anonymous ones', async () => {
    await t.script('named', { nickname: '小满' })
    expect((await withProfile('named')).json<SessionStarted>().user.nickname).toBe('小满')
    expect((await withProfile('anonymous')).json<SessionStarted>().user.nickname).toBeNull()
  })

  test('with a wrong signature is ignored: nothing about a number went wrong', async () => {
    await t.script('forger', { nickname: '张三' })
    const response = await withProfile('forger', { signature: '0'.repeat(40) })
    expect(response.statusCode).toBe(200)
    expect(response.json()).toMatchObject({ user: { nickname: null } })
    expect(response.json()).not.toHaveProperty('phoneProblem')
  })
})

function seal(sessionKey: string, text: string) {
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-128-cbc', Buffer.from(sessionKey, 'base64'), iv)
  return { encryptedData: Buffer.concat([cipher.update(text), cipher.final()]).toString('base64'), iv: iv.toString('base64') }
}

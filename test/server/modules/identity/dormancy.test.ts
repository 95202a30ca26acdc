import type { PhoneVerified, SessionStarted } from '../../../../contract/identity'
import { DORMANCY_WINDOW_MS } from '../../../../server/modules/identity/dormancy'
import { buildIdentityApp, CONSENT, type IdentityApp } from '../../../support/identity'
import { merging } from '../../../support/merges'

let t: IdentityApp
let m: ReturnType<typeof merging>
let count = 0

beforeAll(async () => {
  t = await buildIdentityApp()
  m = merging(t)
})
afterAll(() => t.close())

const DAY_MS = 86_400_000
const me = (token: string) => t.call('GET', '/v1/me', { token })
const prove = (token: string | undefined, recipient: string) => t.call('POST', '/v1/me/dormancy/proof', { body: { recipient }, ...(token ? { token } : {}) })
const fresh = (token: string | undefined, body: object = { consent: CONSENT }) => t.call('POST', '/v1/me/dormancy/fresh', { body, ...(token ? { token } : {}) })

/** A WeChat account with a number, a name and the address of 王小满, and then nobody for 91 days. */
async function dormant({ days = 91 } = {}) {
  count += 1
  const shopper = `sleeper-${count}`
  const { user, token } = await t.signUp(shopper)
  const { phone } = await t.script(shopper, { phone: `1330000${String(count).padStart(4, '0')}` })
  const { code } = await t.tapPhone(shopper)
  const bound = (await t.call('PUT', '/v1/me/phone', { token, body: { phoneCode: code } })).json<{ token: string }>()
  await t.call('PATCH', '/v1/me', { token: bound.token, body: { nickname: '小满' } })
  await m.addAddress(bound.token, '王小满')
  const row = await t.database.db.selectFrom('user_account').select('last_signed_in_at').where('id', '=', user.id).executeTakeFirstOrThrow()
  // The code goes out a minute after bySms is called.
  t.clock.set(new Date(row.last_signed_in_at.getTime() + days * DAY_MS - 60_000).toISOString())
  return { shopper, phone, userId: user.id, signedIn: await m.bySms(phone) }
}

describe('signing in by the number of an account that nobody used', () => {
  test('for 90 days opens it as ever', async () => {
    const { signedIn, userId } = await dormant({ days: 90 })
    expect(signedIn.user).toMatchObject({ id: userId, nickname: '小满', capability: 'phoneVerified' })
    expect(signedIn.user.isLimited).toBeUndefined()
    expect(await m.recipients(signedIn.token)).toEqual(['王小满'])
  })

  test('for 91 days gives a limited session, which tells nothing and opens nothing', async () => {
    const { signedIn } = await dormant({ days: 91 })
    expect(signedIn).toMatchObject({ isNewUser: false, user: { nickname: null, avatarUrl: null, capability: 'member', isLimited: true } })
    expect((await me(signedIn.token)).json()).toEqual(signedIn.user)
    const refused = await Promise.all(
      [
        ['GET', '/v1/me/addresses'],
        ['POST', '/v1/me/addresses'],
        ['GET', '/v1/me/favourites'],
        ['PATCH', '/v1/me'],
        ['PUT', '/v1/me/phone'],
        ['POST', '/v1/me/proof'],
        ['POST', '/v1/me/merges'],
      ].map(([method = '', url = '']) => t.call(method, url, { token: signedIn.token, body: method === 'GET' ? undefined : {} })),
    )
    for (const response of refused) expect(response.json()).toMatchObject({ status: 403, code: 'account_dormant' })
  })

  test('stays limited at the next sign-in: a limited one does not end the dormancy, and keeps no agreement', async () => {
    const { phone, userId, signedIn } = await dormant()
    expect((await m.bySms(phone)).user).toMatchObject({ isLimited: true })
    const consents = await t.database.db.selectFrom('consent').select('id').where('user_id', '=', userId).execute()
    expect(consents).toHaveLength(1)
    expect((await t.call('DELETE', '/v1/session', { token: signedIn.token })).statusCode).toBe(204)
    expect((await me(signedIn.token)).json()).toMatchObject({ code: 'session_expired' })
  })

  test('by WeChat is not limited, and wakes it up for the number too', async () => {
    const { shopper, phone, userId, signedIn } = await dormant()
    const { user } = (await t.call('POST', '/v1/auth/wechat', { body: { code: await t.wxLogin(shopper) } })).json<SessionStarted>()
    expect(user).toMatchObject({ id: userId, nickname: '小满' })
    expect(user.isLimited).toBeUndefined()
    expect((await m.bySms(phone)).user.isLimited).toBeUndefined()
    // What was limited before signs in anew; above all it can no longer carry the number away.
    expect((await fresh(signedIn.token)).json()).toMatchObject({ status: 401, code: 'session_expired' })
  })

  test("a limited session counts for none where guests may go, and a new sign-in ends it", async () => {
    const { phone, signedIn } = await dormant()
    t.clock.advance(60_000)
    const sent = await t.call('POST', '/v1/auth/sms/codes', { token: signedIn.token, body: { phone } })
    expect(sent.statusCode).toBe(200)
    expect(t.sms.sent()[0]).toMatchObject({ phone, purpose: 'signIn' })
    const code = t.sms.sent()[0]?.code
    expect((await t.call('POST', '/v1/auth/sms', { token: signedIn.token, body: { phone, code } })).statusCode).toBe(200)
    expect((await me(signedIn.token)).json()).toMatchObject({ code: 'session_expired' })
  })
})

describe('the second proof', () => {
  test('is the name of a recipient: the session gets a new token and is whole', async () => {
    const { userId, signedIn } = await dormant()
    const response = await prove(signedIn.token, ' 王小 满 ')
    expect(response.statusCode).toBe(200)
    const { user, token } = response.json<PhoneVerified>()
    expect(user).toMatchObject({ id: userId, nickname: '小满', capability: 'phoneVerified' })
    expect(user.isLimited).toBeUndefined()
    expect(await m.recipients(token ?? '')).toEqual(['王小满'])
    expect((await me(signedIn.token)).json()).toMatchObject({ code: 'session_expired' })
    expect((await prove(token ?? '', '王小满')).json()).toMatchObject({ status: 404, code: 'not_found' })
  })

  test('fails the same way for a wrong name, for a book without addresses, and after five tries for the right one', async () => {
    const { signedIn: empty } = await dormant()
    await t.database.db.deleteFrom('address').where('user_id', '=', empty.user.id).execute()
    const shape = (response: Awaited<ReturnType<typeof prove>>) => {
      const { requestId: _, ...body } = response.json<{ requestId: string }>()
      return body
    }
    const answers = [shape(await prove(empty.token, '王小满'))]
    const { signedIn, userId } = await dormant()
    for (const name of ['张三', '李四', '王小明', '王', '赵六', '王小满']) answers.push(shape(await prove(signedIn.token, name)))
    expect(answers[0]).toMatchObject({ status: 403, code: 'dormancy_proof_failed' })
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(await t.database.db.selectFrom('auth_event').select('result').where('kind', '=', 'dormancy').where('user_id', '=', userId).execute()).toHaveLength(6)
    // Of the account, not of the session: signing in again buys no further tries.
    t.clock.advance(DORMANCY_WINDOW_MS - 120_000)
    expect((await prove((await m.bySms(await numberOf(userId))).token, '王小满')).statusCode).toBe(403)
    t.clock.advance(120_000)
    expect((await prove((await m.bySms(await numberOf(userId))).token, '王小满')).statusCode).toBe(200)
  })

  test('ten tries at once are five tries', async () => {
    const { signedIn } = await dormant()
    const wrong = Array.from({ length: 9 }, (_, i) => prove(signedIn.token, `路人 ${i}`))
    await Promise.all(wrong)
    expect((await prove(signedIn.token, '王小满')).statusCode).toBe(403)
  })

  const numberOf = async (userId: string) => {
    const row = await t.database.db.selectFrom('phone_binding').select('phone').where('user_id', '=', userId).executeTakeFirstOrThrow()
    return t.app.vault.open(row.phone, `phone_binding/${userId}`)
  }
})

describe('"this is not mine"', () => {
  test('gives the number to a fresh account; the dormant one loses it and keeps all else', async () => {
    const { shopper, phone, userId, signedIn } = await dormant()
    const response = await fresh(signedIn.token)
    expect(response.statusCode).toBe(200)
    const started = response.json<SessionStarted & { token: string }>()
    expect(started).toMatchObject({ isNewUser: true, user: { nickname: null, capability: 'phoneVerified' } })
    expect(started.user.id).not.toBe(userId)
    expect((await me(signedIn.token)).json()).toMatchObject({ code: 'session_expired' })
    expect(await m.addresses(started.token)).toEqual([])
    expect((await m.bySms(phone)).user.id).toBe(started.user.id)
    const old = (await t.call('POST', '/v1/auth/wechat', { body: { code: await t.wxLogin(shopper) } })).json<SessionStarted & { token: string }>()
    expect(old.user).toMatchObject({ id: userId, phone: null })
    expect(await m.recipients(old.token)).toEqual(['王小满'])
  })

  test('tapped twice at once makes one account', async () => {
    const { userId, signedIn } = await dormant()
    const responses = await Promise.all([fresh(signedIn.token), fresh(signedIn.token)])
    expect(responses.map((response) => response.statusCode).sort()).toEqual([200, 401])
    const moved = await t.database.db.selectFrom('auth_event').select('id').where('kind', '=', 'dormancy').where('user_id', '=', userId).where('result', '=', 'ok').execute()
    expect(moved).toHaveLength(1)
  })

  test('needs an agreement', async () => {
    const { signedIn } = await dormant()
    expect((await fresh(signedIn.token, {})).json()).toMatchObject({ status: 400, code: 'invalid_request' })
  })

  test('is nothing for an account in use', async () => {
    const { token } = await t.signUp('awake')
    expect((await fresh(token)).json()).toMatchObject({ status: 404, code: 'not_found' })
    expect((await prove(token, '王')).json()).toMatchObject({ status: 404, code: 'not_found' })
  })
})

test.each([[''], ['   '], ['王'.repeat(33)]])('the name %j is 400', async (recipient) => {
  const { token } = await t.signUp('shapes')
  expect((await prove(token, recipient)).json()).toMatchObject({ status: 400, code: 'invalid_request' })
})

test('without a session 401', async () => {
  expect((await prove(undefined, '王')).json()).toMatchObject({ status: 401, code: 'not_signed_in' })
  expect((await fresh(undefined)).json()).toMatchObject({ status: 401, code: 'not_signed_in' })
})

import type { Me, PhoneVerified } from '../../../../contract/identity'
import { PROOF_LIFE_MS } from '../../../../server/modules/identity/proofs'
import { buildIdentityApp, type IdentityApp } from '../../../support/identity'
import { merging } from '../../../support/merges'

let t: IdentityApp
let m: ReturnType<typeof merging>
let count = 0

beforeAll(async () => {
  t = await buildIdentityApp()
  m = merging(t)
})
afterAll(() => t.close())

const newPhone = () => `1310000${String((count += 1)).padStart(4, '0')}`
const masked = (phone: string) => phone.replace(/^(\d{3})\d{4}/, '$1****')
const put = (token: string, body: object) => t.call('PUT', '/v1/me/phone', { token, body })
const me = async (token: string) => (await t.call('GET', '/v1/me', { token })).json<Me>()

/** A WeChat member with a verified number. */
async function member() {
  const phone = newPhone()
  const shopper = `member-${phone}`
  const { token, user } = await t.signUp(shopper)
  await t.script(shopper, { phone })
  const bound = (await put(token, { phoneCode: (await t.tapPhone(shopper)).code })).json<{ token: string }>()
  return { shopper, phone, token: bound.token, userId: user.id }
}
async function changeBySms(token: string, phone: string, more: object = { replace: true }) {
  t.clock.advance(60_000)
  const { code } = await t.smsCode(phone, { token })
  return put(token, { phone, code, ...more })
}

describe('changing the number', () => {
  test('needs a proof of the last ten minutes, before the code of the new number is spent', async () => {
    const { shopper, phone, token } = await member()
    t.clock.advance(PROOF_LIFE_MS + 1)
    const next = newPhone()
    const { code } = await t.smsCode(next, { token })
    expect((await put(token, { phone: next, code, replace: true })).json()).toMatchObject({ status: 403, code: 'proof_required' })
    expect(await me(token)).toMatchObject({ phone: masked(phone) })
    await m.proveOwn(token, shopper)
    expect((await put(token, { phone: next, code, replace: true })).json()).toMatchObject({ user: { phone: masked(next) } })
  })

  test('by the code sent to the number so far, as on H5', async () => {
    const { phone, token } = await member()
    t.clock.advance(PROOF_LIFE_MS + 60_000)
    await t.call('POST', '/v1/me/proof/sms-codes', { token })
    expect((await t.call('POST', '/v1/me/proof', { token, body: { smsCode: t.sms.sent()[0]?.code } })).statusCode).toBe(204)
    const next = newPhone()
    expect((await changeBySms(token, next)).json()).toMatchObject({ user: { phone: masked(next) } })
    expect(phone).not.toBe(next)
  })

  test('security 3: gives a new token, the old number is free, and both are recorded', async () => {
    const { phone, token, userId } = await member()
    const next = newPhone()
    const changed = (await changeBySms(token, next)).json<PhoneVerified>()
    expect(await me(token)).toMatchObject({ code: 'session_expired' })
    expect(await me(changed.token ?? '')).toMatchObject({ id: userId, phone: masked(next) })
    const somebody = await m.bySms(phone)
    expect(somebody).toMatchObject({ isNewUser: true })
    const events = await t.database.db.selectFrom('auth_event').select(['result', 'detail', 'phone_mark']).where('kind', '=', 'phone').where('user_id', '=', userId).execute()
    expect(events).toContainEqual({ result: 'ok', detail: 'sms, replaces', phone_mark: t.app.vault.mark('phone', next) })
  })

  test("takes WeChat's code as well, also of its realtime check", async () => {
    const { shopper, token } = await member()
    const next = newPhone()
    await t.script(shopper, { phone: next })
    expect((await put(token, { phoneCode: (await t.tapPhone(shopper)).code, replace: true })).json()).toMatchObject({ user: { phone: masked(next) } })
  })

  test("another account's number stays 409 phone_taken, and the own one stays", async () => {
    const [one, other] = [await member(), await member()]
    expect((await changeBySms(one.token, other.phone)).json()).toMatchObject({ status: 409, code: 'phone_taken' })
    expect(await me(one.token)).toMatchObject({ phone: masked(one.phone) })
    expect(await me(other.token)).toMatchObject({ phone: masked(other.phone) })
  })

  test('without being asked for it is still 409 phone_already_verified', async () => {
    const { phone, token } = await member()
    expect((await changeBySms(token, newPhone(), {})).json()).toMatchObject({ status: 409, code: 'phone_already_verified' })
    expect(await me(token)).toMatchObject({ phone: masked(phone) })
  })

  test('the same number again changes nothing', async () => {
    const { phone, token } = await member()
    expect((await changeBySms(token, phone)).json()).toMatchObject({ token: null, user: { phone: masked(phone) } })
  })

  test('an account without a number gets its first one so, too', async () => {
    const { token } = await t.signUp('first-number')
    const next = newPhone()
    expect((await changeBySms(token, next)).json()).toMatchObject({ user: { phone: masked(next), capability: 'phoneVerified' } })
  })

  test('two accounts change to the same number at once: one gets it, the other keeps its own', async () => {
    for (let round = 0; round < 3; round += 1) {
      const [one, two] = [await member(), await member()]
      const next = newPhone()
      await t.script(one.shopper, { phone: next })
      await t.script(two.shopper, { phone: next })
      const [first, second] = [await t.tapPhone(one.shopper), await t.tapPhone(two.shopper)]
      const responses = await Promise.all([put(one.token, { phoneCode: first.code, replace: true }), put(two.token, { phoneCode: second.code, replace: true })])
      expect(responses.map((response) => response.statusCode).sort()).toEqual([200, 409])
      const rows = await t.database.db.selectFrom('phone_binding').select('user_id').where('user_id', 'in', [one.userId, two.userId]).execute()
      expect(rows).toHaveLength(2)
    }
  })
})

describe('security 26: numbers', () => {
  test('are sealed at rest in every table that a merge and a change write, and in no log line or answer', async () => {
    const [own, other] = [await member(), await member()]
    const started = await m.start(own.token, other.phone)
    const open = await t.database.db.selectFrom('account_merge').selectAll().where('id', '=', started.id).executeTakeFirstOrThrow()
    await m.proveOwn(own.token, own.shopper)
    const proven = await m.prove(own.token, started.id, { smsCode: started.smsCode })
    const confirmed = await m.confirm(own.token, started.id)
    const joined = await t.database.db.selectFrom('account_merge').selectAll().where('id', '=', started.id).executeTakeFirstOrThrow()
    const rows = await Promise.all((['phone_binding', 'auth_event', 'sms_code', 'user_account', 'idempotency_record'] as const).map((table) => t.database.db.selectFrom(table).selectAll().execute()))
    const kept = JSON.stringify([open, joined, rows])
    for (const text of [kept, t.logs.join(''), proven.body, confirmed.body]) {
      expect(text).not.toContain(own.phone)
      expect(text).not.toContain(other.phone)
    }
    expect(proven.json()).toMatchObject({ phone: masked(other.phone), preview: { phone: masked(other.phone) } })
    expect(open.phone).toMatch(/^v1\./)
  })
})

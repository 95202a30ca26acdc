import { SIGN_IN_RESULT_COOKIE } from '../../../../contract/cookies'
import { DeletionRequested, type DeletionRequested as Requested } from '../../../../contract/privacy'
import { COOL_OFF_MS } from '../../../../server/modules/identity/deletions'
import { PROOF_LIFE_MS } from '../../../../server/modules/identity/proofs'
import { expectContract } from '../../../support/contract'
import { buildIdentityApp, CONSENT, type IdentityApp } from '../../../support/identity'
import { Browser } from '../../../support/webSignIn'

let t: IdentityApp
beforeAll(async () => {
  t = await buildIdentityApp()
})
afterAll(() => t.close())

const requestDeletion = (token: string) => t.call('POST', '/v1/me/deletion', { token })
const me = (token: string) => t.call('GET', '/v1/me', { token })
const byWechat = async (shopper: string, more: object = {}) => t.call('POST', '/v1/auth/wechat', { body: { code: await t.wxLogin(shopper), ...more } })
const kindsOf = async (userId: string) => (await t.database.db.selectFrom('auth_event').select(['kind', 'result']).where('user_id', '=', userId).orderBy('id').execute()).map(({ kind, result }) => `${kind} ${result}`)

/** A member by one-time code, as H5 makes them. */
async function signUpBySms(phone: string) {
  const { code } = await t.smsCode(phone)
  const response = await t.call('POST', '/v1/auth/sms', { body: { phone, code, consent: CONSENT } })
  return response.json<{ token: string; user: { id: string } }>()
}

describe('security 25: deletion', () => {
  test('needs a proof', async () => {
    const { token } = await t.signUp('stale')
    t.clock.advance(PROOF_LIFE_MS + 1)
    expect((await requestDeletion(token)).json()).toMatchObject({ status: 403, code: 'proof_required' })
    expect((await me(token)).statusCode).toBe(200)
    await t.call('POST', '/v1/me/proof', { token, body: { code: await t.wxLogin('stale') } })
    const response = await requestDeletion(token)
    expectContract(DeletionRequested, response.json())
    expect(response.json<Requested>().deletionDueAt).toBe(new Date(t.clock.now() + COOL_OFF_MS).toISOString())
    expect(COOL_OFF_MS).toBeLessThanOrEqual(15 * 86_400_000)
  })

  test('ends every session at once, on this instance and within a second on the others', async () => {
    const { token, user } = await t.signUp('everywhere')
    const { token: second } = (await byWechat('everywhere')).json<{ token: string }>()
    const other = await t.instance()
    const there = () => other.inject({ url: '/v1/me', headers: { authorization: `Bearer ${second}` } })
    expect((await there()).statusCode).toBe(200)
    expect((await me(second)).statusCode).toBe(200)
    await requestDeletion(token)
    for (const each of [token, second]) expect((await me(each)).json()).toMatchObject({ status: 401, code: 'session_expired' })
    t.clock.advance(1_000)
    expect((await there()).statusCode).toBe(401)
    expect(await t.database.db.selectFrom('session').select('id').where('user_id', '=', user.id).execute()).toEqual([])
    await other.close()
  })

  test('takes the cookie of a browser away', async () => {
    const { code } = await t.smsCode('13300001111')
    const headers = { 'x-client': 'h5', 'sec-fetch-site': 'same-origin' }
    const started = await t.call('POST', '/v1/auth/sms', { body: { phone: '13300001111', code, consent: CONSENT }, headers })
    const cookies = Object.fromEntries(started.cookies.map(({ name, value }) => [name, value]))
    const response = await t.call('POST', '/v1/me/deletion', { cookies, headers })
    expect(response.statusCode).toBe(200)
    expect(response.cookies).toEqual(expect.arrayContaining([expect.objectContaining({ name: 'session', value: '' })]))
  })

  test('says to WeChat sign-ins, silent ones too, until when it can be undone, and starts no session', async () => {
    const { token, user } = await t.signUp('leaving')
    const { deletionDueAt } = (await requestDeletion(token)).json<Requested>()
    for (const more of [{}, { consent: CONSENT }, { undoDeletion: false }]) {
      expect((await byWechat('leaving', more)).json()).toMatchObject({ status: 403, code: 'account_deleting', deletionDueAt })
    }
    expect(await t.database.db.selectFrom('session').select('id').where('user_id', '=', user.id).execute()).toEqual([])
  })

  test('is undone by a WeChat sign-in that says so; everything is as before', async () => {
    const { token, user } = await t.signUp('returning')
    await t.call('PATCH', '/v1/me', { token, body: { nickname: '回来的人' } })
    await requestDeletion(token)
    t.clock.advance(COOL_OFF_MS - 1)
    const back = await byWechat('returning', { undoDeletion: true })
    expect(back.json()).toMatchObject({ isNewUser: false, user: { id: user.id, nickname: '回来的人', consentVersion: CONSENT.version } })
    expect((await me(back.json<{ token: string }>().token)).statusCode).toBe(200)
    expect((await me(token)).statusCode).toBe(401)
    expect(await kindsOf(user.id)).toEqual(['signUp ok', 'deletionRequested ok', 'deletionUndone ok', 'signIn ok'])
    expect((await byWechat('returning')).statusCode).toBe(200)
  })

  test('shows to a number only after its code was proven, and the same code undoes it', async () => {
    const phone = '13300002222'
    const { token, user } = await signUpBySms(phone)
    const { deletionDueAt } = (await requestDeletion(token)).json<Requested>()
    t.clock.advance(61_000)
    const { code } = await t.smsCode(phone)
    const wrong = code === '000000' ? '111111' : '000000'
    expect((await t.call('POST', '/v1/auth/sms', { body: { phone, code: wrong, undoDeletion: true } })).json()).toMatchObject({ status: 401, code: 'sms_code_invalid' })
    expect((await t.call('POST', '/v1/auth/sms', { body: { phone, code } })).json()).toMatchObject({ status: 403, code: 'account_deleting', deletionDueAt })
    expect((await t.call('POST', '/v1/auth/sms', { body: { phone, code, undoDeletion: true } })).json()).toMatchObject({ user: { id: user.id } })
    expect((await t.call('POST', '/v1/auth/sms', { body: { phone, code, undoDeletion: true } })).json()).toMatchObject({ code: 'sms_code_invalid' })
  })

  test("is said on the way back from WeChat's page, and undone there by a sign-in that says so", async () => {
    const browser = new Browser(t)
    await browser.signIn('on-the-web')
    const { id } = (await browser.me()).json<{ id: string }>()
    expect((await browser.post('/v1/me/deletion', {})).statusCode).toBe(200)
    await browser.signIn('on-the-web')
    expect(browser.jar.get(SIGN_IN_RESULT_COOKIE)).toBe('account_deleting')
    expect((await browser.me()).statusCode).toBe(401)
    const page = (await browser.post('/v1/auth/wechat/web', { way: 'oa', returnTo: '/mine', consent: CONSENT, undoDeletion: true })).json<{ url: string }>().url
    await browser.visit(await browser.agree(page, 'on-the-web'))
    expect((await browser.me()).json()).toMatchObject({ id })
  })

  test("somebody else's WeChat undoes nothing", async () => {
    const { token, user } = await t.signUp('mine')
    await requestDeletion(token)
    await t.signUp('else')
    await byWechat('else', { undoDeletion: true })
    const row = await t.database.db.selectFrom('user_account').select('status').where('id', '=', user.id).executeTakeFirst()
    expect(row).toEqual({ status: 'deleting' })
  })

  test('cannot be undone any more once it is due', async () => {
    const { token } = await t.signUp('too-late')
    await requestDeletion(token)
    t.clock.advance(COOL_OFF_MS)
    expect((await byWechat('too-late', { undoDeletion: true })).json()).toMatchObject({ status: 403, code: 'account_deleting' })
  })

  test('undoDeletion is nothing for an account that is not being deleted', async () => {
    const { user } = await t.signUp('plain')
    expect((await byWechat('plain', { undoDeletion: true })).json()).toMatchObject({ user: { id: user.id } })
    expect(await kindsOf(user.id)).toEqual(['signUp ok', 'signIn ok'])
  })

  test('keeps a disabled account disabled', async () => {
    const { user } = await t.signUp('disabled')
    await t.database.db.updateTable('user_account').set({ status: 'disabled' }).where('id', '=', user.id).execute()
    expect((await byWechat('disabled', { undoDeletion: true })).json()).toMatchObject({ status: 403, code: 'account_limited' })
  })
})

describe('security 25: deletion under pressure', () => {
  test('asked five times at once it is one deletion with one date', async () => {
    const { token, user } = await t.signUp('impatient')
    const answers = await Promise.all(Array.from({ length: 5 }, () => requestDeletion(token)))
    const dates = new Set(answers.filter(({ statusCode }) => statusCode === 200).map((answer) => answer.json<Requested>().deletionDueAt))
    expect(dates.size).toBe(1)
    for (const { statusCode } of answers) expect([200, 401]).toContain(statusCode)
    expect((await kindsOf(user.id)).filter((kind) => kind.startsWith('deletionRequested'))).toHaveLength(1)
  })

  test('against sign-ins at the same moment no session survives it', async () => {
    for (let round = 0; round < 8; round += 1) {
      const shopper = `racing-${round}`
      const { token, user } = await t.signUp(shopper)
      const [deletion, ...signIns] = await Promise.all([requestDeletion(token), byWechat(shopper), byWechat(shopper), byWechat(shopper)])
      expect(deletion.statusCode).toBe(200)
      for (const answer of signIns) {
        if (answer.statusCode !== 200) expect(answer.json()).toMatchObject({ status: 403, code: 'account_deleting' })
        else expect((await me(answer.json<{ token: string }>().token)).statusCode).toBe(401)
      }
      expect(await t.database.db.selectFrom('session').select('id').where('user_id', '=', user.id).execute()).toEqual([])
    }
  })

  test('against writes at the same moment the account closes and nothing fails inside', async () => {
    const { token } = await t.signUp('writing')
    const address = { recipient: '李小满', phone: '13911112222', regionCode: '330106', detail: '文三路 1 号' }
    const answers = await Promise.all([requestDeletion(token), ...Array.from({ length: 4 }, () => t.call('POST', '/v1/me/addresses', { token, body: address }))])
    for (const { statusCode } of answers) expect([200, 201, 401]).toContain(statusCode)
  })
})

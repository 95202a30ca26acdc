import { sql } from 'kysely'
import { MAX_SESSIONS_PER_USER } from '../../../../server/modules/identity/sessions'
import { buildIdentityApp, CONSENT, type IdentityApp } from '../../../support/identity'
import { Browser } from '../../../support/webSignIn'

let t: IdentityApp
beforeAll(async () => {
  t = await buildIdentityApp()
  await sql`create function refuse_event() returns trigger language plpgsql as $$ begin raise exception 'the record is full'; end $$`.execute(t.database.db)
})
afterAll(() => t.close())

/** Does `work` while no success can be recorded. */
async function withoutRecord<T>(work: () => Promise<T>): Promise<T> {
  await sql`create trigger refuse_event before insert on auth_event for each row when (new.result = 'ok') execute function refuse_event()`.execute(t.database.db)
  try {
    return await work()
  } finally {
    await sql`drop trigger refuse_event on auth_event`.execute(t.database.db)
  }
}

const signInByWechat = async (shopper: string) => t.call('POST', '/v1/auth/wechat', { body: { code: await t.wxLogin(shopper) } })
const sessions = async () => (await t.database.db.selectFrom('session').select('id').execute()).length

describe('security 27: nothing is done that is not recorded', () => {
  test('a sign-in by a one-time code; the code stays good', async () => {
    const phone = '13300770001'
    const body = { phone, code: (await t.smsCode(phone)).code, consent: CONSENT }
    const before = await sessions()
    expect((await withoutRecord(() => t.call('POST', '/v1/auth/sms', { body }))).statusCode).toBe(500)
    expect(await sessions()).toBe(before)
    expect((await t.call('POST', '/v1/auth/sms', { body })).json()).toMatchObject({ isNewUser: true })
  })

  test('a sign-in through WeChat', async () => {
    await t.signUp('recorded')
    const before = await sessions()
    expect((await withoutRecord(() => signInByWechat('recorded'))).statusCode).toBe(500)
    expect(await sessions()).toBe(before)
  })

  test("a sign-in on WeChat's own page", async () => {
    const browser = new Browser(t)
    await browser.signIn('recorded on the web', 'web')
    const before = await sessions()
    const back = await browser.agree(await browser.start('web'), 'recorded on the web')
    expect((await withoutRecord(() => browser.visit(back))).statusCode).toBe(503)
    expect(await sessions()).toBe(before)
  })

  test('a number', async () => {
    const phone = '13300770002'
    const { token } = await t.signUp('recorded number')
    const { code } = await t.smsCode(phone, { token })
    const bind = () => t.call('PUT', '/v1/me/phone', { token, body: { phone, code } })
    expect((await withoutRecord(bind)).statusCode).toBe(500)
    expect((await t.call('GET', '/v1/me', { token })).json()).toMatchObject({ phone: null })
    expect((await bind()).statusCode).toBe(200)
  })

  test('a proof', async () => {
    const { token } = await t.signUp('recorded proof')
    t.clock.advance(11 * 60_000)
    const body = { code: await t.wxLogin('recorded proof') }
    expect((await withoutRecord(() => t.call('POST', '/v1/me/proof', { token, body }))).statusCode).toBe(500)
    expect((await t.call('GET', '/v1/me/export', { token })).json()).toMatchObject({ code: 'proof_required' })
  })

  test.each(['/v1/session', 'its own entry in the list'])('a sign-out by %s', async (way) => {
    const { token } = await t.signUp(`leaves by ${way}`)
    const { items } = (await t.call('GET', '/v1/me/sessions', { token })).json<{ items: { id: string }[] }>()
    const url = way === '/v1/session' ? way : `/v1/me/sessions/${items[0]?.id ?? ''}`
    expect((await withoutRecord(() => t.call('DELETE', url, { token }))).statusCode).toBe(500)
    expect((await t.call('GET', '/v1/me', { token })).statusCode).toBe(200)
    expect((await t.call('DELETE', url, { token })).statusCode).toBe(204)
  })
})

test('security 27: sessions that give way to an eleventh are recorded', async () => {
  const { user } = await t.signUp('everywhere')
  const all = () => t.database.db.selectFrom('session').select('id').where('user_id', '=', user.id).execute()
  const [first] = await all()
  for (let i = 1; i <= MAX_SESSIONS_PER_USER; i += 1) {
    t.clock.advance(1_000)
    await signInByWechat('everywhere')
  }
  expect(await all()).toHaveLength(MAX_SESSIONS_PER_USER)
  const ended = await t.database.db.selectFrom('auth_event').select(['session_id', 'result', 'detail']).where('user_id', '=', user.id).where('kind', '=', 'sessionEnded').execute()
  expect(ended).toEqual([{ session_id: first?.id, result: 'ok', detail: 'too many' }])
})

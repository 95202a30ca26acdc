import { sql } from 'kysely'
import type { Address, AddressList } from '../../../contract/addresses'
import { buildIdentityApp, CONSENT, type IdentityApp } from '../../support/identity'
import { insertProducts } from '../../support/products'

let t: IdentityApp
let token: string
let shoppers = 0

beforeAll(async () => {
  t = await buildIdentityApp()
})
afterAll(() => t.close())
beforeEach(async () => {
  shoppers += 1
  token = (await t.signUp(`shopper ${shoppers}`)).token
})

const BASE = '/v1/me/addresses'
const HOME = { recipient: '王小满', phone: '13800138000', regionCode: '310101', detail: '南京东路 1 号' }
const post = (key: string, body: object = HOME, as = token) => t.call('POST', BASE, { token: as, body, headers: { 'idempotency-key': key } })
const book = async () => (await t.call('GET', BASE, { token })).json<AddressList>().items

describe('security 20: Idempotency-Key', () => {
  test('the same key and body twice is one write and one answer', async () => {
    const [first, second] = [await post('k1'), await post('k1')]
    expect(second.statusCode).toBe(201)
    expect(second.body).toBe(first.body)
    expect(second.headers['content-type']).toBe(first.headers['content-type'])
    expect(second.headers['idempotent-replayed']).toBe('true')
    expect(await book()).toHaveLength(1)
  })

  test('another body is 422 idempotency_mismatch, another path too', async () => {
    const { id } = (await post('k2')).json<Address>()
    expect((await post('k2', { ...HOME, detail: '2 号' })).json()).toMatchObject({ status: 422, code: 'idempotency_mismatch' })
    const elsewhere = await t.call('PUT', `${BASE}/${id}/default`, { token, headers: { 'idempotency-key': 'k2' } })
    expect(elsewhere.json()).toMatchObject({ code: 'idempotency_mismatch' })
  })

  test('ten at once are one write; the others get its answer or 409', async () => {
    const responses = await Promise.all(Array.from({ length: 10 }, () => post('k3')))
    for (const response of responses) {
      if (response.statusCode === 409) expect(response.json()).toMatchObject({ code: 'idempotency_in_progress' })
      else expect(response.statusCode).toBe(201)
    }
    expect(await book()).toHaveLength(1)
    expect((await post('k3')).statusCode).toBe(201)
  })

  test('keys of two shoppers do not meet', async () => {
    const other = await t.signUp(`other ${shoppers}`)
    const [mine, theirs] = [await post('k4'), await post('k4', HOME, other.token)]
    expect(theirs.statusCode).toBe(201)
    expect(theirs.json<Address>().id).not.toBe(mine.json<Address>().id)
  })

  test('a refusal is repeated as well', async () => {
    const body = { ...HOME, regionCode: '999999' }
    expect((await post('k5', body)).json()).toMatchObject({ code: 'region_unknown' })
    const again = await post('k5', body)
    expect(again.json()).toMatchObject({ code: 'region_unknown' })
    expect(again.headers['content-type']).toContain('application/problem+json')
  })

  test('an answer without a body is repeated', async () => {
    const [productId] = await insertProducts(t.database.db, 1)
    const send = () => t.call('PUT', `/v1/me/favourites/${productId ?? ''}`, { token, headers: { 'idempotency-key': 'k6' } })
    await send()
    const again = await send()
    expect([again.statusCode, again.body, again.headers['idempotent-replayed']]).toEqual([204, '', 'true'])
  })

  test('is forgotten after a day', async () => {
    await post('k7')
    t.clock.advance(24 * 3_600_000 + 1)
    expect((await post('k7')).headers['idempotent-replayed']).toBeUndefined()
    expect(await book()).toHaveLength(2)
  })

  test('what died with its process is taken over after a minute', async () => {
    const { user } = await t.signUp(`crashed ${shoppers}`)
    const other = (await t.call('POST', '/v1/auth/wechat', { body: { code: await t.wxLogin(`crashed ${shoppers}`) } })).json<{ token: string }>().token
    await t.database.db
      .insertInto('idempotency_record')
      .values({ user_id: user.id, key: 'k8', fingerprint: 'x', status: null, content_type: null, body: null, started_at: new Date(t.clock.now()) })
      .execute()
    expect((await post('k8', HOME, other)).statusCode).toBe(422)
    t.clock.advance(60_001)
    expect((await post('k8', HOME, other)).statusCode).toBe(201)
  })

  test('security 20: a write whose answer could not be kept is not done again, here at once and elsewhere after a minute', async () => {
    const { db } = t.database
    await sql`create function refuse_answer() returns trigger language plpgsql as $$ begin raise exception 'no room'; end $$`.execute(db)
    await sql`create trigger refuse_answer before update of status on idempotency_record for each row when (new.status is not null) execute function refuse_answer()`.execute(db)
    expect((await post('k12')).statusCode).toBe(201)
    await sql`drop trigger refuse_answer on idempotency_record`.execute(db)
    const other = await t.instance()
    const there = () => other.inject({ method: 'POST', url: BASE, payload: HOME, headers: { authorization: `Bearer ${token}`, 'idempotency-key': 'k12' } })
    expect((await post('k12')).json()).toMatchObject({ status: 409, code: 'already_done' })
    expect((await there()).json()).toMatchObject({ status: 409, code: 'idempotency_in_progress' })
    t.clock.advance(60_001)
    expect((await there()).json()).toMatchObject({ status: 409, code: 'already_done' })
    expect(await book()).toHaveLength(1)
    await other.close()
  })

  test('security 20: a request that hung until another took its key over is undone', async () => {
    const { db } = t.database
    const user = (await t.call('GET', '/v1/me', { token })).json<{ id: string }>().id
    const slow = await db.transaction().execute(async (trx) => {
      // Holds up the writes of this shopper, but not the keys that point at his row.
      await trx.selectFrom('user_account').select('id').where('id', '=', user).forNoKeyUpdate().execute()
      // `then` is what sends it.
      const first = post('k13').then((response) => response)
      await waitUntil(async () => (await db.selectFrom('idempotency_record').select('key').where('key', '=', 'k13').executeTakeFirst()) !== undefined)
      t.clock.advance(60_001)
      const second = post('k13').then((response) => response)
      const attempts = async () => (await db.selectFrom('idempotency_record').select('started_at').where('key', '=', 'k13').executeTakeFirst())?.started_at.getTime()
      await waitUntil(async () => (await attempts()) === t.clock.now())
      return { first, second }
    })
    expect((await slow.second).statusCode).toBe(201)
    expect((await slow.first).json()).toMatchObject({ status: 409, code: 'idempotency_in_progress' })
    expect(await book()).toHaveLength(1)
  })

  test.each([[''], ['with space'], ['x'.repeat(256)], ['ключ']])('a key like %j is 400', async (key) => {
    expect((await post(key)).json()).toMatchObject({ status: 400, code: 'invalid_request' })
  })

  test('no answer of a sign-in inside a session is kept: it holds a token', async () => {
    const phone = '13300880001'
    const bySms = { phone, ...(await t.smsCode(phone)), consent: CONSENT }
    const ways = [
      ['/v1/auth/wechat', { code: await t.wxLogin('signs in again'), consent: CONSENT }],
      ['/v1/auth/sms', bySms],
      ['/v1/auth/wechat/web', { way: 'oa', returnTo: '/', consent: CONSENT }],
    ] as const
    for (const [url, body] of ways) {
      const { token: inside, user } = await t.signUp(`inside ${url}`)
      const response = await t.call('POST', url, { token: inside, body, headers: { 'idempotency-key': 'sign-in' } })
      expect([url, response.statusCode]).toEqual([url, 200])
      const kept = await t.database.db.selectFrom('idempotency_record').select('key').where('user_id', '=', user.id).execute()
      expect([url, kept]).toEqual([url, []])
    }
  })

  test('reading takes no notice of it', async () => {
    const get = () => t.call('GET', BASE, { token, headers: { 'idempotency-key': 'k9' } })
    await get()
    expect((await get()).headers['idempotent-replayed']).toBeUndefined()
  })

  test('answers are encrypted at rest, and none holds a token', async () => {
    await post('k10')
    await t.call('PUT', '/v1/me/phone', { token, body: { phoneCode: (await t.tapPhone(`shopper ${shoppers}`)).code }, headers: { 'idempotency-key': 'k11' } })
    const rows = await t.database.db.selectFrom('idempotency_record').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain('13800138000')
    expect(rows.map((row) => row.key)).not.toContain('k11')
  })
})

/** Until what another request does shows in the database. */
async function waitUntil(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve))
}

import { CONSENT_VERSION } from '../../../../contract/limits'
import { ConsentRecords } from '../../../../contract/privacy'
import { findTracked } from '../../../../server/modules/identity/tracked'
import { expectContract } from '../../../support/contract'
import { buildIdentityApp, CONSENT, type IdentityApp } from '../../../support/identity'
import { insertProducts } from '../../../support/products'

let t: IdentityApp
beforeAll(async () => {
  t = await buildIdentityApp()
})
afterAll(() => t.close())

const give = (token: string, purpose: string, version = CONSENT_VERSION) => t.call('PUT', `/v1/me/consents/${purpose}`, { token, body: { version } })
const withdraw = (token: string, purpose: string) => t.call('DELETE', `/v1/me/consents/${purpose}`, { token })
const listed = async (token: string) => (await t.call('GET', '/v1/me/consents', { token })).json<{ items: object[] }>().items

async function eventsOf(userId: string): Promise<unknown[][]> {
  const rows = await t.database.db.selectFrom('auth_event').selectAll().where('user_id', '=', userId).where('kind', 'like', 'consent%').orderBy('id').execute()
  return rows.map(({ kind, detail }) => [kind, detail])
}

describe('security 23: consent is a record', () => {
  test('of version, time and channel, from the sign-up on', async () => {
    const { token } = await t.signUp('fresh')
    const response = await t.call('GET', '/v1/me/consents', { token })
    expectContract(ConsentRecords, response.json())
    expect(await listed(token)).toEqual([
      { id: expect.any(String) as string, purpose: 'agreement', version: CONSENT_VERSION, channel: 'weapp', givenAt: new Date(t.clock.now()).toISOString(), withdrawnAt: null, withdrawnChannel: null },
    ])
  })

  test('withdrawing is one call, ends what is optional as well, and leaves the session', async () => {
    const { token, user } = await t.signUp('leaving')
    expect((await give(token, 'analytics')).json()).toMatchObject({ consentVersion: CONSENT_VERSION, analyticsConsentVersion: CONSENT_VERSION })
    expect(await findTracked(t.database.db, [user.analyticsId])).toEqual(new Set([user.analyticsId]))
    t.clock.advance(1_000)
    const answer = await withdraw(token, 'agreement')
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({ id: user.id, consentVersion: null, analyticsConsentVersion: null })
    expect(await findTracked(t.database.db, [user.analyticsId])).toEqual(new Set())
    const now = new Date(t.clock.now()).toISOString()
    expect(await listed(token)).toMatchObject([
      { purpose: 'analytics', withdrawnAt: now, withdrawnChannel: 'weapp' },
      { purpose: 'agreement', withdrawnAt: now, withdrawnChannel: 'weapp' },
    ])
    expect(await eventsOf(user.id)).toEqual([
      ['consent', `analytics ${CONSENT_VERSION}`],
      ['consentWithdrawn', `analytics ${CONSENT_VERSION}`],
      ['consentWithdrawn', `agreement ${CONSENT_VERSION}`],
    ])
  })

  test('after it nothing new is stored, until the shopper agrees again; what is there can be read and deleted', async () => {
    const { token } = await t.signUp('quiet')
    const [productId = '', other = ''] = await insertProducts(t.database.db, 2)
    const favour = (id: string, key = 'k1') => t.call('PUT', `/v1/me/favourites/${id}`, { token, headers: { 'idempotency-key': key } })
    await favour(other, 'k0')
    await withdraw(token, 'agreement')
    expect((await favour(productId)).json()).toMatchObject({ status: 422, code: 'consent_required' })
    expect((await t.call('POST', '/v1/me/addresses', { token, body: {} })).json()).toMatchObject({ status: 422, code: 'consent_required' })
    expect((await t.call('PATCH', '/v1/me', { token, body: { nickname: '小李' } })).json()).toMatchObject({ status: 422, code: 'consent_required' })
    expect((await t.call('GET', '/v1/me/favourites/ids', { token })).json()).toMatchObject({ items: [other] })
    expect((await t.call('DELETE', `/v1/me/favourites/${other}`, { token })).statusCode).toBe(204)
    expect((await t.call('PATCH', '/v1/me', { token, body: { consent: CONSENT, nickname: '小李' } })).json()).toMatchObject({ nickname: '小李', consentVersion: CONSENT_VERSION })
    // The same key: the refusal was no answer to keep.
    expect((await favour(productId)).statusCode).toBe(204)
    expect(await listed(token)).toHaveLength(2)
  })

  test('signing in with the agreement ticked gives it again; a silent sign-in does not', async () => {
    const { token } = await t.signUp('back')
    await withdraw(token, 'agreement')
    const silent = await t.call('POST', '/v1/auth/wechat', { body: { code: await t.wxLogin('back') } })
    expect(silent.json()).toMatchObject({ user: { consentVersion: null } })
    const ticked = await t.call('POST', '/v1/auth/wechat', { body: { code: await t.wxLogin('back'), consent: CONSENT } })
    expect(ticked.json()).toMatchObject({ user: { consentVersion: CONSENT_VERSION } })
  })

  test('what is optional is off until given, and cannot stand without the agreement', async () => {
    const { token, user } = await t.signUp('optional')
    expect(user.analyticsConsentVersion).toBeNull()
    await withdraw(token, 'agreement')
    expect((await give(token, 'analytics')).json()).toMatchObject({ status: 422, code: 'consent_required' })
    await give(token, 'agreement')
    await give(token, 'analytics')
    expect((await withdraw(token, 'analytics')).json()).toMatchObject({ consentVersion: CONSENT_VERSION, analyticsConsentVersion: null })
  })

  test('once per version, however often and at once it is given or taken back', async () => {
    const { token } = await t.signUp('eager')
    const given = await Promise.all(Array.from({ length: 6 }, () => give(token, 'analytics')))
    expect(given.map(({ statusCode }) => statusCode)).toEqual(Array(6).fill(200))
    expect(await listed(token)).toHaveLength(2)
    await Promise.all(Array.from({ length: 6 }, () => withdraw(token, 'analytics')))
    expect(await listed(token)).toMatchObject([{ purpose: 'analytics', withdrawnAt: expect.any(String) as string }, { purpose: 'agreement', withdrawnAt: null }])
    await give(token, 'analytics', '2027-01-01')
    expect(await listed(token)).toHaveLength(3)
  })
})

test.each([
  ['PUT', '/v1/me/consents/nonsense', { version: '1' }],
  ['PUT', '/v1/me/consents/analytics', {}],
  ['PUT', '/v1/me/consents/analytics', { version: '' }],
  ['PUT', '/v1/me/consents/analytics', { version: '1', more: 1 }],
  ['DELETE', '/v1/me/consents/nonsense', undefined],
])('%s %s %j is 400', async (method, url, body) => {
  const { token } = await t.signUp('bad-shape')
  expect((await t.call(method, url, { token, body })).json()).toMatchObject({ status: 400, code: 'invalid_request' })
})

test.each([
  ['GET', '/v1/me/consents'],
  ['PUT', '/v1/me/consents/analytics'],
  ['DELETE', '/v1/me/consents/agreement'],
  ['GET', '/v1/me/events'],
  ['GET', '/v1/me/export'],
  ['POST', '/v1/me/deletion'],
])('%s %s without a session is 401', async (method, url) => {
  expect((await t.call(method, url, method === 'PUT' ? { body: {} } : {})).json()).toMatchObject({ status: 401, code: 'not_signed_in' })
})

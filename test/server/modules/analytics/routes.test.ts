import { createHash, randomUUID } from 'node:crypto'
import type { AnalyticsHit } from '../../../../contract/analytics'
import { CONSENT_VERSION } from '../../../../contract/limits'
import { buildApp } from '../../../../server/app'
import { freePort } from '../../../../server/freePort'
import { sweepReceipts } from '../../../../server/modules/analytics/receipts'
import { ANALYTICS_CALLS_PER_MINUTE } from '../../../../server/modules/analytics/routes'
import { buildAnalyticsApp, makeHit, type AnalyticsApp } from '../../../support/analytics'

let t: AnalyticsApp
beforeAll(async () => {
  t = await buildAnalyticsApp()
})
afterAll(() => t.close())

const post = (hits: unknown[], headers?: Record<string, string>) => t.call('POST', '/v1/analytics', { body: { hits }, headers })
/** What the collector got of these hits, oldest first. */
const got = (...hits: AnalyticsHit[]) => t.parameters().filter(({ rand }) => hits.some(({ id }) => id === rand))
const allow = (token: string, version = CONSENT_VERSION) => t.call('PUT', '/v1/me/consents/analytics', { token, body: { version } })
/** A member who allowed statistics. */
async function signUpCounted(shopper: string) {
  const member = await t.signUp(shopper)
  expect((await allow(member.token)).statusCode).toBe(200)
  return member
}
const receipts = async () => (await t.database.db.selectFrom('analytics_receipt').select('id').execute()).map(({ id }) => id)

describe('POST /v1/analytics', () => {
  test('hands a page view on as Matomo wants it, below our own address, without a query', async () => {
    const hit = makeHit({ page: 'product', ageSeconds: 90 })
    const response = await post([hit], { 'x-client': 'weapp' })
    expect(response.statusCode).toBe(204)
    expect(response.headers['cache-control']).toBe('no-store')
    expect(got(hit)).toEqual([
      {
        idsite: '1',
        rec: '1',
        apiv: '1',
        send_image: '0',
        _id: hit.visitorId,
        cid: hit.visitorId,
        url: `${t.app.config.publicUrl}/product`,
        action_name: 'product',
        cdt: String(Math.floor(t.clock.now() / 1000) - 90),
        dimension1: 'weapp',
        bots: '1',
        rand: hit.id,
      },
    ])
  })

  test('hands a step on as an event', async () => {
    const { user } = await signUpCounted('steps')
    const hit = makeHit({ userId: user.analyticsId, event: { category: 'login', action: 'gateShown', name: 'favourite' } })
    await post([hit], { 'x-client': 'h5', 'sec-fetch-site': 'same-origin' })
    expect(got(hit)).toMatchObject([{ uid: user.analyticsId, e_c: 'login', e_a: 'gateShown', e_n: 'favourite', dimension1: 'h5' }])
    expect(got(hit)[0]).not.toHaveProperty('action_name')
  })

  test('keeps the order of a batch', async () => {
    const hits = ['home', 'list', 'product'].map((page) => makeHit({ page }))
    await post(hits)
    expect(got(...hits).map(({ action_name: name }) => name)).toEqual(['home', 'list', 'product'])
  })

  test.each([
    ['no hits', []],
    ['too many hits', Array.from({ length: 51 }, () => makeHit())],
    ['a hit from yesterday', [makeHit({ ageSeconds: 86_400 })]],
    ['a hit from tomorrow', [makeHit({ ageSeconds: -1 })]],
    ['a visitor id of another form', [makeHit({ visitorId: '0123456789ABCDEF' })]],
    ['an unknown field', [{ ...makeHit(), ip: '203.0.113.7' }]],
    ['half an event', [{ ...makeHit(), event: { category: 'login' } }]],
    ['text in place of a hit', ['home']],
  ])('%s is 400', async (_name, hits) => {
    expect((await post(hits)).json()).toMatchObject({ status: 400, code: 'invalid_request' })
  })

  test('of another site is refused', async () => {
    const response = await post([makeHit()], { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })
    expect(response.json()).toMatchObject({ status: 403, code: 'forbidden_origin' })
  })

  test('security 19: is limited by address and minute', async () => {
    const call = () => t.call('POST', '/v1/analytics', { body: {}, remoteAddress: '198.51.100.9' })
    const statuses: number[] = []
    for (let i = 0; i < ANALYTICS_CALLS_PER_MINUTE; i += 1) statuses.push((await call()).statusCode)
    expect(new Set(statuses)).toEqual(new Set([400]))
    expect((await call()).json()).toMatchObject({ status: 429, code: 'rate_limited' })
  })

  test('does not exist where nobody counts', async () => {
    const app = await t.instance()
    expect((await app.inject({ method: 'POST', url: '/v1/analytics', payload: { hits: [makeHit()] } })).statusCode).toBe(404)
    await app.close()
  })
})

describe('security 23: hits of a member', () => {
  const isCounted = async (userId: string) => {
    const hit = makeHit({ userId })
    expect((await post([hit])).statusCode).toBe(204)
    return got(hit).length === 1
  }

  test('who never allowed it are dropped, those beside them are not', async () => {
    const [silent, counted] = [await t.signUp('never allowed'), await signUpCounted('allowed')]
    const hits = [makeHit({ userId: silent.user.analyticsId }), makeHit({ userId: counted.user.analyticsId }), makeHit(), makeHit({ userId: 'u'.repeat(43) })]
    expect((await post(hits)).statusCode).toBe(204)
    expect(got(...hits).map(({ rand }) => rand)).toEqual([hits[1]?.id, hits[2]?.id])
  })

  test('who took it back on another device are dropped at once, and counted again once he allows it anew', async () => {
    const { token, user } = await signUpCounted('two devices')
    expect(await isCounted(user.analyticsId)).toBe(true)
    const { token: elsewhere } = (await t.call('POST', '/v1/auth/wechat', { body: { code: await t.wxLogin('two devices') } })).json<{ token: string }>()
    expect((await t.call('DELETE', '/v1/me/consents/analytics', { token: elsewhere })).statusCode).toBe(200)
    expect(await isCounted(user.analyticsId)).toBe(false)
    await allow(token)
    expect(await isCounted(user.analyticsId)).toBe(true)
  })

  test('who took the agreement back are dropped', async () => {
    const { token, user } = await signUpCounted('agreement gone')
    await t.call('DELETE', '/v1/me/consents/agreement', { token })
    expect(await isCounted(user.analyticsId)).toBe(false)
  })

  test('who allowed it under an older text are dropped', async () => {
    const { token, user } = await signUpCounted('older text')
    await allow(token, '2025-01-01')
    expect(await isCounted(user.analyticsId)).toBe(false)
  })

  test('whose account is being deleted are dropped', async () => {
    const { token, user } = await signUpCounted('goes away')
    expect((await t.call('POST', '/v1/me/deletion', { token })).statusCode).toBe(200)
    expect(await isCounted(user.analyticsId)).toBe(false)
  })

  test('are checked with one look-up, and a batch of guests with none', async () => {
    const { user } = await signUpCounted('one query')
    const lookUps = () => t.database.queries.filter((text) => text.includes('user_account'))
    t.database.queries.length = 0
    await post(Array.from({ length: 50 }, () => makeHit({ userId: user.analyticsId })))
    expect(lookUps()).toHaveLength(1)
    t.database.queries.length = 0
    await post([makeHit(), makeHit()])
    expect(lookUps()).toEqual([])
  })

  test('who allowed it before the mark was kept are found after a start', async () => {
    const { user } = await signUpCounted('from before')
    await t.database.db.updateTable('user_account').set({ analytics_mark: null }).where('id', '=', user.id).execute()
    expect(await isCounted(user.analyticsId)).toBe(false)
    const restarted = await buildApp({ config: t.app.config, clock: t.clock, database: t.database.db, logStream: { write: () => undefined }, matomo: { url: addressOf(), collector: t.collector } })
    await restarted.ready()
    await restarted.close()
    expect(await isCounted(user.analyticsId)).toBe(true)
  })
})

describe('a hit that is sent again', () => {
  test('is counted once', async () => {
    const hit = makeHit()
    const other = makeHit({ page: 'list' })
    expect((await post([hit])).statusCode).toBe(204)
    expect((await post([hit, other])).statusCode).toBe(204)
    expect(got(hit, other).map(({ rand }) => rand)).toEqual([hit.id, other.id])
  })

  test('is counted once by twenty requests at the same time, over two instances', async () => {
    const hit = makeHit()
    const second = await buildApp({ config: t.app.config, clock: t.clock, database: t.database.db, logStream: { write: () => undefined }, matomo: { url: addressOf(), collector: t.collector } })
    const send = (app: typeof second) => app.inject({ method: 'POST', url: '/v1/analytics', payload: { hits: [hit] } })
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => send(i % 2 === 0 ? t.app : second)))
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(20).fill(204))
    expect(got(hit)).toHaveLength(1)
    await second.close()
  })

  test('twice in one batch is counted once', async () => {
    const hit = makeHit()
    expect((await post([hit, hit])).statusCode).toBe(204)
    expect(got(hit)).toHaveLength(1)
  })

  test('after Matomo refused it is counted then', async () => {
    const hit = makeHit()
    t.collector.fail('refuse')
    const refused = await post([hit])
    expect(refused.json()).toMatchObject({ status: 503, code: 'service_unavailable', retryAfterSeconds: 60 })
    expect(await receipts()).not.toContain(hit.id)
    expect((await post([hit])).statusCode).toBe(204)
    expect(got(hit)).toHaveLength(1)
  })

  test('while Matomo is out of reach is kept for later', async () => {
    const hit = makeHit()
    const config = { ...t.app.config, matomo: { url: `http://127.0.0.1:${await freePort()}`, siteId: 1 } }
    const app = await buildApp({ config, clock: t.clock, database: t.database.db, logStream: { write: () => undefined } })
    const response = await app.inject({ method: 'POST', url: '/v1/analytics', payload: { hits: [hit] } })
    expect(response.json()).toMatchObject({ status: 503, code: 'service_unavailable' })
    expect(await receipts()).not.toContain(hit.id)
    await app.close()
  })

  test("after Matomo's answer was lost is not counted a second time", async () => {
    const hit = makeHit()
    t.collector.fail('loseAnswer')
    expect((await post([hit])).statusCode).toBe(204)
    expect((await post([hit])).statusCode).toBe(204)
    expect(got(hit)).toHaveLength(1)
  })

  test('is known for two days, and then forgotten', async () => {
    const old = makeHit()
    await post([old])
    const day = 86_400_000
    await sweepReceipts(t.database.db, t.clock.now() + 2 * day - 1)
    expect(await receipts()).toContain(old.id)
    await sweepReceipts(t.database.db, t.clock.now() + 2 * day + 1)
    expect(await receipts()).not.toContain(old.id)
  })
})

describe('security 24: statistics know a shopper by a keyed hash alone', () => {
  test('GET /v1/me gives it: steady, one for each, and not to be had without the key', async () => {
    const [one, two] = [await t.signUp('counted'), await t.signUp('counted too')]
    const again = (await t.call('GET', '/v1/me', { token: one.token })).json<{ analyticsId: string }>()
    expect(one.user.analyticsId).toMatch(/^[\w-]{43}$/)
    expect(again.analyticsId).toBe(one.user.analyticsId)
    expect(two.user.analyticsId).not.toBe(one.user.analyticsId)
    const { openid } = await t.script('counted', {})
    const plain = [one.user.id, openid].map((text) => createHash('sha256').update(text).digest('base64url'))
    expect(plain).not.toContain(one.user.analyticsId)
    const otherKey = await t.instance({ dataKey: 'another-key-another-key-another-key' })
    expect(otherKey.vault.mark('analytics', one.user.id)).not.toBe(one.user.analyticsId)
    await otherKey.close()
  })

  test('neither number, openid nor user id pass, wherever they are put', async () => {
    const { user } = await t.signUp('secretive')
    const { openid, phone } = await t.script('secretive', {})
    const before = t.parameters().length
    const attempts = [phone, openid, user.id, `+86${phone}`, '王小满', '文三路 100 号', 'a@b.c', '牛奶'].flatMap((secret) => [
      { ...makeHit(), page: secret },
      { ...makeHit(), userId: secret },
      { ...makeHit(), visitorId: secret },
      { ...makeHit(), event: { category: 'login', action: secret } },
      { ...makeHit(), event: { category: 'login', action: 'failed', name: secret } },
    ])
    const answers = await Promise.all(attempts.map((hit) => post([hit])))
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([400]))
    expect(t.parameters()).toHaveLength(before)
  })

  test("the shopper's address, browser, session and cookies stay here", async () => {
    const { token, user } = await signUpCounted('followed')
    const { openid, phone } = await t.script('followed', {})
    const hit = makeHit({ userId: user.analyticsId })
    const seen: unknown[] = []
    t.collector.app.server.once('request', (request: { headers: unknown }) => seen.push(request.headers))
    await t.call('POST', '/v1/analytics', { body: { hits: [hit] }, token, remoteAddress: '203.0.113.77', headers: { 'user-agent': 'Shopper/7', 'x-forwarded-for': '203.0.113.78' } })
    const all = JSON.stringify([seen, got(hit)])
    expect(got(hit)).toHaveLength(1)
    for (const secret of [token, user.id, openid, phone, '203.0.113', 'Shopper/7']) expect(all).not.toContain(secret)
  })

  test('what is kept here is a random id and a time', async () => {
    await post([makeHit({ id: randomUUID() })])
    const row = await t.database.db.selectFrom('analytics_receipt').selectAll().executeTakeFirstOrThrow()
    expect(Object.keys(row).sort()).toEqual(['id', 'received_at'])
  })
})

function addressOf(): string {
  const address = t.collector.app.server.address()
  return typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : ''
}

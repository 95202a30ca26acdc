import type { AddressList } from '../../../contract/addresses'
import type { SessionStarted } from '../../../contract/identity'
import { connect } from '../../../server/database/connect'
import { buildIdentityApp, CONSENT, type IdentityApp } from '../../support/identity'
import { makeOwnDatabase, type OwnDatabase } from '../../support/ownDatabase'

/** The database is really stopped and started under an app that lives on. */
let own: OwnDatabase
let database: ReturnType<typeof connect>
let t: IdentityApp

beforeAll(async () => {
  own = await makeOwnDatabase()
  database = connect({ url: own.url })
  t = await buildIdentityApp({ deps: () => ({ database }) })
})
afterAll(async () => {
  await t.close()
  await database.destroy()
  await own.remove()
})
afterEach(() => own.start())

const ADDRESSES = '/v1/me/addresses'
const HOME = { recipient: '王小满', phone: '13800138000', regionCode: '310101', detail: '南京东路 1 号' }
const post = (token: string, key: string) => t.call('POST', ADDRESSES, { token, body: HOME, headers: { 'idempotency-key': key } })
const book = async (token: string) => (await t.call('GET', ADDRESSES, { token })).json<AddressList>().items
const status = async (url: string) => (await t.call('GET', url)).statusCode

type Response = Awaited<ReturnType<IdentityApp['call']>>

function expectAway(response: Response): void {
  expect(response.statusCode).toBe(503)
  expect(response.headers['content-type']).toMatch(/^application\/problem\+json/)
  expect(response.headers['retry-after']).toBe('5')
  expect(response.json()).toMatchObject({ code: 'service_unavailable', retryAfterSeconds: 5 })
  expect(response.body).not.toMatch(/ECONN|postgres|terminat|127\.0\.0\.1/i)
}

describe('while the database is away', () => {
  test('everything that needs it answers 503 with Retry-After, the process says that it lives but is not ready', async () => {
    const { token } = await t.signUp('outage-reader')
    const code = await t.wxLogin('outage-newcomer')
    await own.stop()
    for (const response of [
      await t.call('GET', '/v1/products'),
      await t.call('GET', '/v1/me', { token }),
      await t.call('GET', '/v1/me/sessions', { token }),
      await t.call('POST', '/v1/auth/wechat', { body: { code, consent: CONSENT } }),
      await t.call('POST', '/v1/auth/sms/codes', { body: { phone: '13900001111' } }),
      await t.call('DELETE', '/v1/session', { token }),
      await post(token, 'outage-read'),
    ]) {
      expectAway(response)
    }
    expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 503])

    t.clock.advance(20_000)
    await own.start()
    expect([await status('/healthz'), await status('/readyz'), await status('/v1/products')]).toEqual([200, 200, 200])
    expect((await t.call('GET', '/v1/me', { token })).statusCode).toBe(200)
    // Nothing was spent: neither the sign-in's code nor the shopper's one message a minute.
    expect((await t.call('POST', '/v1/auth/wechat', { body: { code, consent: CONSENT } })).statusCode).toBe(200)
    expect((await t.call('POST', '/v1/auth/sms/codes', { body: { phone: '13900001111' } })).statusCode).toBe(200)
  })

  test('nobody is signed out by it', async () => {
    const cookies = Object.fromEntries(
      (await t.call('POST', '/v1/auth/wechat', { body: { code: await t.wxLogin('outage-h5'), consent: CONSENT }, headers: { 'sec-fetch-site': 'same-origin' } })).cookies.map(({ name, value }) => [name, value]),
    )
    t.clock.advance(2_000)
    await own.stop()
    const response = await t.call('GET', '/v1/me', { cookies })
    expectAway(response)
    expect(response.headers['set-cookie']).toBeUndefined()
    await own.start()
    expect((await t.call('GET', '/v1/me', { cookies })).statusCode).toBe(200)
  })

  test('a write that failed is done once by its repetition', async () => {
    const { token } = await t.signUp('outage-writer')
    await own.stop()
    expectAway(await post(token, 'outage-write'))
    await own.start()
    expect(await book(token)).toEqual([])
    const [first, second] = [await post(token, 'outage-write'), await post(token, 'outage-write')]
    expect([first.statusCode, second.statusCode]).toEqual([201, 201])
    expect(second.headers['idempotent-replayed']).toBe('true')
    expect(await book(token)).toHaveLength(1)
  })
})

test('security 20: writes that the outage catches in the act are done once or not at all, and repeating each makes each once', async () => {
  const shoppers = await Promise.all(Array.from({ length: 4 }, (_, i) => t.signUp(`outage-act-${i}`)))
  const writes = shoppers.flatMap(({ token }, i) => Array.from({ length: 6 }, (_, n) => ({ token, key: `act-${i}-${n}` })))
  const [answers] = await Promise.all([Promise.all(writes.map(({ token, key }) => post(token, key))), own.stop()])
  for (const answer of answers) if (answer.statusCode !== 201) expectAway(answer)
  await own.start()
  const acknowledged = answers.filter(({ statusCode }) => statusCode === 201).map((answer) => answer.json<{ id: string }>().id)
  const kept = (await Promise.all(shoppers.map(({ token }) => book(token)))).flat().map(({ id }) => id)
  expect(kept).toEqual(expect.arrayContaining(acknowledged))

  const repeated = await Promise.all(writes.map(({ token, key }) => post(token, key)))
  // Done, and only the answer got lost: then there is none to repeat, but no second write either.
  for (const answer of repeated) if (answer.statusCode !== 201) expect(answer.json()).toMatchObject({ code: 'already_done' })
  for (const { token } of shoppers) expect(await book(token)).toHaveLength(6)
})

test('a session that is started in the middle of it is whole or not there', async () => {
  const codes = await Promise.all(Array.from({ length: 8 }, () => t.wxLogin('outage-session')))
  const [answers] = await Promise.all([Promise.all(codes.map((code) => t.call('POST', '/v1/auth/wechat', { body: { code, consent: CONSENT } }))), own.stop()])
  await own.start()
  for (const answer of answers.filter(({ statusCode }) => statusCode === 200)) {
    const { token } = answer.json<SessionStarted & { token: string }>()
    expect((await t.call('GET', '/v1/me', { token })).statusCode).toBe(200)
  }
  expect(answers.every(({ statusCode }) => [200, 503].includes(statusCode))).toBe(true)
})

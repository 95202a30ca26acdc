import { buildIdentityApp, CONSENT, type IdentityApp } from '../../support/identity'
import { insertProducts } from '../../support/products'

/**
 * Walks every route of a shopper, well and badly, and looks for what must never leave: in answers, in the log
 * and in the database.
 */
let t: IdentityApp
const bodies: string[] = []
const walked: string[] = []
const secrets = new Map<string, string>()
const personal = new Map<string, string>()

beforeAll(async () => {
  t = await buildIdentityApp()
  await walk()
}, 60_000)
afterAll(() => t.close())

async function walk(): Promise<void> {
  const wechat = t.app.config.wechat
  secrets.set('app secret', wechat.secret)
  const call: IdentityApp['call'] = async (method, url, options) => {
    const response = await t.call(method, url, options)
    bodies.push(response.body)
    if (options?.token) personal.set('token', options.token)
    return response
  }
  const [productId] = await insertProducts(t.database.db, 1)
  const { phone, openid } = await t.script('walker', { unionid: 'union-of-walker' })
  for (const [name, value] of Object.entries({ phone, openid, unionid: 'union-of-walker' })) personal.set(name, value)

  const code = await t.wxLogin('walker')
  personal.set('login code', code)
  const rotated = await t.tapPhone('walker')
  const signedUp = (await call('POST', '/v1/auth/wechat', { body: { code, consent: CONSENT, encryptedData: 'AAAA', iv: rotated.iv } })).json<{ token: string; user: { id: string } }>()
  await call('POST', '/v1/auth/wechat', { body: { code } })
  const identity = await t.database.db.selectFrom('identity').selectAll().where('user_id', '=', signedUp.user.id).executeTakeFirstOrThrow()
  secrets.set('session_key', t.app.vault.open(identity.session_key ?? '', `session_key/${identity.id}`))

  for (const fault of [{ errcode: 40125 }, { errcode: -1, times: 2 }, { malformed: true }, { drop: true }]) {
    await t.fault({ path: '/sns/jscode2session', ...fault })
    await call('POST', '/v1/auth/wechat', { body: { code: await t.wxLogin('unlucky'), consent: CONSENT } })
  }
  for (const fault of [{ errcode: 40001, times: 2 }, { errcode: 1400001 }, { malformed: true }]) {
    await t.fault({ path: '/wxa/business/getuserphonenumber', ...fault })
    await call('PUT', '/v1/me/phone', { token: signedUp.token, body: { phoneCode: (await t.tapPhone('walker')).code } })
  }
  await call('PUT', '/v1/me/phone', { token: signedUp.token, body: { encryptedData: rotated.encryptedData, iv: Buffer.alloc(16).toString('base64') } })
  const tap = await t.tapPhone('walker')
  const { token } = (await call('PUT', '/v1/me/phone', { token: signedUp.token, body: { phoneCode: tap.code } })).json<{ token: string }>()
  secrets.set('access_token', (await t.wechat.inject({ method: 'POST', url: '/cgi-bin/stable_token', payload: { grant_type: 'client_credential', appid: wechat.appId, secret: wechat.secret } })).json<{ access_token: string }>().access_token)

  const address = { recipient: '赵钱孙李', phone: '13611119999', regionCode: '310101', detail: '藏在这里的路 8 号' }
  personal.set('recipient', address.recipient).set('address phone', address.phone).set('street', address.detail)
  const { id } = (await call('POST', '/v1/me/addresses', { token, body: address, headers: { 'idempotency-key': 'walk' } })).json<{ id: string }>()
  await call('PATCH', `/v1/me/addresses/${id}`, { token, body: { recipient: 7, phone: address.phone } })
  for (const [method, url] of [
    ['GET', '/v1/me'],
    ['PATCH', '/v1/me'],
    ['GET', '/v1/me/addresses'],
    ['GET', `/v1/me/addresses/${id}`],
    ['PUT', `/v1/me/addresses/${id}/default`],
    ['DELETE', `/v1/me/addresses/${id}`],
    ['GET', '/v1/me/favourites'],
    ['GET', '/v1/me/favourites/ids'],
    ['PUT', `/v1/me/favourites/${productId ?? ''}`],
    ['DELETE', `/v1/me/favourites/${productId ?? ''}`],
  ] as const) {
    await call(method, url, { token })
    await call(method, url)
  }

  const sent = await t.smsCode('13622228888')
  personal.set('sms phone', '13622228888').set('sms code', sent.code)
  await call('POST', '/v1/auth/sms', { body: { phone: '13622228888', code: sent.code } })
  const bySms = (await call('POST', '/v1/auth/sms', { body: { phone: '13622228888', code: sent.code, consent: CONSENT } })).json<{ token: string }>()
  await call('DELETE', '/v1/session', { token: bySms.token })
  await call('GET', `/v1/me?token=${bySms.token}&phone=13622228888`, { token })
  await walkTheRest(call, productId ?? '')
}

/** Every route of the API, found through its own documentation: as a guest, and as a member with nothing right in hand. */
async function walkTheRest(call: IdentityApp['call'], id: string): Promise<void> {
  const { paths } = (await t.app.inject('/v1/openapi.json')).json<{ paths: Record<string, object> }>()
  const routes = Object.entries(paths).flatMap(([path, operations]) => Object.keys(operations).map((method) => ({ method: method.toUpperCase(), path })))
  for (const { method, path } of routes) {
    const url = path.replace(/\{\w+\}/g, id)
    const { token } = await t.signUp(`walker of ${method} ${path}`)
    await call(method, url)
    await call(method, url, { token, ...(method === 'GET' ? {} : { body: {} }) })
    walked.push(`${method} ${path}`)
  }
}

const SECRETS = ['app secret', 'session_key', 'access_token'] as const
const PERSONAL = ['phone', 'openid', 'unionid', 'login code', 'token', 'recipient', 'address phone', 'street', 'sms phone', 'sms code'] as const
const value = (from: Map<string, string>, name: string) => {
  const found = from.get(name)
  if (!found) throw new Error(`the walk did not meet ${name}`)
  return found
}

test('security 7: the walk went over every route', () => {
  expect(walked.length).toBeGreaterThan(30)
  expect(walked).toEqual(expect.arrayContaining(['POST /v1/auth/wechat', 'PUT /v1/me/phone', 'PUT /v1/me/avatar', 'GET /v1/products']))
})

test('the walk was logged', () => {
  expect(t.logs.length).toBeGreaterThan(60)
})

describe.each(SECRETS)('trap 4, security 7: %s', (name) => {
  test('is in no answer', () => {
    expect(bodies.filter((body) => body.includes(value(secrets, name)))).toEqual([])
  })

  test('is in no log line, error or address', () => {
    const encoded = encodeURIComponent(value(secrets, name))
    expect(t.logs.filter((line) => line.includes(value(secrets, name)) || line.includes(encoded))).toEqual([])
  })

  test('is nowhere in the database', async () => {
    expect(await dump()).not.toContain(value(secrets, name))
  })
})

test.each(PERSONAL)('security 26: the %s is in no log line', (name) => {
  expect(t.logs.filter((line) => line.includes(value(personal, name)))).toEqual([])
})

test.each(['phone', 'login code', 'token', 'recipient', 'address phone', 'street', 'sms phone'] as const)('security 26: the %s is nowhere in the database in clear', async (name) => {
  expect(await dump()).not.toContain(value(personal, name))
})

test('security 17: no answer shows a stack, a path or SQL', () => {
  expect(bodies.filter((body) => /\bat .+\.ts:\d+|node_modules|select .+ from|insert into|violates/i.test(body))).toEqual([])
})

async function dump(): Promise<string> {
  const { db } = t.database
  const tables = ['user_account', 'identity', 'phone_binding', 'consent', 'session', 'login_code_use', 'sms_number', 'sms_code', 'auth_event', 'idempotency_record', 'address'] as const
  const rows = await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute()))
  return JSON.stringify(rows)
}

import { buildIdentityApp, type IdentityApp } from '../support/identity'

/**
 * Every route of the API, found through its own documentation, is handed what no client would send. Whatever
 * it is, the answer is a refusal in our own shape: never a failure, never a word of the machinery.
 */

interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  query: string[]
  hasBody: boolean
}
interface Operation {
  parameters?: { name: string; in: string }[]
  requestBody?: unknown
}

let shop: IdentityApp
let routes: Route[]
let caller = 0
let token: string | null = null

beforeAll(async () => {
  shop = await buildIdentityApp({ env: { LOG_LEVEL: 'silent' } })
  const { paths } = (await shop.app.inject('/v1/openapi.json')).json<{ paths: Record<string, Record<string, Operation>> }>()
  routes = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { parameters = [], requestBody }]) => ({
      method: method.toUpperCase() as Route['method'],
      path,
      query: parameters.filter((parameter) => parameter.in === 'query').map((parameter) => parameter.name),
      hasBody: requestBody !== undefined,
    })),
  )
})
afterAll(() => shop.close())

/** Each from another address, so that rate limits stay out of it. */
async function send(route: Route, url: string, payload?: string | Buffer, contentType = 'application/json') {
  caller += 1
  const response = await shop.app.inject({
    method: route.method,
    url,
    remoteAddress: `10.${(caller >> 16) & 255}.${(caller >> 8) & 255}.${caller & 255}`,
    headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(payload === undefined ? {} : { 'content-type': contentType }) },
    ...(payload === undefined ? {} : { payload }),
  })
  const what = `${route.method} ${url.slice(0, 80)} ${String(payload ?? '').slice(0, 40)}`
  // Services outside are not there in this test; saying so is an answer.
  expect([what, response.statusCode < 500 || response.statusCode === 503]).toEqual([what, true])
  expect([what, response.body]).not.toEqual([what, expect.stringMatching(/\bat .*\.[jt]s|select .* from|syntax error|node_modules|kysely/i)])
  if (response.statusCode >= 400) expect([what, response.headers['content-type']]).toEqual([what, expect.stringMatching(/^application\/problem\+json/)])
  return response
}

const address = (route: Route, value: string) => route.path.replace(/\{\w+\}/g, value)

test('the routes are there', () => {
  expect(routes.length).toBeGreaterThan(15)
})

const VALUES = ["' or 1=1 --", '\u0000', '%', '../../etc/passwd', '1e309', '-1', 'NaN', 'null', '[]', '{"$ne":null}', '💥'.repeat(50), 'a'.repeat(5_000), '<script>alert(1)</script>', '${7*7}']

const BODIES = [
  '',
  'null',
  '[]',
  '"text"',
  '42',
  '1e309',
  '{',
  '{"a":NaN}',
  '{"__proto__":{"isAdmin":true}}',
  '{"constructor":{"prototype":{"x":1}}}',
  '{"unknown":1}',
  '{"code":"\\u0000","phone":"\\u0000","recipient":"\\u0000"}',
  '{"code":{},"phone":[],"consent":"yes","regionCode":1e309}',
  `{"code":"${'a'.repeat(50_000)}"}`,
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`,
]

describe.each(['guest', 'member'])('security 17: from a %s', (who) => {
  /** Anew for every route: one of them ends the session. */
  async function signIn(): Promise<void> {
    caller += 1
    token = who === 'member' ? (await shop.signUp(`hostile-${caller}`)).token : null
  }

  test('paths and queries of nonsense', async () => {
    for (const route of routes) {
      await signIn()
      for (const value of VALUES) {
        const encoded = encodeURIComponent(value)
        if (route.path.includes('{')) await send(route, address(route, encoded))
        for (const name of route.query) await send(route, `${address(route, '01890000-0000-7000-8000-000000000000')}?${name}=${encoded}`)
      }
      for (const raw of ['%', '%ED%A0%80', '%E0%A4%A', '%00', '%2e%2e%2f']) await send(route, route.path.includes('{') ? address(route, raw) : `${route.path}?${raw}=${raw}`)
    }
  })

  test('bodies of nonsense are refused', async () => {
    for (const route of routes.filter((candidate) => candidate.hasBody)) {
      await signIn()
      for (const body of BODIES) {
        const response = await send(route, address(route, '01890000-0000-7000-8000-000000000000'), body)
        expect([route.path, body.slice(0, 40), response.statusCode >= 400]).toEqual([route.path, body.slice(0, 40), true])
      }
    }
  })

  test('10 MB are refused as too large, and other media types as such', async () => {
    for (const route of routes.filter((candidate) => candidate.hasBody)) {
      await signIn()
      const url = address(route, '01890000-0000-7000-8000-000000000000')
      const large = await send(route, url, Buffer.alloc(10_000_000, ' '))
      expect([route.path, [401, 403, 413]]).toEqual([route.path, expect.arrayContaining([large.statusCode])])
      const xml = await send(route, url, '<a/>', 'application/xml')
      expect([route.path, [401, 403, 415]]).toEqual([route.path, expect.arrayContaining([xml.statusCode])])
    }
  })
})

test('security 17: headers of nonsense', async () => {
  for (const route of routes) {
    for (const value of ['Bearer', 'Bearer ', `Bearer ${'x'.repeat(4_000)}`, "Bearer ' or 1=1 --", 'Basic abc', '\u00ff']) {
      const response = await shop.app.inject({ method: route.method, url: address(route, '01890000-0000-7000-8000-000000000000'), headers: { authorization: value, cookie: `session=${value}`, 'idempotency-key': value, 'if-none-match': value } })
      expect([route.method, route.path, value, response.statusCode < 500 || response.statusCode === 503]).toEqual([route.method, route.path, value, true])
    }
  }
})

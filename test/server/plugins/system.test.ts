import { connect } from '../../../server/database/connect'
import { buildTestApp, type TestApp } from '../../support/server'

let shop: TestApp
beforeAll(async () => {
  shop = await buildTestApp()
})
afterAll(() => shop.close())

describe('health', () => {
  test('/healthz and /readyz say that all is well', async () => {
    expect((await shop.app.inject('/healthz')).json()).toEqual({ status: 'ok' })
    expect((await shop.app.inject('/readyz')).json()).toEqual({ status: 'ready' })
  })

  test('/readyz says when the database is away, and /healthz goes on', async () => {
    const away = connect({ url: 'postgres://nobody:nothing@127.0.0.1:9/none' })
    const lost = await buildTestApp({ deps: { database: away } })
    const response = await lost.app.inject('/readyz')
    expect(response.statusCode).toBe(503)
    expect(response.json()).toMatchObject({ code: 'service_unavailable', retryAfterSeconds: 5 })
    expect((await lost.app.inject('/v1/products')).statusCode).toBe(503)
    expect((await lost.app.inject('/healthz')).statusCode).toBe(200)
    await lost.close()
    await away.destroy()
  })
})

describe('/metrics', () => {
  test('counts requests by route, not by address', async () => {
    await shop.app.inject('/v1/products?q=secret-word')
    const { body, statusCode } = await shop.app.inject('/metrics')
    expect(statusCode).toBe(200)
    expect(body).toContain('route="/v1/products"')
    expect(body).not.toContain('secret-word')
  })

  test.each([
    ['127.0.0.1', {}, 200],
    ['10.1.2.3', {}, 200],
    ['::1', {}, 200],
    ['203.0.113.9', {}, 404],
    ['2001:db8::1', {}, 404],
    ['127.0.0.1', { 'x-real-ip': '203.0.113.9' }, 404],
    // A proxy that the settings do not know of: the caller may be anyone.
    ['127.0.0.1', { 'x-forwarded-for': '203.0.113.9' }, 404],
  ])('asked from %s with %j answers %i', async (remoteAddress, headers, status) => {
    expect((await shop.app.inject({ url: '/metrics', remoteAddress, headers })).statusCode).toBe(status)
  })
})

describe('security 21: headers', () => {
  test.each(['/v1/products', '/nothing', '/healthz'])('%s carries them', async (url) => {
    const { headers } = await shop.app.inject(url)
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("object-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|upgrade-insecure/)
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'strict-origin-when-cross-origin' })
    expect(headers['x-powered-by']).toBeUndefined()
    expect(headers['strict-transport-security']).toBeUndefined()
  })
})

describe('GET /v1/openapi.json', () => {
  interface Document {
    openapi: string
    paths: Record<string, Record<string, { parameters?: { name: string; required?: boolean }[]; responses: Record<string, unknown> }>>
    components: { schemas: Record<string, unknown> }
  }

  test('describes every route with its answers and its errors', async () => {
    const document = (await shop.app.inject('/v1/openapi.json')).json<Document>()
    expect(document.openapi).toBe('3.1.0')
    expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(['/v1/products', '/v1/products/{id}', '/v1/categories', '/v1/home', '/v1/search/suggestions', '/v1/search/hot-words', '/v1/regions']))
    for (const [path, operations] of Object.entries(document.paths).filter(([name]) => name.startsWith('/v1/'))) {
      for (const [method, { responses }] of Object.entries(operations)) {
        // The way back from WeChat's page answers by leading on.
        expect([path, method, Object.keys(responses).some((status) => /^[23]/.test(status))]).toEqual([path, method, true])
        expect([path, method, Object.keys(responses).map((status) => status.toUpperCase())]).toEqual([path, method, expect.arrayContaining(['4XX', '5XX'])])
      }
    }
    expect(document.components.schemas).toHaveProperty('Problem')
  })

  test('asks nothing of clients that has a default', async () => {
    const document = (await shop.app.inject('/v1/openapi.json')).json<Document>()
    const parameters = document.paths['/v1/products']?.['get']?.parameters ?? []
    expect(parameters.map((parameter) => parameter.name)).toEqual(expect.arrayContaining(['limit', 'cursor', 'sort', 'category', 'q']))
    expect(parameters.filter((parameter) => parameter.required)).toEqual([])
  })

  test('names only references that exist', async () => {
    const { body } = await shop.app.inject('/v1/openapi.json')
    const document = JSON.parse(body) as Document
    for (const [, name = ''] of body.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)) expect(document.components.schemas).toHaveProperty(name)
    expect(body.match(/"\$ref":"(?!#\/components\/)/)).toBeNull()
  })
})

describe('security 19: rate limits', () => {
  const ask = (url: string, remoteAddress: string) => shop.app.inject({ url, remoteAddress })

  /** One after the other: the local counter takes requests of one and the same tick for one burst. */
  async function statuses(count: number, send: (i: number) => ReturnType<typeof ask>): Promise<number[]> {
    const result: number[] = []
    for (let i = 0; i < count; i += 1) result.push((await send(i)).statusCode)
    return result
  }

  test('somebody who keeps asking for what does not exist is stopped, and nobody else is', async () => {
    expect((await statuses(120, () => ask('/wp-login.php', '203.0.113.1'))).every((status) => status === 404)).toBe(true)
    const stopped = await ask('/wp-login.php', '203.0.113.1')
    expect(stopped.json()).toMatchObject({ code: 'rate_limited', status: 429, retryAfterSeconds: expect.any(Number) })
    expect(Number(stopped.headers['retry-after'])).toBeGreaterThan(0)
    expect((await ask('/wp-login.php', '203.0.113.2')).statusCode).toBe(404)
    expect((await ask('/v1/categories', '203.0.113.1')).statusCode).toBe(200)
  })

  test('a line of IPv6 is one caller, whichever of its addresses it takes', async () => {
    const miss = (i: number) => ask('/wp-login.php', `2408:8207:1234:5678::${(i + 1).toString(16)}`)
    expect((await statuses(120, miss)).every((status) => status === 404)).toBe(true)
    expect((await miss(999)).statusCode).toBe(429)
    expect((await ask('/wp-login.php', '2408:8207:1234:5679::1')).statusCode).toBe(404)
  })

  test('searching is limited over both of its routes, browsing goes on', async () => {
    const search = (i: number) => ask(i % 2 ? '/v1/products?q=a' : '/v1/search/suggestions?q=a', '203.0.113.3')
    expect((await statuses(240, search)).every((status) => status === 200)).toBe(true)
    expect(await statuses(2, search)).toEqual([429, 429])
    expect((await ask('/v1/products', '203.0.113.3')).statusCode).toBe(200)
  })

  test('the whole of the API is limited, health is not', async () => {
    const limited = await buildTestApp({ env: { RATE_LIMIT_PER_MINUTE: '3' } })
    expect(await statuses(4, () => limited.app.inject('/v1/categories'))).toEqual([200, 200, 200, 429])
    expect(await statuses(4, () => limited.app.inject('/healthz'))).toEqual([200, 200, 200, 200])
    await limited.close()
  })

  test('with a Redis that is not there they are counted in memory', async () => {
    const alone = await buildTestApp({ env: { REDIS_URL: 'redis://127.0.0.1:9', RATE_LIMIT_PER_MINUTE: '2' } })
    expect(await statuses(3, () => alone.app.inject('/v1/categories'))).toEqual([200, 200, 429])
    await alone.close()
  })
})

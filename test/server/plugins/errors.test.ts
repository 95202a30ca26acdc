import { Type } from '@sinclair/typebox'
import { problem } from '../../../server/errors'
import { buildTestApp, type TestApp } from '../../support/server'

let shop: TestApp

beforeAll(async () => {
  shop = await buildTestApp()
  const { app } = shop
  const Thing = Type.Object({ name: Type.String({ maxLength: 8 }), count: Type.Integer({ minimum: 0 }) }, { additionalProperties: false })
  const Query = Type.Object({ limit: Type.Optional(Type.Number({ minimum: 1 })), q: Type.Optional(Type.String()) }, { additionalProperties: false })
  app.post('/things', { schema: { body: Thing } }, () => ({ ok: true }))
  app.get('/things/:id', { schema: { querystring: Query } }, () => ({ ok: true }))
  app.post('/loose', { schema: { body: Type.Any() } }, () => ({ ok: true }))
  app.get('/broken', () => {
    throw new Error('select secret from "user" at /srv/shop/db.ts')
  })
  app.get('/away', () => {
    throw Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432'), { code: 'ECONNREFUSED' })
  })
  app.get('/limited', () => {
    throw problem('rate_limited', { retryAfterSeconds: 30 })
  })
  await app.ready()
})
afterAll(() => shop.close())

const json = { 'content-type': 'application/json' }

async function post(url: string, payload: string | Buffer, headers: Record<string, string> = json) {
  return shop.app.inject({ method: 'POST', url, payload, headers })
}

describe('security 17: what leaves as problem+json', () => {
  const cases: [string, () => ReturnType<typeof post>, number, string][] = [
    ['an unknown field', () => post('/things', '{"name":"a","count":1,"admin":true}'), 400, 'invalid_request'],
    ['a wrong type', () => post('/things', '{"name":"a","count":"1"}'), 400, 'invalid_request'],
    ['a number beyond a double', () => post('/things', '{"name":"a","count":1e309}'), 400, 'invalid_request'],
    ['such a number where the schema takes anything', () => post('/loose', '[1e309]'), 400, 'invalid_request'],
    ['a NUL byte', () => post('/things', '{"name":"a\\u0000b","count":1}'), 400, 'invalid_request'],
    ['deep nesting', () => post('/loose', '['.repeat(30_000) + ']'.repeat(30_000)), 400, 'invalid_request'],
    ['broken JSON', () => post('/things', '{"name":'), 400, 'invalid_request'],
    ['NaN', () => post('/things', '{"name":"a","count":NaN}'), 400, 'invalid_request'],
    ['an empty body', () => post('/things', ''), 400, 'invalid_request'],
    ['a prototype key', () => post('/loose', '{"__proto__":{"admin":true}}'), 400, 'invalid_request'],
    ['a body of 10 MB', () => post('/things', Buffer.alloc(10_000_000, 'a')), 413, 'body_too_large'],
    ['another media type', () => post('/things', '<a/>', { 'content-type': 'text/xml' }), 415, 'unsupported_media_type'],
    ['an infinite query number', () => shop.app.inject('/things/1?limit=1e309'), 400, 'invalid_request'],
    ['a NUL byte in the query', () => shop.app.inject('/things/1?q=%00'), 400, 'invalid_request'],
    ['a repeated query field', () => shop.app.inject('/things/1?q=a&q=b'), 400, 'invalid_request'],
    ['an undecodable path', () => shop.app.inject('/things/%E0%A4%A'), 400, 'invalid_request'],
    ['a path that does not exist', () => shop.app.inject('/nothing'), 404, 'not_found'],
    ['another method', () => shop.app.inject({ method: 'DELETE', url: '/things/1' }), 405, 'method_not_allowed'],
    ['a failure inside', () => shop.app.inject('/broken'), 500, 'internal'],
    ['a database that is away', () => shop.app.inject('/away'), 503, 'service_unavailable'],
  ]

  it.each(cases)('%s', async (_name, send, status, code) => {
    const response = await send()
    expect(response.statusCode).toBe(status)
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(response.json()).toMatchObject({ type: `/problems/${code}`, code, status, requestId: expect.any(String) })
  })
})

it('lists every field that is wrong, once', async () => {
  const response = await post('/things', '{"name":"much too long","extra":1}')
  expect(response.json<{ errors: { field: string }[] }>().errors.map((error) => error.field).sort()).toEqual(['body/count', 'body/extra', 'body/name'])
})

it('tells the methods that a path takes', async () => {
  const response = await shop.app.inject({ method: 'DELETE', url: '/things' })
  expect(response.headers.allow).toBe('POST')
})

it('says nothing of what happened inside', async () => {
  for (const url of ['/broken', '/away']) {
    const { body } = await shop.app.inject(url)
    expect(body).not.toMatch(/select|secret|srv|10\.0|stack|ECONN/i)
  }
})

it('says when to come back', async () => {
  const response = await shop.app.inject('/limited')
  expect(response.headers['retry-after']).toBe('30')
  expect(response.json()).toMatchObject({ code: 'rate_limited', retryAfterSeconds: 30 })
})

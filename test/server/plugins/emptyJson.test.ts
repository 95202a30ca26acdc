import Fastify, { type FastifyInstance } from 'fastify'
import { emptyJsonPlugin } from '../../../server/plugins/emptyJson'

let app: FastifyInstance

beforeAll(async () => {
  app = Fastify()
  await app.register(emptyJsonPlugin)
  app.put('/free', async (request) => ({ body: request.body ?? null }))
  app.delete('/free', async (request) => ({ body: request.body ?? null }))
  app.put('/strict', { schema: { body: { type: 'object', required: ['a'] } } }, async (request) => ({ body: request.body }))
})
afterAll(() => app.close())

const json = { 'content-type': 'application/json' }

test.each(['PUT', 'DELETE'] as const)('%s of JSON without a byte has no body', async (method) => {
  const response = await app.inject({ method, url: '/free', headers: { ...json, 'content-length': '0' } })
  expect(response.statusCode).toBe(200)
  expect(response.json()).toEqual({ body: null })
})

test('a route that wants a body still does', async () => {
  const response = await app.inject({ method: 'PUT', url: '/strict', headers: json })
  expect(response.statusCode).toBe(400)
})

test.each([
  ['broken JSON', '{"a":'],
  ['a prototype in disguise', '{"__proto__":{"a":1}}'],
])('%s is refused as before', async (_, payload) => {
  const response = await app.inject({ method: 'PUT', url: '/free', headers: json, payload })
  expect(response.statusCode).toBe(400)
})

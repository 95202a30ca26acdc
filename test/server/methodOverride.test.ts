import Fastify from 'fastify'
import { overrideMethod } from '../../server/methodOverride'

const app = Fastify({ rewriteUrl: overrideMethod })
app.patch('/thing', async () => 'patched')
app.post('/thing', async () => 'posted')
app.delete('/thing', async () => 'deleted')
afterAll(() => app.close())

const send = (method: 'POST' | 'GET', override?: string) =>
  app.inject({ method, url: '/thing', headers: override ? { 'x-http-method-override': override } : {} })

test('a posted PATCH is a PATCH', async () => {
  expect((await send('POST', 'PATCH')).body).toBe('patched')
})

test('nothing else is overridden', async () => {
  expect((await send('POST')).body).toBe('posted')
  expect((await send('POST', 'DELETE')).body).toBe('posted')
  expect((await send('GET', 'PATCH')).statusCode).toBe(404)
})

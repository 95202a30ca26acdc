import { buildIdentityApp, type IdentityApp } from '../../support/identity'

let t: IdentityApp
beforeAll(async () => {
  t = await buildIdentityApp()
})
afterAll(() => t.close())

test('/dev/sms lists what was sent, newest first', async () => {
  const first = await t.smsCode('13300000001')
  t.clock.advance(1_000)
  const second = await t.smsCode('13300000002')
  const response = await t.app.inject('/dev/sms')
  expect(response.headers['cache-control']).toBe('no-store')
  expect(response.json()).toEqual([
    { phone: '13300000002', code: second.code, purpose: 'signIn', sentAt: new Date(t.clock.now()).toISOString() },
    { phone: '13300000001', code: first.code, purpose: 'signIn', sentAt: new Date(t.clock.now() - 1_000).toISOString() },
  ])
})

test('/dev shows them to the developer without a script or an inline style', async () => {
  const { code } = await t.smsCode('13300000003')
  const response = await t.app.inject('/dev')
  expect(response.headers['content-type']).toContain('text/html')
  expect(response.body).toContain(code)
  expect(response.body).toContain('lang="zh-CN"')
  expect(response.body).not.toMatch(/<script|style=|<style/)
})

test.each([
  ['127.0.0.1', {}, 200],
  ['192.168.1.31', {}, 200],
  ['::ffff:192.168.1.31', {}, 200],
  ['fe80::1c2d:3e4f%en0', {}, 200],
  ['203.0.113.9', {}, 404],
  ['::ffff:203.0.113.9', {}, 404],
  ['2408:8207::1', {}, 404],
  // A proxy that the settings do not know of: the caller may be anyone.
  ['127.0.0.1', { 'x-forwarded-for': '203.0.113.9' }, 404],
  ['127.0.0.1', { 'x-real-ip': '203.0.113.9' }, 404],
])('asked from %s with %j answers %i: with a code anybody signs in as anybody', async (remoteAddress, headers, status) => {
  for (const url of ['/dev', '/dev/sms', '/dev/style.css']) expect((await t.app.inject({ url, remoteAddress, headers })).statusCode).toBe(status)
})

test('keeps the last fifty', async () => {
  for (let i = 0; i < 55; i += 1) await t.sms.send({ phone: '13300000004', code: String(i).padStart(6, '0'), purpose: 'signIn' })
  expect(t.sms.sent()).toHaveLength(50)
  expect(t.sms.sent()[0]?.code).toBe('000054')
})

test('production has no such pages', async () => {
  const production = await t.instance({ isProduction: true })
  for (const url of ['/dev/sms', '/dev/style.css']) expect((await production.inject(url)).statusCode).toBe(404)
  await production.close()
})

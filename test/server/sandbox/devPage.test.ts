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

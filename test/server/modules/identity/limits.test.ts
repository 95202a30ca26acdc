import { SIGN_INS_PER_MINUTE, SMS_CALLS_PER_MINUTE } from '../../../../server/modules/identity/authRoutes'
import { PHONE_CALLS_PER_MINUTE } from '../../../../server/modules/identity/meRoutes'
import { CONSENT_CALLS_PER_MINUTE, EXPORTS_PER_MINUTE } from '../../../../server/modules/privacy/routes'
import { buildIdentityApp, type IdentityApp } from '../../../support/identity'

let t: IdentityApp
beforeAll(async () => {
  t = await buildIdentityApp()
})
afterAll(() => t.close())

describe('security 19: per address and minute', () => {
  test.each([
    ['POST', '/v1/auth/wechat', SIGN_INS_PER_MINUTE, '198.51.100.1'],
    ['POST', '/v1/auth/sms/codes', SMS_CALLS_PER_MINUTE, '198.51.100.2'],
    ['POST', '/v1/auth/sms', SMS_CALLS_PER_MINUTE, '198.51.100.3'],
    ['POST', '/v1/auth/wechat/web', SIGN_INS_PER_MINUTE, '198.51.100.5'],
    ['PUT', '/v1/me/phone', PHONE_CALLS_PER_MINUTE, '198.51.100.4'],
    ['PUT', '/v1/me/consents/analytics', CONSENT_CALLS_PER_MINUTE, '198.51.100.5'],
    ['GET', '/v1/me/export', EXPORTS_PER_MINUTE, '198.51.100.6'],
  ])('%s %s is answered %i times', async (method, url, max, remoteAddress) => {
    const options = { body: {}, token: (await t.signUp(url)).token }
    const statuses: number[] = []
    for (let i = 0; i < max; i += 1) statuses.push((await t.call(method, url, { ...options, remoteAddress })).statusCode)
    expect(statuses).not.toContain(429)
    const refused = await t.call(method, url, { ...options, remoteAddress })
    expect(refused.json()).toMatchObject({ status: 429, code: 'rate_limited' })
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect((await t.call(method, url, { ...options, remoteAddress: '198.51.100.99' })).statusCode).not.toBe(429)
  })
})

test("security 19: on the way back from WeChat's page too many is said in words, with a way on", async () => {
  const visit = () => t.call('GET', '/v1/auth/wechat/callback?state=x', { remoteAddress: '198.51.100.6', headers: { accept: 'text/html' } })
  for (let i = 0; i < SIGN_INS_PER_MINUTE; i += 1) await visit()
  const refused = await visit()
  expect([refused.statusCode, refused.headers['content-type']]).toEqual([429, 'text/html; charset=utf-8'])
  expect(refused.body).toContain('操作太频繁')
})

test('a load test lifts them', async () => {
  const other = await t.instance({ rateLimitPerMinute: 0 })
  const statuses: number[] = []
  for (let i = 0; i <= SMS_CALLS_PER_MINUTE; i += 1) statuses.push((await other.inject({ method: 'POST', url: '/v1/auth/sms', payload: {} })).statusCode)
  expect(new Set(statuses)).toEqual(new Set([400]))
  await other.close()
})

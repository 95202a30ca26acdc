import { addOperator, removeOperator } from '../../../../server/modules/orders/merchant/operators'
import { MERCHANT_SESSION_MS } from '../../../../server/modules/merchantPage/sessions'
import { SIGN_INS_PER_MINUTE } from '../../../../server/modules/merchantPage/signInRoutes'
import { alertOf, MerchantBrowser, signInAs, wordsOf } from '../../../support/merchantPage'
import { buildOrderApp, MANAGER, type OrderApp } from '../../../support/orders'

let t: OrderApp
jest.setTimeout(60_000)
beforeAll(async () => {
  t = await buildOrderApp({ env: { LOG_LEVEL: 'trace' } })
})
afterAll(() => t.close())

const eventsOf = async (operator: string) => (await t.database.db.selectFrom('merchant_event').select('action').where('operator', '=', operator).orderBy('id').execute()).map(({ action }) => action)

describe('signing in', () => {
  test('exchanges the token for a cookie that no script and no other site gets hold of, and that ends', async () => {
    const token = await addOperator(t.deps, MANAGER, { name: '王师傅', role: 'packer' })
    const browser = new MerchantBrowser(t)
    const response = await browser.post('/merchant/sign-in', { token: ` ${token}\n` })
    expect([response.statusCode, response.headers.location]).toEqual([303, '/merchant/orders'])
    expect(response.cookies).toEqual([expect.objectContaining({ name: 'merchant', path: '/', httpOnly: true, sameSite: 'Strict', maxAge: MERCHANT_SESSION_MS / 1000 })])
    expect(wordsOf(await browser.get('/merchant/orders'))).toContain('王师傅 仓库')
    expect(await eventsOf('王师傅')).toEqual(['signIn'])
    const kept = JSON.stringify(await t.database.db.selectFrom('merchant_session').selectAll().execute())
    expect(kept).not.toContain(browser.cookies['merchant'])
    expect(t.logs.filter((line) => line.includes(token) || line.includes(String(browser.cookies['merchant'])))).toEqual([])
  })

  test('over https the browser itself keeps the cookie to this host', async () => {
    const token = await addOperator(t.deps, MANAGER, { name: 'https', role: 'packer' })
    const response = await t.app.inject({
      method: 'POST',
      url: '/merchant/sign-in',
      headers: { host: 'shop.example.com', 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      payload: new URLSearchParams({ token }).toString(),
    })
    expect(response.cookies).toEqual([expect.objectContaining({ name: '__Host-merchant', secure: true, path: '/' })])
  })

  test.each([
    ['nobody’s token', { token: 'x'.repeat(43) }, 401],
    ['an empty one', { token: '' }, 400],
    ['none', {}, 400],
    ['a field that nobody asked for', { token: 'x', role: 'manager' }, 400],
  ])('with %s is refused in words', async (_what, fields, status) => {
    const response = await new MerchantBrowser(t).post('/merchant/sign-in', fields)
    expect([response.statusCode, alertOf(response), response.cookies]).toEqual([status, expect.stringContaining('令牌不对'), []])
  })

  test('is refused from another site', async () => {
    const token = await addOperator(t.deps, MANAGER, { name: 'lured', role: 'packer' })
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }, {}] as Record<string, string>[]) {
      const response = await new MerchantBrowser(t).post('/merchant/sign-in', { token }, headers)
      expect([response.statusCode, response.cookies]).toEqual([403, []])
    }
  })

  test('is limited by address', async () => {
    const browser = new MerchantBrowser(t)
    for (let i = 0; i < SIGN_INS_PER_MINUTE; i += 1) expect((await browser.post('/merchant/sign-in', { token: `guess-${i}` })).statusCode).toBe(401)
    const stopped = await browser.post('/merchant/sign-in', { token: 'once more' })
    expect([stopped.statusCode, alertOf(stopped)]).toEqual([429, '操作太频繁，请稍后再试。'])
    expect(Number(stopped.headers['retry-after'])).toBeGreaterThan(0)
    expect((await new MerchantBrowser(t).post('/merchant/sign-in', { token: 'elsewhere' })).statusCode).toBe(401)
  })
})

describe('without a session', () => {
  test.each(['/merchant', '/merchant/orders', '/merchant/orders/260520-00000-00000', '/merchant/batches', '/merchant/coupons', '/merchant/record'])('%s leads to the sign-in', async (url) => {
    const response = await new MerchantBrowser(t).get(url)
    expect([response.statusCode, response.headers.location]).toEqual([303, '/merchant/sign-in'])
  })

  test.each(['/merchant/orders/260520-00000-00000/pack', '/merchant/orders/260520-00000-00000/label', '/merchant/sign-out'])('a form to %s is refused in words', async (url) => {
    const response = await new MerchantBrowser(t).post(url, { formKey: 'x' })
    expect([response.statusCode, alertOf(response)]).toEqual([401, expect.stringContaining('登录已结束')])
  })

  test('the session of a shopper opens nothing', async () => {
    const { token } = await t.signUp('curious')
    expect((await t.call('GET', '/merchant/orders', { token })).statusCode).toBe(303)
  })
})

describe('a session', () => {
  test('ends by itself', async () => {
    const packer = await signInAs(t, 'packer')
    t.clock.advance(MERCHANT_SESSION_MS - 1)
    expect((await packer.get('/merchant/orders')).statusCode).toBe(200)
    t.clock.advance(1)
    expect((await packer.get('/merchant/orders')).statusCode).toBe(303)
  })

  test('ends on signing out, on record', async () => {
    const packer = await signInAs(t, 'packer')
    const { cookies } = packer
    expect((await packer.post('/merchant/sign-out')).headers.location).toBe('/merchant/sign-in')
    expect(packer.cookies).toEqual({})
    packer.cookies = cookies
    expect((await packer.get('/merchant/orders')).statusCode).toBe(303)
    expect(await eventsOf(packer.name)).toEqual(['signIn', 'signOut'])
  })

  test('ends when its operator is removed', async () => {
    const packer = await signInAs(t, 'packer')
    await removeOperator(t.deps, MANAGER, packer.name)
    expect((await packer.get('/merchant/orders')).statusCode).toBe(303)
  })
})

describe('every page', () => {
  test('runs no script, is framed by nobody, and is kept nowhere', async () => {
    const manager = await signInAs(t, 'manager')
    for (const url of ['/merchant/sign-in', '/merchant/orders', '/merchant/batches', '/merchant/coupons', '/merchant/record', '/merchant/nothing']) {
      const { headers, body } = await manager.get(url)
      expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin', 'x-content-type-options': 'nosniff', 'content-type': 'text/html; charset=utf-8' })
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'self'; .*frame-ancestors 'none'$/)
      expect(body).not.toMatch(/<script|<style| style=| on\w+=/)
    }
  })

  test('that does not exist says so, inside and outside', async () => {
    expect((await (await signInAs(t, 'packer')).get('/merchant/nothing')).statusCode).toBe(404)
    expect((await new MerchantBrowser(t).get('/merchant/nothing')).statusCode).toBe(404)
  })

  test('has its style from the same server', async () => {
    const { statusCode, headers } = await t.app.inject('/merchant/style.css')
    expect([statusCode, headers['content-type'], headers['cache-control']]).toEqual([200, 'text/css; charset=utf-8', 'public, max-age=300'])
  })

  test('is no part of the API', async () => {
    expect(Object.keys((await t.app.inject('/v1/openapi.json')).json<{ paths: object }>().paths).filter((path) => path.startsWith('/merchant'))).toEqual([])
  })
})

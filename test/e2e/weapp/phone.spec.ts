import { expect, newShopper, test } from './journeyTest'
import { agree, newPhone, openFromMine, proveBySms, requestsTo, sheet, signInByWechat } from './shopper'

/** A base library that answers the phone button with encrypted data and no code. */
const OLD_LIBRARY = '2.20.0'
const MASKED = /1\d{2}\*{4}\d{4}/

test('the number that WeChat knows is bound by one tap, from its code', async ({ openShop }) => {
  const app = await openShop()
  await openFromMine(app, '手机号')
  await signInByWechat(app)
  await app.waitForRoute('packages/account/phone/index')
  await app.tap('用微信绑定的手机号')
  await expect(app.screen.getByText(MASKED).first()).toBeVisible()
  const [bound] = requestsTo(app, 'PUT', /^\/v1\/me\/phone$/)
  expect(bound).toMatchObject({ status: 200 })
  expect(Object.keys(JSON.parse(bound?.body ?? '{}') as object)).toEqual(['phoneCode'])
  await app.screenshot('weapp-phone')
})

test('trap 1: an old base library’s encrypted data is bound, and nothing replaces its key on the way', async ({ openShop }) => {
  const app = await openShop({ sdkVersion: OLD_LIBRARY })
  app.phone.phoneButton = 'encrypted'
  await openFromMine(app, '手机号')
  await signInByWechat(app)
  await app.waitForRoute('packages/account/phone/index')
  let callsWhenPosted: string[] = []
  app.network.beforeSend = ({ path }) => {
    if (path === '/v1/me/phone') callsWhenPosted = [...app.phone.calls]
  }
  await app.tap('用微信绑定的手机号')
  await expect(app.screen.getByText(MASKED).first()).toBeVisible()
  const [bound] = requestsTo(app, 'PUT', /^\/v1\/me\/phone$/)
  expect(bound?.status).toBe(200)
  expect(Object.keys(JSON.parse(bound?.body ?? '{}') as object)).toEqual(expect.arrayContaining(['encryptedData', 'iv']))
  // The trap: a wx.login between the tap and the request makes the data unreadable.
  expect(callsWhenPosted.at(-1)).toBe('phoneNumber')
})

test('trap 1: a key that was replaced behind the app’s back is said plainly, and a code by SMS still gets him there', async ({ openShop, shop }) => {
  const shopper = newShopper()
  const app = await openShop({ shopper, sdkVersion: OLD_LIBRARY })
  app.phone.phoneButton = 'encrypted'
  await openFromMine(app, '手机号')
  await signInByWechat(app)
  await app.waitForRoute('packages/account/phone/index')
  // Another mini-program window of the same shopper logs in: the session_key that the server knows is no longer WeChat's.
  await fetch(`${shop.wechatUrl}/sandbox/login`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ shopper }) })
  await app.tap('用微信绑定的手机号')
  await expect(app.screen.getByRole('alert').or(app.screen.getByText('请用短信验证码')).first()).toBeVisible()
  expect(requestsTo(app, 'PUT', /^\/v1\/me\/phone$/).map(({ status }) => status)).toEqual([422])
  await proveBySms(app, app.screen, shop, newPhone(), '验证')
  await expect(app.screen.getByText(MASKED).first()).toBeVisible()
})

test('user deny: who refuses stays on the page, reads what it is for, and is offered a code by SMS', async ({ openShop, shop }) => {
  const app = await openShop()
  await openFromMine(app, '手机号')
  await signInByWechat(app)
  await app.waitForRoute('packages/account/phone/index')
  app.phone.phoneButton = 'deny'
  await app.tap('用微信绑定的手机号')
  await expect(app.screen.getByText('没有授权也没关系')).toBeVisible()
  await expect(app.screen.getByText('手机号已验证')).toHaveCount(0)
  await app.screenshot('weapp-phone-refused')
  expect(await app.route()).toBe('packages/account/phone/index')
  expect(app.phone.calls.filter((call) => call === 'phoneNumber')).toHaveLength(1)
  expect(requestsTo(app, 'PUT', /^\/v1\/me\/phone$/)).toEqual([])
  const phone = newPhone()
  await proveBySms(app, app.screen, shop, phone, '验证')
  await expect(app.screen.getByText(`${phone.slice(0, 3)}****${phone.slice(-4)}`).first()).toBeVisible()
})

test('errno 1400001: a merchant out of WeChat’s quota offers a code by SMS', async ({ openShop }) => {
  const app = await openShop()
  app.phone.phoneButton = 'noQuota'
  await openFromMine(app, '手机号')
  await signInByWechat(app)
  await app.waitForRoute('packages/account/phone/index')
  await app.tap('用微信绑定的手机号')
  await expect(app.screen.getByText('微信手机号服务暂时用不了')).toBeVisible()
  await expect(app.screen.getByLabel('验证码', { exact: true })).toBeVisible()
})

test('price: an account with a verified number is never asked again', async ({ openShop }) => {
  const app = await openShop()
  await openFromMine(app, '手机号')
  await signInByWechat(app)
  await app.tap('用微信绑定的手机号')
  await expect(app.screen.getByText(MASKED).first()).toBeVisible()
  await app.restart()
  await openFromMine(app, '手机号')
  await app.waitForRoute('packages/account/phone/index')
  await expect(app.screen.getByText(MASKED).first()).toBeVisible()
  await expect(app.screen.getByRole('button', { name: '用微信绑定的手机号' })).toHaveCount(0)
  expect(app.phone.calls.filter((call) => call === 'phoneNumber')).toHaveLength(1)
})

test('a guest may sign in by SMS instead of WeChat', async ({ openShop, shop }) => {
  const app = await openShop()
  await openFromMine(app, '收藏')
  await app.tap(sheet(app).getByRole('button', { name: '用手机验证码登录' }))
  await agree(app)
  await proveBySms(app, sheet(app), shop, newPhone(), '登录')
  await app.waitForRoute('packages/account/favourites/index')
  expect(requestsTo(app, 'POST', /^\/v1\/auth\/sms$/).map(({ status }) => status)).toEqual([200])
})

import type { WeappDriver } from './host/node/driver'
import { expect, newShopper, test } from './journeyTest'
import { agree, favouriteButton, openFirstProduct, openFromMine, requestsTo, sheet, signInByWechat } from './shopper'

async function openSessions(app: WeappDriver) {
  await openFromMine(app, '设置')
  await app.waitForRoute('packages/account/settings/index')
  await app.tap(app.screen.getByRole('link', { name: /^登录设备/ }))
  await app.waitForRoute('packages/account/sessions/index')
}

test('a phone that was ended from another one is a guest, does not come back by itself, and is let in by a tap', async ({ openShop }) => {
  const shopper = newShopper()
  const owner = await openShop({ shopper })
  await owner.tapTab('我的')
  await owner.tap(owner.screen.getByRole('button', { name: /^点此登录/ }))
  await signInByWechat(owner)
  const lost = await openShop({ shopper })
  await openFirstProduct(lost)
  await expect.poll(() => requestsTo(lost, 'POST', /^\/v1\/auth\/wechat$/).map(({ status }) => status)).toEqual([200])

  await openSessions(owner)
  await expect(owner.screen.getByRole('group', { name: '其他设备' })).toBeVisible()
  await owner.screenshot('weapp-sessions')
  await owner.tap(owner.screen.getByRole('button', { name: /^退出安卓/ }))
  await owner.tap(sheet(owner).getByRole('button', { name: '退出', exact: true }))
  await expect(owner.screen.getByText(/只在这台设备上登录着/)).toBeVisible()
  await owner.screenshot('weapp-sessions-alone')

  await lost.tap(favouriteButton(lost))
  await expect(sheet(lost)).toBeVisible()
  expect(requestsTo(lost, 'POST', /^\/v1\/auth\/wechat$/).map(({ status }) => status)).toEqual([200, 401])
  await lost.screenshot('weapp-ended-elsewhere')
  await lost.restart()
  await lost.tapTab('我的')
  await expect(lost.screen.getByRole('button', { name: /^点此登录/ })).toBeVisible()
  expect(requestsTo(lost, 'POST', /^\/v1\/auth\/wechat$/)).toHaveLength(2)

  await lost.tap(lost.screen.getByRole('button', { name: /^点此登录/ }))
  await agree(lost)
  await lost.tap(sheet(lost).getByRole('button', { name: '微信一键登录' }))
  await expect(lost.screen.getByRole('heading', { name: /会员/ })).toBeVisible()
})

test('a sign-in elsewhere is told on 我的, once', async ({ openShop, shop }) => {
  const shopper = newShopper()
  const app = await openShop({ shopper })
  await app.tapTab('我的')
  await app.tap(app.screen.getByRole('button', { name: /^点此登录/ }))
  await signInByWechat(app)
  const { code } = (await (await fetch(`${shop.wechatUrl}/sandbox/login`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ shopper }) })).json()) as { code: string }
  const headers = { 'content-type': 'application/json', 'x-client': 'weapp', 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148' }
  await fetch(`${shop.url}/v1/auth/wechat`, { method: 'POST', headers, body: JSON.stringify({ code, consent: { version: '2026-11-01' } }) })

  await app.tapTab('首页')
  await app.tapTab('我的')
  await expect(app.screen.getByText(/在微信小程序 · 本机登录（iPhone）/)).toBeVisible()
  await app.screenshot('weapp-mine-notice')
  await app.tap('知道了')
  await expect(app.screen.getByText('你的账号有新的登录')).toBeHidden()
  await app.restart()
  await app.tapTab('我的')
  await expect(app.screen.getByRole('heading', { name: /会员/ })).toBeVisible()
  await expect(app.screen.getByText('你的账号有新的登录')).toBeHidden()
})

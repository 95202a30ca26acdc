import { watchCollector } from '../support/analytics'
import type { WeappDriver } from './host/node/driver'
import { expect, test } from './journeyTest'
import { favouriteButton, openFirstProduct, openFromMine, requestsTo, sheet, signInByWechat } from './shopper'

/** Switches statistics on on the privacy page, and goes back home. */
async function allowTracking(app: WeappDriver) {
  await openFromMine(app, '设置')
  await app.waitForRoute('packages/account/settings/index')
  await app.tap(app.screen.getByRole('link', { name: /^隐私与数据/ }))
  await app.waitForRoute('packages/account/privacySettings/index')
  const tracking = app.screen.getByRole('switch', { name: '使用统计' })
  await expect(tracking).not.toBeChecked()
  await app.tap(tracking)
  await expect(tracking).toBeChecked()
  await app.screenshot('weapp-tracking')
  await app.back()
  await app.back()
  await app.tapTab('首页')
}

const BEFORE = ['view settings', 'view mine', 'view home']

test('with a yes, the way through the gate is counted step by step, and who he is only as a hash', async ({ openShop, shop }) => {
  const collected = await watchCollector(shop)
  const app = await openShop()
  await allowTracking(app)
  await openFirstProduct(app)
  await app.tap(favouriteButton(app))
  await signInByWechat(app)
  await expect(favouriteButton(app)).toHaveAccessibleName(/^取消收藏/)

  await expect.poll(async () => (await collected()).steps.at(-1)).toBe('favourite added')
  const { steps, hits } = await collected()
  expect(steps).toEqual([...BEFORE, 'view product', 'login gateShown favourite', 'login wayChosen wechat', 'login succeeded wechat', 'favourite added'])
  expect(new Set(hits.map(({ _id: visitor }) => visitor)).size).toBe(1)
  expect(hits.map(({ uid }) => uid !== undefined)).toEqual([false, false, false, false, false, false, true, true])
  expect(new Set(hits.map(({ dimension1: client }) => client))).toEqual(new Set(['weapp']))
  for (const { headers } of requestsTo(app, 'POST', /^\/v1\/analytics$/)) expect(headers.authorization).toBeUndefined()
})

test('a refusal is counted', async ({ openShop, shop }) => {
  const collected = await watchCollector(shop)
  const app = await openShop()
  await allowTracking(app)
  await openFirstProduct(app)
  await app.tap(favouriteButton(app))
  await app.tap(sheet(app).getByRole('button', { name: '先不登录，继续逛' }))
  await expect.poll(async () => (await collected()).steps).toEqual([...BEFORE, 'view product', 'login gateShown favourite', 'login refused favourite'])
})

test('without a yes nothing is counted, kept or sent', async ({ openShop, shop }) => {
  const collected = await watchCollector(shop)
  const app = await openShop()
  await openFirstProduct(app)
  await app.tap(favouriteButton(app))
  await signInByWechat(app)
  await expect(favouriteButton(app)).toHaveAccessibleName(/^取消收藏/)
  await app.leaveAndReturn()
  expect(requestsTo(app, 'POST', /^\/v1\/analytics$/)).toEqual([])
  expect((await collected()).hits).toEqual([])
  expect(JSON.stringify(await app.storage())).not.toContain('visitorId')
})

test('what could not be sent survives a kill, and is sent by the next start, once', async ({ openShop, shop }) => {
  const collected = await watchCollector(shop)
  const app = await openShop()
  await allowTracking(app)
  await expect.poll(async () => (await collected()).steps).toEqual(BEFORE)
  await app.setOnline(false)
  await openFirstProduct(app).catch(() => undefined)
  await expect.poll(async () => JSON.stringify(await app.storage())).toContain('"page":"product"')
  app.network.online = true
  await app.restart()
  await expect.poll(async () => (await collected()).steps.slice(BEFORE.length)).toEqual(['view product', 'view home'])
})

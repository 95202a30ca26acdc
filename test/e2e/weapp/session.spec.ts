import type { WeappDriver } from './host/node/driver'
import { expect, newShopper, test } from './journeyTest'
import { favouriteButton, openFirstProduct, openFromMine, requestsTo, sheet, signInByWechat } from './shopper'

const authCalls = (app: WeappDriver) => requestsTo(app, 'POST', /^\/v1\/auth\/wechat$/)

/** Signs in through 我的, so that the session and nothing else is there. */
async function becomeMember(app: WeappDriver) {
  await app.tapTab('我的')
  await app.tap(app.screen.getByRole('button', { name: /^点此登录/ }))
  await signInByWechat(app)
  await expect(app.screen.getByRole('heading', { name: /会员/ })).toBeVisible()
  // Storage is written a moment later; a phone that is killed before that knows nothing of the sign-in.
  await expect.poll(async () => tokenOf(app) !== '' && (await keptText(app)).includes(tokenOf(app))).toBe(true)
}

const keptText = async (app: WeappDriver) => JSON.stringify(await app.storage())

/** The token that the app sent last, empty before the first. */
function tokenOf(app: WeappDriver): string {
  const sent = app.requests.map(({ headers }) => headers.authorization).filter((value) => value !== undefined)
  return sent[sent.length - 1]?.replace('Bearer ', '') ?? ''
}

test('a shopper who comes back is signed in without seeing anything', async ({ openShop }) => {
  const app = await openShop()
  await becomeMember(app)
  const signIns = authCalls(app).length
  await app.restart()
  await app.tapTab('我的')
  await expect(app.screen.getByRole('heading', { name: /会员/ })).toBeVisible()
  await expect(sheet(app)).toHaveCount(0)
  expect(authCalls(app)).toHaveLength(signIns)
  await app.screenshot('weapp-mine')
})

test('on a new phone the code alone signs a known shopper in, and a stranger gets no account', async ({ openShop }) => {
  const shopper = newShopper()
  await becomeMember(await openShop({ shopper }))
  const known = await openShop({ shopper })
  await known.tapTab('我的')
  await expect(known.screen.getByRole('heading', { name: /会员/ })).toBeVisible()
  expect(authCalls(known).map(({ status }) => status)).toEqual([200])

  const stranger = await openShop()
  await stranger.tapTab('我的')
  await expect(stranger.screen.getByRole('button', { name: /^点此登录/ })).toBeVisible()
  expect(authCalls(stranger).map(({ status }) => status)).toEqual([404])
})

test('a session that ended on the server is renewed unseen, and the tap is done once', async ({ openShop, shop }) => {
  const app = await openShop()
  await becomeMember(app)
  await app.tapTab('首页')
  await openFirstProduct(app)
  await fetch(`${shop.url}/v1/session`, { method: 'DELETE', headers: { authorization: `Bearer ${tokenOf(app)}`, 'x-client': 'weapp' } })
  const before = app.requests.length
  await app.tap(favouriteButton(app))
  await expect(favouriteButton(app)).toHaveAccessibleName(/^取消收藏/)
  await expect(sheet(app)).toHaveCount(0)
  await expect.poll(() => requestsTo(app, 'PUT', /favourites/).map(({ status }) => status)).toEqual([401, expect.any(Number)])
  expect(app.requests.slice(before).filter(({ path, status }) => path === '/v1/auth/wechat' && status === 200)).toHaveLength(1)
  await app.back()
  await openFromMine(app, '收藏')
  await expect(app.screen.getByRole('listitem')).toHaveCount(1)
})

test('no network is not a sign-out', async ({ openShop }) => {
  const app = await openShop()
  await becomeMember(app)
  app.network.online = false
  await app.restart()
  await app.tapTab('我的')
  await expect(app.screen.getByText('登录还在，连上网络就好')).toBeVisible()
  await app.screenshot('weapp-offline')
  const signIns = authCalls(app).length
  await app.setOnline(true)
  await expect(app.screen.getByRole('heading', { name: /会员/ })).toBeVisible()
  expect(authCalls(app)).toHaveLength(signIns)
})

test('who signs out stays out, also after a restart', async ({ openShop }) => {
  const app = await openShop()
  await becomeMember(app)
  const token = tokenOf(app)
  await app.tap(app.screen.getByRole('link', { name: /^设置/ }))
  await app.waitForRoute('packages/account/settings/index')
  await app.tap(app.screen.getByRole('button', { name: '退出登录' }))
  await app.tap(sheet(app).getByRole('button', { name: '退出', exact: true }))
  await expect.poll(() => requestsTo(app, 'DELETE', /^\/v1\/session$/).map(({ status }) => status)).toEqual([204])
  await expect.poll(() => keptText(app)).not.toContain(token)
  await app.restart()
  await app.tapTab('我的')
  await expect(app.screen.getByRole('button', { name: /^点此登录/ })).toBeVisible()
})

test('the page behind the settings opens its gate once the shopper has signed out there', async ({ openShop }) => {
  const app = await openShop()
  await becomeMember(app)
  await app.tap(app.screen.getByRole('link', { name: /^设置/ }))
  await app.waitForRoute('packages/account/settings/index')
  await app.tap(app.screen.getByRole('button', { name: '退出登录' }))
  await app.tap(sheet(app).getByRole('button', { name: '退出', exact: true }))
  await app.waitForRoute('pages/mine/index')
  await app.tap(app.screen.getByRole('button', { name: /^点此登录/ }))
  await expect(sheet(app)).toBeVisible()
})

test('an old base library still sends who the shopper said he was', async ({ openShop }) => {
  const app = await openShop({ sdkVersion: '2.20.0', privacyAgreed: true })
  app.phone.userInfoGranted = true
  await becomeMember(app)
  const sent = JSON.parse(authCalls(app).at(-1)?.body ?? '{}') as object
  expect(Object.keys(sent)).toEqual(expect.arrayContaining(['code', 'rawData', 'signature', 'consent']))
})

test('the phone keeps a token and no secret of WeChat', async ({ openShop }) => {
  const app = await openShop()
  await becomeMember(app)
  expect(await keptText(app)).not.toMatch(/session_?key|openid|unionid/i)
})

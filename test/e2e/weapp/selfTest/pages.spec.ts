import type { WeappDriver } from '../host/node/driver'
import { expect, test } from '../weappTest'
import { SAMPLE } from './sample'

const takeLog = (app: WeappDriver) => app.ask('evaluate', `module.exports = require('/log').take()`) as Promise<string[]>

/** For a poll: taking empties the log, so what came between two looks is put together. */
function follow(app: WeappDriver): () => Promise<string[]> {
  const seen: string[] = []
  return async () => {
    seen.push(...(await takeLog(app)))
    return [...seen]
  }
}

test('lifecycles run in WeChat’s order', async ({ launch }) => {
  const app = await launch({ dist: SAMPLE, url: '/pages/first/index?from=card' })
  await expect(app.screen.getByText('first.onShow;')).toBeVisible()
  await expect.poll(follow(app)).toEqual(['app.onLaunch pages/first/index', 'app.onShow', 'first.onLoad {"from":"card"}', 'first.onShow', 'first.onReady'])
  await app.tap('Open second')
  await expect(app.screen.getByText('{"id":"5","name":"%E9%A3%9F"}')).toBeVisible()
  expect(await app.pages()).toEqual(['pages/first/index', 'pages/second/index'])
  await app.back()
  await expect.poll(follow(app)).toEqual(['first.onHide', 'second.onUnload', 'first.onShow'])
})

test('tab pages keep their state, other pages go', async ({ launch }) => {
  const app = await launch({ dist: SAMPLE })
  await app.tap('Count 0')
  await app.tap('Open second')
  await app.screen.getByText('To the form').click()
  await app.waitForRoute('pages/form/index')
  expect(await app.pages()).toEqual(['pages/form/index'])
  await app.tapTab('First')
  await expect(app.screen.getByRole('button', { name: 'Count 1' })).toBeVisible()
})

test('the eleventh page is refused', async ({ launch }) => {
  const app = await launch({ dist: SAMPLE })
  await app.tap('Open second')
  for (let depth = 2; depth < 10; depth++) {
    await app.tap('Again')
    await expect.poll(async () => (await app.pages()).length).toBe(depth + 1)
  }
  await app.tap('Again')
  await expect.poll(async () => (await app.stats()).toasts).toEqual(['navigateTo:fail webview count limit exceed, max is 10'])
})

test('navigation that WeChat refuses fails with its words', async ({ launch }) => {
  const app = await launch({ dist: SAMPLE })
  const fails = (call: string) => app.ask('evaluate', `module.exports = ${call}.then(() => 'done', ({ errMsg }) => errMsg)`)
  expect(await fails(`wx.navigateTo({ url: '/pages/form/index' })`)).toBe('navigateTo:fail can not navigateTo a tabbar page')
  expect(await fails(`wx.switchTab({ url: '/pages/second/index' })`)).toBe('switchTab:fail can not switch to no-tabBar page')
  expect(await fails(`wx.navigateTo({ url: '/pages/none/index' })`)).toBe('navigateTo:fail page "pages/none/index" is not found')
  expect(await fails(`wx.navigateBack()`)).toBe('navigateBack:fail cannot navigate back at first page.')
})

test('a sub-package is loaded when entered, and the main package cannot reach into it', async ({ launch }) => {
  const app = await launch({ dist: SAMPLE })
  const reach = `try { require('/packages/extra/word') } catch (error) { module.exports = error.message }`
  expect(await app.ask('loadedPackages')).toEqual([])
  expect(await app.ask('evaluate', reach)).toContain('out of the sub-package')
  await app.tap('Open inside')
  await expect(app.screen.getByText('inside the sub-package')).toBeVisible()
  expect(await app.ask('loadedPackages')).toEqual(['packages/extra/'])
  expect(await app.ask('evaluate', reach)).toContain('out of the sub-package')
})

test('storage outlives a restart and nothing else does', async ({ launch }) => {
  const app = await launch({ dist: SAMPLE })
  await app.tap('Count 0')
  await app.ask('evaluate', `wx.setStorageSync('token', 't'); global.memory = 1; setInterval(() => wx.setStorageSync('ticked', true), 1)`)
  await app.restart()
  await app.ask('evaluate', `wx.removeStorageSync('ticked')`)
  await expect(app.screen.getByRole('button', { name: 'Count 0' })).toBeVisible()
  expect(await app.storage()).toEqual({ token: 't' })
  expect(await app.ask('evaluate', 'module.exports = typeof global.memory')).toBe('undefined')
})

test('leaving and coming back, pull-down, the end of the page, sharing', async ({ launch }) => {
  const app = await launch({ dist: SAMPLE })
  await expect.poll(follow(app)).toContain('first.onReady')
  await app.leaveAndReturn()
  expect(await takeLog(app)).toEqual(['first.onHide', 'app.onHide', 'app.onShow', 'first.onShow'])
  await app.ask('pullDown')
  await expect.poll(() => app.ask('refreshing')).toBe(false)
  await app.screen.evaluate((box) => (box.scrollTop = box.scrollHeight))
  await expect.poll(follow(app)).toEqual(['first.onPullDownRefresh', 'first.onReachBottom'])
  await app.ask('share')
  expect((await app.stats()).shares).toEqual([{ title: 'Shared from menu', path: '/pages/second/index?id=7' }])
})

test('navigation bar and tab bar follow the theme', async ({ launch }) => {
  const app = await launch({ dist: SAMPLE })
  await expect(app.page.locator('#host-navigation')).toHaveCSS('background-color', 'rgb(246, 242, 236)')
  await app.setTheme('dark')
  await expect(app.page.locator('#host-navigation')).toHaveCSS('background-color', 'rgb(23, 20, 17)')
  await expect(app.page.getByRole('tab', { name: 'First' })).toHaveCSS('color', 'rgb(255, 138, 92)')
  await expect.poll(follow(app)).toContain('app.onThemeChange dark')
  await app.ask('evaluate', `wx.setTabBarBadge({ index: 1, text: '3' })`)
  await expect(app.page.getByRole('tab', { name: 'Form' })).toContainText('3')
})

test('a page’s styles apply to itself alone, and rpx is a share of the width', async ({ launch }) => {
  const app = await launch({ dist: SAMPLE })
  await expect(app.byId('log')).toHaveCSS('color', 'rgb(1, 2, 3)')
  await expect(app.byId('log')).toHaveCSS('padding-top', '10px')
  await app.tap('Open second')
  await app.ask('evaluate', `getCurrentPages()[1].setData({ query: 'x' })`)
  await expect(app.byId('query')).toHaveCSS('color', 'rgb(0, 0, 0)')
})

test('setData is measured by page and by component', async ({ launch }) => {
  const app = await launch({ dist: SAMPLE })
  await app.ask('resetStats')
  await app.tap('Count 0')
  expect((await app.stats()).setData).toEqual([{ owner: 'pages/first/index', bytes: '{"clicks":1}'.length, paths: ['clicks'] }])
  const { nodes, depth } = await app.measure()
  expect(nodes).toBeGreaterThan(15)
  expect(depth).toBeGreaterThanOrEqual(2)
})

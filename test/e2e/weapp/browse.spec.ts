import { expect, test } from './journeyTest'

test('a list is sorted, filtered, and read to its end', async ({ openShop }) => {
  const app = await openShop({ url: '/pages/list/index' })
  const items = app.screen.getByRole('listitem')
  await expect(items.first()).toBeVisible()
  await app.tap(app.screen.getByRole('button', { name: /^价格/ }))
  await expect.poll(() => app.requests.map(({ path }) => path).join(' ')).toContain('sort=price')
  await app.tap(app.screen.getByRole('button', { name: /^筛选/ }))
  const choice = (group: string, name: string) => app.screen.getByRole('dialog').getByRole('group', { name: group }).getByText(name, { exact: true })
  await app.tap(choice('保存方式', '冷冻'))
  await app.tap(choice('分类', '冷冻'))
  await app.tap(app.screen.getByRole('dialog').getByRole('button', { name: '查看结果' }))
  await expect.poll(() => app.requests.map(({ path }) => path).join(' ')).toMatch(/category=frozen.*storage=frozen|storage=frozen.*category=frozen/)
  await expect(items.first()).toContainText('冷冻')
  const end = app.screen.getByText(/共 \d+ 种，都在这里了/)
  await expect(async () => {
    await app.scrollToEnd()
    await expect(end).toBeVisible({ timeout: 500 })
  }).toPass()
  await app.screenshot('weapp-list')
})

test('search suggests while typing, finds, and remembers after a restart', async ({ openShop }) => {
  const app = await openShop({ url: '/pages/search/index' })
  await app.fill('搜索商品', '巧克')
  await expect(app.screen.getByText(/巧克力/).first()).toBeVisible()
  await app.screenshot('weapp-search')
  await app.screen.getByLabel('搜索商品').press('Enter')
  await app.waitForRoute('pages/list/index')
  await expect(app.screen.getByRole('listitem').first()).toContainText('巧克')
  // Nothing has to be waited for: what is kept at leisure is written as soon as the app is hidden.
  await app.leave()
  await app.restart('/pages/search/index')
  await expect(app.screen.getByRole('link', { name: '巧克', exact: true })).toBeVisible()
})

test('pulling down brings a fresh list', async ({ openShop }) => {
  const app = await openShop({ url: '/pages/list/index' })
  await expect(app.screen.getByRole('listitem').first()).toBeVisible()
  const before = app.requests.filter(({ path }) => path.startsWith('/v1/products')).length
  await app.ask('pullDown')
  await expect.poll(() => app.requests.filter(({ path }) => path.startsWith('/v1/products')).length).toBeGreaterThan(before)
  await expect.poll(() => app.ask('refreshing')).toBe(false)
})

test('a product opened from a shared card has a way home, and is shared with its name', async ({ openShop }) => {
  const app = await openShop()
  await app.tap(app.screen.getByRole('listitem').first().getByRole('link'))
  await app.waitForRoute('pages/product/index')
  await expect(app.screen.getByRole('button', { name: /^收藏/ })).toBeVisible()
  await app.ask('share')
  const [card] = (await app.stats()).shares as { title: string; path: string }[]
  expect(card?.title).toMatch(/¥/)
  expect(card?.path).toMatch(/^\/?pages\/product\/index\?id=/)

  const friend = await openShop({ url: card?.path, scene: 1007 })
  await expect(friend.screen.getByRole('button', { name: /^收藏/ })).toBeVisible()
  await friend.tap(friend.page.getByRole('button', { name: '首页', exact: true }))
  await friend.waitForRoute('pages/home/index')
})

test('without network what was seen before is still there, and the app says so', async ({ openShop }) => {
  const app = await openShop()
  await expect(app.screen.getByRole('heading', { name: '快到期' })).toBeVisible()
  await app.leave()
  await app.setOnline(false)
  await app.restart()
  await expect(app.screen.getByText('网络断开了')).toBeVisible()
  await expect(app.screen.getByRole('heading', { name: '快到期' })).toBeVisible()
})

test('dark mode follows the phone', async ({ openShop }) => {
  const app = await openShop({ theme: 'dark' })
  await expect(app.screen.getByRole('heading', { name: '快到期' })).toBeVisible()
  await app.screenshot('weapp-dark')
  await expect(app.page.locator('#host-navigation')).toHaveCSS('background-color', 'rgb(23, 20, 17)')
  const ground = await app.screen.locator('wx-page > wx-view, wx-page > * wx-view').first().evaluate((page) => getComputedStyle(page).backgroundColor)
  await app.setTheme('light')
  await expect(app.page.locator('#host-navigation')).toHaveCSS('background-color', 'rgb(246, 242, 236)')
  expect(ground).not.toBe('rgb(246, 242, 236)')
})

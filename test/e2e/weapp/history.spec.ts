import { expect, test } from './journeyTest'

test('what was looked at is found again after a restart, asks for no session, and can be cleared', async ({ openShop }) => {
  const app = await openShop({ url: 'pages/list/index' })
  const names: string[] = []
  for (const index of [0, 2]) {
    await app.tap(app.screen.getByRole('listitem').nth(index).getByRole('link'))
    await app.waitForRoute('pages/product/index')
    await expect(app.screen.getByText('关于它')).toBeVisible()
    names.push(await app.screen.getByRole('heading').first().innerText())
    await app.screenshot('weapp-product-batches')
    await app.back()
    await app.waitForRoute('pages/list/index')
  }
  await app.leave()
  await app.restart('pages/mine/index')
  await app.tap(app.screen.getByRole('button', { name: '浏览记录' }).or(app.screen.getByRole('link', { name: '浏览记录' })))
  await app.waitForRoute('packages/account/history/index')
  const seen = app.screen.getByRole('listitem')
  await expect(seen).toHaveCount(2)
  await expect(seen.first()).toContainText(names[1] ?? '')
  for (const theme of ['dark', 'light'] as const) {
    await app.setTheme(theme)
    await app.screenshot(`weapp-history-${theme}`)
  }
  await app.tap(app.screen.getByRole('button', { name: '清空' }))
  await expect(app.screen.getByText('还没有看过的商品')).toBeVisible()
  await app.tap(app.screen.getByRole('button', { name: '撤销' }))
  await expect(seen).toHaveCount(2)
})

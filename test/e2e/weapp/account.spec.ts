import { expect, test } from './journeyTest'
import { favouriteButton, openFirstProduct, openFromMine, sheet, signInByWechat } from './shopper'

test('a favourite removed by a slip is undone, and the sign-out leaves nothing of his on the screen', async ({ openShop }) => {
  const app = await openShop()
  await openFirstProduct(app)
  await app.tap(favouriteButton(app))
  await signInByWechat(app)
  await app.back()

  await openFromMine(app, '收藏')
  await app.waitForRoute('packages/account/favourites/index')
  const cards = app.screen.getByRole('listitem')
  await expect(cards).toHaveCount(1)
  await app.tap(app.screen.getByRole('button', { name: /^取消收藏/ }))
  await expect(app.screen.getByRole('heading', { name: '还没有收藏' })).toBeVisible()
  await app.tap('撤销')
  await expect(cards).toHaveCount(1)
  await app.back()

  await expect(app.screen.getByRole('link', { name: /^收藏/ })).toContainText('1 件')
  await openFromMine(app, '设置')
  await app.waitForRoute('packages/account/settings/index')
  await app.tap('退出登录')
  await app.tap(sheet(app).getByRole('button', { name: '退出', exact: true }))
  await app.waitForRoute('pages/mine/index')
  await expect(app.screen.getByRole('button', { name: /^点此登录/ })).toBeVisible()
  await expect(app.screen.getByRole('link', { name: /^收藏/ })).not.toContainText('件')
})

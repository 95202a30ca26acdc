import { expect, test } from './h5Test'
import { shot } from '../support/shots'

test('what was looked at is found again after a reload, asks for no session, and can be cleared', async ({ page }) => {
  const names: string[] = []
  for (const index of [0, 2]) {
    await page.goto('/list')
    await page.getByRole('listitem').nth(index).getByRole('link').click()
    await expect(page.getByRole('heading', { level: 2, name: '关于它' })).toBeVisible()
    names.push(await page.getByRole('heading', { level: 1 }).innerText())
  }
  await page.goto('/mine')
  await page.getByRole('link', { name: '浏览记录' }).click()
  await expect(page).toHaveURL(/\/history$/)
  await page.reload()
  const seen = page.getByRole('main').getByRole('listitem').filter({ visible: true })
  await expect(seen).toHaveCount(2)
  // Latest first.
  await expect(seen.first()).toContainText(names[1] ?? '')
  await expect(seen.last()).toContainText(names[0] ?? '')
  await shot(page, 'h5-history')
  await page.getByRole('button', { name: '清空' }).click()
  await expect(page.getByText('还没有看过的商品')).toBeVisible()
  await page.getByRole('button', { name: '撤销' }).click()
  await expect(seen).toHaveCount(2)
})

test('the filter offers the brands of the category that is chosen in it', async ({ page }) => {
  await page.goto('/list')
  await page.getByRole('button', { name: /^筛选/ }).click()
  const group = (name: string) => page.getByRole('dialog').getByRole('group', { name })
  const brands = group('品牌').getByRole('button')
  const all = await brands.allInnerTexts()
  await group('分类').getByRole('button').first().click()
  await expect.poll(() => brands.allInnerTexts()).not.toEqual(all)
  await brands.last().scrollIntoViewIfNeeded()
  await shot(page, 'h5-filter')
  const brand = await brands.first().innerText()
  await brands.first().click()
  await page.getByRole('button', { name: '查看结果' }).click()
  await expect(page).toHaveURL(new RegExp(`brand=${encodeURIComponent(brand)}`))
  for (const card of await page.getByRole('main').getByRole('listitem').all()) await expect(card).toContainText(brand)
})

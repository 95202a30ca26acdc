import type { Request } from '@playwright/test'
import { expect, test } from './h5Test'
import { shot } from '../support/shots'

test('no call of browsing needs or carries a session, and nothing is refused', async ({ page }) => {
  const requests: Request[] = []
  const refused: string[] = []
  page.on('response', (response) => void (response.status() >= 400 && refused.push(`${response.status()} ${response.url()}`)))
  page.on('request', (request) => void requests.push(request))
  for (const path of ['/', '/categories', '/list?sort=discount', '/search']) {
    await page.goto(path)
    await expect(page.getByRole('main')).not.toBeEmpty()
  }
  // What a request carried is known once it is over: one that a change of page cut off never tells.
  const finished = requests.filter((request) => request.timing().responseEnd >= 0)
  expect(finished.length).toBeGreaterThan(10)
  for (const request of finished) {
    const { authorization, cookie = '' } = await request.allHeaders()
    expect({ url: request.url(), authorization, session: cookie.includes('session=') }).toEqual({ url: request.url(), authorization: undefined, session: false })
  }
  expect(refused).toEqual([])
})

test('a list is sorted, filtered, and read to its end', async ({ page }) => {
  await page.goto('/list')
  await expect(page.getByRole('listitem').first()).toBeVisible()
  await page.getByRole('button', { name: /^价格/ }).click()
  await expect(page).toHaveURL(/sort=price/)
  await page.getByRole('button', { name: /^筛选/ }).click()
  const choice = (group: string, name: string) => page.getByRole('dialog').getByRole('group', { name: group }).getByText(name, { exact: true })
  await choice('保存方式', '冷冻').click()
  await choice('分类', '冷冻').click()
  await page.getByRole('dialog').getByRole('button', { name: '查看结果' }).click()
  await expect(page).toHaveURL(/category=frozen/)
  await expect(page).toHaveURL(/storage=frozen/)
  await expect(page.getByRole('listitem').first()).toContainText('冷冻')
  const end = page.getByText(/共 \d+ 种，都在这里了/)
  for (let i = 0; i < 20 && !(await end.isVisible()); i += 1) await page.getByRole('listitem').last().scrollIntoViewIfNeeded()
  await expect(end).toBeVisible()
  await shot(page, 'h5-list')
})

test('search suggests while typing, remembers, and finds', async ({ page }) => {
  await page.goto('/search')
  await page.getByRole('searchbox').fill('巧克')
  await expect(page.getByRole('option').or(page.getByRole('button', { name: /巧克力/ })).first()).toBeVisible()
  await shot(page, 'h5-search')
  await page.getByRole('searchbox').press('Enter')
  await expect(page).toHaveURL(/\/list\?.*q=/)
  await expect(page.getByRole('listitem').first()).toContainText('巧克')
  await page.goto('/search')
  await expect(page.getByRole('button', { name: '巧克', exact: true }).or(page.getByText('巧克', { exact: true })).first()).toBeVisible()
})

test('a product shows its batches as the choice, with date, days and price', async ({ page }) => {
  await page.goto('/list?sort=-price')
  await page.getByRole('listitem').first().getByRole('link').click()
  const batches = page.getByRole('radiogroup', { name: '选一批' }).getByRole('radio')
  await expect(batches.first()).toBeChecked()
  await expect(batches.first()).toContainText('前最佳')
  await expect(batches.first()).toContainText(/剩 \d+ 天/)
})

test('an unknown address and an unknown product are answered with a way on', async ({ page }) => {
  await page.goto('/product?id=018f0000-0000-7000-8000-000000000000')
  await expect(page.getByText('商品不见了')).toBeVisible()
  await shot(page, 'h5-gone')
})

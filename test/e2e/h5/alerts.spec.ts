import type { Page } from '@playwright/test'
import { dropPrice } from '../support/goods'
import { shot } from '../support/shots'
import { expect, test } from './h5Test'
import { gate, newPhone, openFirstProduct, signInBySms } from './shopper'

const bell = (page: Page) => page.getByRole('main').getByRole('button', { name: /^(提醒我|到货提醒|已开提醒)，/ })

test('a guest taps 提醒我, signs in, hears of the price that fell, and a tap opens the product', async ({ page, shop }) => {
  const puts: string[] = []
  page.on('request', (request) => void (request.method() === 'PUT' && /\/favourites\/.+\/alert$/.test(request.url()) && puts.push(request.url())))
  await openFirstProduct(page)
  const address = page.url()
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await shot(page, `h5-alert-${colorScheme}`)
  }
  await bell(page).click()
  await expect(gate(page)).toContainText('登录后就提醒你')
  // What he wanted is kept.
  await page.reload()
  await expect(gate(page)).toContainText('登录后就提醒你')
  await signInBySms(page, shop, newPhone())
  await expect(page.getByText('到时在“我的”里告诉你').filter({ visible: true })).toBeVisible()
  await expect(bell(page)).toHaveAccessibleName(/^已开提醒，点按取消/)
  await expect(page.getByRole('button', { name: /^取消收藏/ })).toBeVisible()
  expect(puts).toHaveLength(1)
  await shot(page, 'h5-alert-on')

  await dropPrice(shop, new URL(address).searchParams.get('id') ?? '')
  await page.goto('/mine')
  await expect(page.getByText('收藏的降价了')).toBeVisible()
  await shot(page, 'h5-alert-notice')
  await page.getByRole('button', { name: '去看看' }).click()
  await expect(page).toHaveURL(address)
  await expect(bell(page)).toHaveAccessibleName(/^已开提醒/)

  await page.goto('/favourites')
  await expect(bell(page)).toBeVisible()
  await shot(page, 'h5-alert-favourites')
  await page.setViewportSize({ width: 320, height: 640 })
  await shot(page, 'h5-alert-favourites-320')
  await bell(page).click()
  await expect(bell(page)).toHaveAccessibleName(/^提醒我/)
  await page.reload()
  await expect(bell(page)).toHaveAccessibleName(/^提醒我/)
  await page.goto(address)
  await shot(page, 'h5-alert-320')
  await page.goto('/mine')
  await expect(page.getByText('收藏的降价了')).toHaveCount(0)
})

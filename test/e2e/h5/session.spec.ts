import { expect, test } from './h5Test'
import { favouriteButton, gate, newPhone, openFirstProduct, signInBySms } from './shopper'
import { shot } from '../support/shots'

test('a member finds his page, and after signing out he is a guest everywhere', async ({ page, shop }) => {
  await page.goto('/mine')
  await shot(page, 'h5-mine-guest')
  await page.getByRole('button', { name: /点此登录/ }).click()
  await signInBySms(page, shop, newPhone())
  await expect(page.getByText(/139\*{4}\d{4}/).first()).toBeVisible()
  await shot(page, 'h5-mine')

  await page.goto('/settings')
  await page.getByRole('button', { name: '退出登录' }).click()
  await gate(page).getByRole('button', { name: '退出', exact: true }).click()
  await expect(page.getByRole('button', { name: '退出登录' })).toBeHidden()
  await page.goto('/mine')
  await expect(page.getByRole('button', { name: /点此登录/ })).toBeVisible()
  expect((await page.context().request.get('/v1/me')).status()).toBe(401)
})

test('a dead network says so and keeps the session', async ({ page, shop }) => {
  await page.goto('/mine')
  await page.getByRole('button', { name: /点此登录/ }).click()
  await signInBySms(page, shop, newPhone())
  await expect(page.getByText(/139\*{4}\d{4}/).first()).toBeVisible()
  await page.route('**/v1/**', (route) => route.abort('internetdisconnected'))
  await page.reload()
  await expect(page.getByText('网络不通，暂时看不到账号')).toBeVisible()
  await page.unroute('**/v1/**')
  await page.getByRole('button', { name: '重试' }).first().click()
  await expect(page.getByText(/139\*{4}\d{4}/).first()).toBeVisible()
})

test('a session that the server has ended is asked for at the next gated action, which is then completed', async ({ page, shop, context }) => {
  const phone = newPhone()
  await page.goto('/mine')
  await page.getByRole('button', { name: /点此登录/ }).click()
  await signInBySms(page, shop, phone)
  await openFirstProduct(page)
  await expect(favouriteButton(page)).toHaveAccessibleName(/^收藏/)

  await context.request.delete('/v1/session', { headers: { Origin: shop.url } })
  await favouriteButton(page).click()
  await signInBySms(page, shop, newPhone())
  await expect(favouriteButton(page)).toHaveAccessibleName(/^取消收藏/)
})

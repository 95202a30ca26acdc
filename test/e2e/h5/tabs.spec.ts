import type { Page } from '@playwright/test'
import { expect, test } from './h5Test'
import { gate, newPhone, openFirstProduct, signInBySms } from './shopper'

const cartTab = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).filter({ visible: true }).first()
const signInButton = (page: Page) => page.getByRole('button', { name: /点此登录/ })

async function signOut(page: Page) {
  await page.goto('/settings')
  await page.getByRole('button', { name: '退出登录' }).click()
  await gate(page).getByRole('button', { name: '退出', exact: true }).click()
  await expect(page.getByRole('button', { name: '退出登录' })).toBeHidden()
}

test('two tabs of a guest have one cart, and neither writes the other’s away', async ({ page, context }) => {
  await page.goto('/')
  await expect(cartTab(page, '购物车')).toBeVisible()
  const other = await context.newPage()
  await openFirstProduct(other)
  await other.getByRole('button', { name: /^加入购物车/ }).click()
  await expect(other.getByText('已加入购物车').filter({ visible: true })).toBeVisible()
  await expect(cartTab(page, '购物车，1 件')).toBeVisible()
  // The first tab writes as well: the pages that it sees are kept.
  await page.getByRole('link', { name: '分类', exact: true }).filter({ visible: true }).first().click()
  await expect(page.getByRole('listitem').filter({ visible: true }).first()).toBeVisible()
  await page.goto('/')
  await expect(cartTab(page, '购物车，1 件')).toBeVisible()
})

test('who signs in or out in one tab is met in the other', async ({ page, shop, context }) => {
  await page.goto('/mine')
  await expect(signInButton(page)).toBeVisible()
  const other = await context.newPage()
  await other.goto('/mine')
  await signInButton(other).click()
  await signInBySms(other, shop, newPhone())
  await expect(page.getByText(/139\*{4}\d{4}/).first()).toBeVisible()
  await signOut(other)
  await expect(signInButton(page)).toBeVisible()
})

test('what a guest gathered comes once into his cart, also where two tabs hold it as he signs in', async ({ page, shop, context }) => {
  await page.goto('/mine')
  await expect(signInButton(page)).toBeVisible()
  const other = await context.newPage()
  await openFirstProduct(other)
  await other.getByRole('button', { name: /^加入购物车/ }).click()
  await expect(cartTab(page, '购物车，1 件')).toBeVisible()
  await other.goto('/mine')
  await signInButton(other).click()
  await signInBySms(other, shop, newPhone())
  await expect(page.getByText(/139\*{4}\d{4}/).first()).toBeVisible()
  for (const tab of [page, other]) {
    await tab.goto('/cart')
    await expect(cartTab(tab, '购物车，1 件')).toBeVisible()
  }
})

test('a sign-out that the server has not heard of outlives a reload, and is told to it later', async ({ page, shop, context }) => {
  await page.goto('/mine')
  await signInButton(page).click()
  await signInBySms(page, shop, newPhone())
  await page.route('**/v1/session', (route) => route.abort('internetdisconnected'))
  await signOut(page)
  await page.goto('/mine')
  await expect(signInButton(page)).toBeVisible()
  expect((await context.request.get('/v1/me')).status()).toBe(200)
  await page.unroute('**/v1/session')
  await page.reload()
  await expect(signInButton(page)).toBeVisible()
  await expect.poll(async () => (await context.request.get('/v1/me')).status()).toBe(401)
})

import type { Page } from '@playwright/test'
import { moveGoods } from '../support/goods'
import { shot } from '../support/shots'
import { expect, test } from './h5Test'
import { newPhone, openFirstProduct, signInBySms } from './shopper'

const addButtons = (page: Page) => page.getByRole('button', { name: /^把.+加入购物车$/ })
const cartTab = (page: Page, count: number) => page.getByRole('link', { name: count > 0 ? `购物车，${count} 件` : '购物车' }).last()
const lines = (page: Page, list = '购物车里的商品') => page.getByRole('list', { name: list }).getByRole('listitem')

/** Two goods from home's cards; answers their batches. */
async function addTwo(page: Page): Promise<[string, string]> {
  await page.goto('/')
  const batches: string[] = []
  for (const index of [0, 1]) {
    const checked = page.waitForRequest('**/v1/cart/check')
    await addButtons(page).nth(index).click()
    await expect(page.getByText('已加入购物车').filter({ visible: true })).toBeVisible()
    batches.push((await checked).postDataJSON().lines[0].batchId as string)
    await expect(cartTab(page, index + 1)).toBeVisible()
  }
  const [first = '', second = ''] = batches
  return [first, second]
}

async function openCart(page: Page) {
  await page.goto('/cart')
  await expect(lines(page).first()).toBeVisible()
}

async function signIn(page: Page, shop: Parameters<typeof signInBySms>[1]) {
  await page.goto('/mine')
  await page.getByRole('button', { name: /点此登录/ }).click()
  await signInBySms(page, shop, newPhone())
}

test('a guest gathers, finds it again, and is told of every change at once', async ({ page, shop }) => {
  const [first, second] = await addTwo(page)
  await openCart(page)
  await expect(lines(page)).toHaveCount(2)
  await shot(page, 'h5-cart')

  await moveGoods(shop, first, { stock: 0 })
  await moveGoods(shop, second, { list_price_cents: 120 })
  await page.reload()
  await expect(page.getByText('2 处有变化')).toBeVisible()
  await expect(lines(page, '已失效')).toHaveCount(1)
  await shot(page, 'h5-cart-changes')
  await page.emulateMedia({ colorScheme: 'dark' })
  await shot(page, 'h5-cart-dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await page.getByRole('button', { name: '知道了' }).click()
  await expect(page.getByText(/处有变化/)).toBeHidden()

  await page.reload()
  await expect(lines(page, '已失效')).toHaveCount(1)
  await expect(page.getByText(/处有变化/)).toBeHidden()
  await page.getByRole('button', { name: '清空已失效的商品' }).click()
  await expect(lines(page, '已失效')).toHaveCount(0)
  await page.getByRole('button', { name: '撤销' }).click()
  await expect(lines(page, '已失效')).toHaveCount(1)
})

test('what a guest gathered is in the cart after the sign-in, on every device, and leaves with the shopper', async ({ page, shop, browser }) => {
  await openFirstProduct(page)
  await page.getByRole('group', { name: '数量' }).getByRole('button', { name: '增加一件' }).click()
  await shot(page, 'h5-product-bar')
  await page.getByRole('button', { name: '加入购物车，2 件' }).click()
  await expect(page.getByText('已加入购物车').filter({ visible: true })).toBeVisible()
  await page.getByRole('link', { name: '购物车，2 件' }).first().click()
  await expect(lines(page)).toHaveCount(1)

  await signIn(page, shop)
  await cartTab(page, 2).click()
  await expect(page.getByText('登录前选的 2 件已放进购物车')).toBeVisible()
  await shot(page, 'h5-cart-merged')
  const stored = page.waitForResponse((response) => response.request().method() === 'PUT' && /\/cart\/lines\//.test(response.url()))
  await page.getByRole('button', { name: '增加一件' }).click()
  await stored
  await page.reload()
  await expect(lines(page).getByText('3', { exact: true })).toBeVisible()
  const state = await page.context().storageState()
  const other = await browser.newContext({ baseURL: shop.url, storageState: { ...state, origins: [] } })
  const elsewhere = await other.newPage()
  await elsewhere.goto('/cart')
  await expect(lines(elsewhere).getByText('3', { exact: true })).toBeVisible()
  await other.close()

  await page.goto('/settings')
  await page.getByRole('button', { name: '退出登录' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '退出', exact: true }).click()
  await page.goto('/cart')
  await expect(page.getByText('购物车还是空的')).toBeVisible()
  await shot(page, 'h5-cart-empty')
})

test('a merge that fails is shown and tried again', async ({ page, shop }) => {
  await addTwo(page)
  await page.route('**/v1/cart/merge', (route) => route.abort('internetdisconnected'))
  await signIn(page, shop)
  await cartTab(page, 0).click()
  await expect(page.getByRole('alert')).toContainText('登录前选的 2 种还没放进来')
  await shot(page, 'h5-cart-merge-failed')
  await page.unroute('**/v1/cart/merge')
  await page.getByRole('button', { name: '再试一次' }).click()
  await expect(lines(page)).toHaveCount(2)
  await expect(page.getByRole('alert')).toBeHidden()
  await expect(cartTab(page, 2)).toBeVisible()
})

test('large text and a narrow phone cut nothing off', async ({ page }) => {
  await addTwo(page)
  await page.setViewportSize({ width: 320, height: 700 })
  await page.goto('/settings')
  await page.getByRole('switch').first().click()
  await openCart(page)
  await shot(page, 'h5-cart-large')
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
})

test('a pasted address fills the form', async ({ page, shop }) => {
  await signIn(page, shop)
  await page.goto('/addresses/edit')
  await page.getByLabel('粘贴识别').fill('收件人：欧阳娜娜，电话：138 0013 8000，地址：广东深圳南山区科技园科苑路15号')
  await page.getByRole('button', { name: '识别', exact: true }).click()
  await expect(page.getByText('都认出来了，请核对一下')).toBeVisible()
  await expect(page.getByLabel('收货人', { exact: true })).toHaveValue('欧阳娜娜')
  await expect(page.getByLabel('手机号', { exact: true })).toHaveValue('13800138000')
  await expect(page.getByLabel('详细地址', { exact: true })).toHaveValue('科技园科苑路15号')
  await expect(page.getByText('广东省 深圳市 南山区')).toBeVisible()
  await shot(page, 'h5-address-paste')
  await page.getByLabel('粘贴识别').fill('王芳 科苑路15号')
  await page.getByRole('button', { name: '识别', exact: true }).click()
  await expect(page.getByText('没认出手机号、所在地区，请补上')).toBeVisible()
})

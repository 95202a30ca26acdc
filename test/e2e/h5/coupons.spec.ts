import type { Page } from '@playwright/test'
import { addAddress, signUpByWechat } from '../support/accounts'
import { openMerchant } from '../support/merchant'
import { shot } from '../support/shots'
import { expect, test } from './h5Test'
import { gate, newPhone, signInBySms } from './shopper'

const TITLE = '试吃一元券'
const couponRow = (page: Page) => page.getByRole('button', { name: /^优惠券，/ })
const confirmation = (page: Page) => page.getByRole('checkbox', { name: /我已看过以上商品的到期日/ })
const submit = (page: Page) => page.getByRole('button', { name: '提交订单' })

/** In cents, from the bar; waits until what was chosen has been reckoned with. */
async function total(page: Page): Promise<number> {
  await expect(submit(page)).toBeEnabled()
  await expect(page.getByText('正在重新计算')).toHaveCount(0)
  const label = await page.getByRole('main').getByRole('img', { name: /^\d+\.\d\d 元$/ }).last().getAttribute('aria-label')
  return Math.round(Number(label?.split(' ')[0]) * 100)
}

async function chooseCoupon(page: Page, name: string) {
  await couponRow(page).click()
  await page.getByRole('dialog', { name: '选择优惠券' }).getByRole('button', { name }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

test('a guest claims a coupon through the gate and buys with it; cancelled, it is there again', async ({ page, shop }) => {
  const merchant = await openMerchant(shop)
  await merchant('coupon', 'create', TITLE, 'off=1', 'from=1.5', 'units=100', 'days=5')
  const phone = newPhone()
  const { token } = await signUpByWechat(shop, { shopper: `saver-${phone}`, phone })
  await addAddress(shop, token, '王小满')

  await page.goto('/mine')
  await page.getByRole('link', { name: /^优惠券/ }).click()
  await expect(page).toHaveURL(/\/coupons$/)
  await expect(page.getByRole('list', { name: '可以领的优惠券' }).getByRole('listitem')).toHaveCount(5)
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await shot(page, `h5-coupons-${colorScheme}`)
  }
  await page.getByRole('button', { name: new RegExp(`^领取${TITLE}`) }).click()
  await expect(gate(page)).toContainText('登录后就领到了')
  await signInBySms(page, shop, phone)
  await expect(page.getByRole('link', { name: `去使用${TITLE}` })).toBeVisible()
  const claimed = await page.request.get('/v1/me/coupons')
  expect(((await claimed.json()) as { items: { title: string }[] }).items.map(({ title }) => title)).toEqual([TITLE])

  await page.getByRole('link', { name: `去使用${TITLE}` }).click()
  await expect(page).toHaveURL(/\/list/)
  await page.getByRole('listitem').first().getByRole('link').first().click()
  await expect(page).toHaveURL(/\/product\?id=/)
  await page.getByRole('button', { name: '立即购买，1 件' }).click()
  await expect(page).toHaveURL(/\/checkout$/)
  await expect(couponRow(page)).toHaveAccessibleName(`优惠券，${TITLE}，-¥1.00，更换`)
  await shot(page, 'h5-checkout-coupon')
  const less = await total(page)
  await couponRow(page).click()
  await shot(page, 'h5-coupon-sheet')
  await page.keyboard.press('Escape')
  await chooseCoupon(page, '不使用优惠券')
  await expect(couponRow(page)).toHaveAccessibleName('优惠券，1 张可用，更换')
  expect(await total(page)).toBe(less + 100)
  await chooseCoupon(page, `${TITLE}，省 ¥1.00`)
  await expect(couponRow(page)).toHaveAccessibleName(`优惠券，${TITLE}，-¥1.00，更换`)
  expect(await total(page)).toBe(less)

  if (await confirmation(page).count()) await confirmation(page).click()
  await submit(page).click()
  await page.getByRole('button', { name: '支付失败' }).click()
  await expect(page.getByRole('heading', { name: '等待付款' })).toBeVisible()
  await expect(page.getByText(`优惠券（${TITLE}）`)).toBeVisible()
  await expect(page.getByText('-¥1.00')).toBeVisible()
  await page.getByText('合计').last().scrollIntoViewIfNeeded()
  await shot(page, 'h5-order-coupon')

  const order = page.url()
  await page.goto('/coupons?tab=used')
  await expect(page.getByRole('link', { name: new RegExp(`^看用了${TITLE}的订单`) })).toBeVisible()
  await page.goto(order)
  await page.getByRole('button', { name: '取消订单' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '取消订单' }).click()
  await expect(page.getByRole('heading', { name: '已取消' })).toBeVisible()
  await page.goto('/coupons?tab=unused')
  await expect(page.getByRole('link', { name: `去使用${TITLE}` })).toBeVisible()
  await shot(page, 'h5-coupons-own')
})

test('on a narrow screen with large text nothing is cut off', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 720 })
  await page.goto('/settings')
  await page.getByRole('switch', { name: /大字/ }).click()
  await page.goto('/coupons')
  await expect(page.getByRole('listitem').first()).toBeVisible()
  await shot(page, 'h5-coupons-narrow-large')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  const clipped = await page.getByRole('listitem').evaluateAll((cards) => cards.filter((card) => card.scrollWidth > card.clientWidth + 1).length)
  expect(clipped).toBe(0)
})

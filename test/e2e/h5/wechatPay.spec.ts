import { addAddress, signUpByWechat } from '../support/accounts'
import { shot } from '../support/shots'
import { expect, test } from './h5Test'
import { newPhone } from './shopper'
import { agreeAs, bringBridge, IN_WECHAT, leaveForWechat } from './wechatBrowser'

test.use({ userAgent: IN_WECHAT })

test('inside WeChat the shopper signs in and pays without leaving the shop', async ({ page, shop }) => {
  const phone = newPhone()
  const shopper = `bridge-${phone}`
  const { token } = await signUpByWechat(shop, { shopper, phone, unionid: `union-${shopper}` })
  await addAddress(shop, token, '王小满')
  const cashier = await bringBridge(page)

  await page.goto('/list?sort=remainingDays')
  const kept = page.waitForResponse((response) => response.url().endsWith('/v1/cart/check') && response.ok())
  await page.getByRole('button', { name: /^把.+加入购物车$/ }).first().click()
  await kept
  await page.goto('/cart')
  await page.getByRole('button', { name: /^去结算/ }).click()
  await leaveForWechat(page)
  await agreeAs(page, shopper)
  await expect(page).toHaveURL(/\/checkout$/)
  await page.getByRole('checkbox', { name: /我已看过以上商品的到期日/ }).click()

  cashier.deed = 'cancel'
  await page.getByRole('button', { name: '提交订单' }).click()
  await expect(page).toHaveURL(/\/order\?/)
  await expect(page.getByText('没有付款，订单还留着')).toBeVisible()
  await shot(page, 'h5-wechat-unpaid')
  cashier.deed = 'pay'
  await page.getByRole('button', { name: /^付款/ }).click()
  await expect(page.getByRole('heading', { name: '已付款，等待发货' })).toBeVisible()

  expect(cashier.asked).toHaveLength(2)
  const [first, second] = cashier.asked
  // One payment, tried twice, and all that WeChat wants to know of it.
  expect(second).toMatchObject({ name: 'getBrandWCPayRequest', appId: expect.stringMatching(/^wx/), signType: 'RSA', package: first?.package })
  for (const name of ['timeStamp', 'nonceStr', 'paySign']) expect(second?.[name]).toMatch(/^\S+$/)
  expect(new URL(page.url()).pathname).toBe('/order')
})

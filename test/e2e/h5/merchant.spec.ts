import AxeBuilder from '@axe-core/playwright'
import { askForRefund, placePaidOrder, signUpByWechat } from '../support/accounts'
import { photoOfDate } from '../support/faces'
import { openMerchant } from '../support/merchant'
import { shot } from '../support/shots'
import { expect, test } from './h5Test'
import { newPhone } from './shopper'

test.use({ viewport: { width: 960, height: 1000 }, isMobile: false, hasTouch: false, deviceScaleFactor: 1 })

test('the merchant packs, ships and pays back on his page, and a wrong token stays outside', async ({ page, shop }) => {
  const phone = newPhone()
  const { token } = await signUpByWechat(shop, { shopper: `buyer-${phone}`, phone })
  const number = await placePaidOrder(shop, token)
  const merchant = await openMerchant(shop)
  const desk = (await merchant('operator', 'add', 'desk', 'manager')).split('\n').at(-1) ?? ''

  await page.goto('/merchant')
  await page.getByLabel('您的令牌').fill('somebody-elses')
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page.getByText('这个令牌不对，或者已经被移除。')).toBeVisible()
  await page.getByLabel('您的令牌').fill(desk)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('link', { name: number }).click()

  await page.getByRole('button', { name: '显示收件信息' }).click()
  await expect(page.getByText('南京东路 1 号 201 室')).toBeVisible()
  await page.getByRole('button', { name: '标记已打包' }).click()
  await expect(page.getByText('已打包。')).toBeVisible()
  await page.getByLabel('快递公司').selectOption({ label: '顺丰速运' })
  await page.getByLabel('运单号').fill('SF1234567890')
  await page.getByRole('button', { name: '标记已发货' }).click()
  await expect(page.getByText('已发货，买家会看到运单号。')).toBeVisible()

  await askForRefund(shop, token, number, await photoOfDate())
  await page.reload()
  await expect(page.getByRole('img', { name: /^买家的照片 1/ })).toBeVisible()
  await shot(page, 'merchant-order')
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([])
  await page.getByText('同意退款', { exact: true }).click()
  await page.getByRole('button', { name: /^确认退/ }).click()
  await expect(page.getByText('已同意退款，钱会在一分钟内退回。')).toBeVisible()
})

import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { MIXED_PARCEL, placePaidOrder, signUpByWechat } from '../support/accounts'
import { deliver, openMerchant } from '../support/merchant'
import { shot } from '../support/shots'
import { expect, test } from './h5Test'
import { newPhone, signInBySms } from './shopper'

/** A refund goes out with the shop's next sweep, which comes each minute; the second of one payment a minute later. */
const SWEPT_WITHIN_MS = 150_000

const goods = (page: Page) => page.getByRole('list', { name: '退哪些商品' }).getByRole('listitem')
const faults = async (page: Page) => (await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)

async function shots(page: Page, name: string) {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await shot(page, `${name}-${colorScheme}`)
  }
}

/** The order as it stands once the money is back. */
async function expectPaidBack(page: Page, state: string) {
  await expect(async () => {
    await page.reload()
    await expect(page.getByRole('heading', { name: state, exact: true })).toBeVisible({ timeout: 5_000 })
  }).toPass({ timeout: SWEPT_WITHIN_MS })
}

test('one of a mixed parcel is paid back and the order stays; then the rest', async ({ page, shop }) => {
  test.setTimeout(360_000)
  const phone = newPhone()
  const { token } = await signUpByWechat(shop, { shopper: `line-${phone}`, phone })
  const number = await placePaidOrder(shop, token, MIXED_PARCEL)
  const merchant = await openMerchant(shop)
  await deliver(merchant, number)
  await page.goto(`/order?number=${number}`)
  await page.getByRole('main').getByRole('button', { name: '登录', exact: true }).click()
  await signInBySms(page, shop, phone)
  await expect(page.getByRole('heading', { name: '已送达' })).toBeVisible()

  await page.getByRole('button', { name: '申请退款' }).click()
  await expect(goods(page)).toHaveCount(2)
  await expect(goods(page).getByRole('checkbox', { checked: true })).toHaveCount(2)
  await page.getByRole('radio', { name: '不想要了' }).click()
  const excluded = goods(page).first()
  await expect(excluded).toContainText('临期已确认，不能无理由退货')
  await expect(excluded.getByRole('checkbox')).toBeDisabled()
  await shots(page, 'h5-refund-lines')
  expect(await faults(page)).toEqual([])

  await page.getByRole('radio', { name: '破损或变质' }).click()
  await excluded.getByRole('checkbox').click()
  await goods(page).nth(1).getByRole('button', { name: '少退一件' }).click()
  await page.getByRole('button', { name: '提交申请' }).scrollIntoViewIfNeeded()
  await shot(page, 'h5-refund-lines-amount')
  await page.getByRole('button', { name: '提交申请' }).click()
  await expect(page.getByRole('heading', { name: '退款中' })).toBeVisible()
  await expect(page.getByText('退款中 1 件')).toBeVisible()
  await merchant('refund', 'approve', number)
  await expectPaidBack(page, '已送达')
  await expect(page.getByText('已退款 1 件')).toBeVisible()
  await expect(page.getByText('已退到原支付账户')).toBeVisible()
  await shots(page, 'h5-order-line-refunded')
  expect(await faults(page)).toEqual([])

  await page.setViewportSize({ width: 320, height: 700 })
  await page.getByRole('button', { name: '申请退款' }).click()
  await expect(goods(page).nth(1)).toContainText('还可退 1 件，已退 1 件')
  await page.addStyleTag({ content: '.app { --text-scale: 1.5 !important }' })
  await goods(page).nth(1).scrollIntoViewIfNeeded()
  await shot(page, 'h5-refund-lines-narrow')
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
  await page.getByRole('radio', { name: '破损或变质' }).click()
  await page.getByRole('button', { name: '提交申请' }).click()
  await expect(page.getByRole('heading', { name: '退款中' })).toBeVisible()
  await merchant('refund', 'approve', number)
  await expectPaidBack(page, '已退款')
  await expect(page.getByText('已全部退款')).toHaveCount(2)
  await expect(page.getByRole('heading', { name: '之前的退款' })).toBeVisible()
  await shot(page, 'h5-order-all-refunded')
})

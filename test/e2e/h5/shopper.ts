import { expect, type Page } from '@playwright/test'
import type { Shop } from '../support/shop'

let lastNumber = Math.floor(Math.random() * 1e6)

/** A number that no other journey of this run uses. */
export function newPhone(): string {
  lastNumber += 1
  return `139${String(lastNumber).padStart(8, '0')}`
}

/** From home to the first product, by tapping its card. Answers the product's name. */
export async function openFirstProduct(page: Page): Promise<string> {
  await page.goto('/')
  await page.getByRole('listitem').first().getByRole('link').click()
  await expect(page).toHaveURL(/\/product\?id=/)
  await expect(page.getByRole('button', { name: '分享' })).toBeVisible()
  // Home stays in the document, hidden once the new page has slid over it.
  await expect(page.getByRole('main')).toHaveCount(1)
  return page.getByRole('main').getByRole('heading').first().innerText()
}

export const gate = (page: Page) => page.getByRole('dialog')

export const favouriteButton = (page: Page) => page.getByRole('button', { name: /^(取消)?收藏/ })

/** Fills the gate's form: number, agreement, the code that the shop has sent, sign in. */
export async function signInBySms(page: Page, shop: Shop, phone: string): Promise<void> {
  await requestCode(page, phone)
  await expect.poll(async () => (await shop.sms(phone)).length).toBeGreaterThan(0)
  await gate(page).getByLabel('验证码', { exact: true }).fill((await shop.sms(phone))[0]?.code ?? '')
  await gate(page).getByRole('button', { name: '登录', exact: true }).click()
  await expect(gate(page)).toBeHidden()
}

export async function requestCode(page: Page, phone: string): Promise<void> {
  await gate(page).getByLabel('手机号', { exact: true }).fill(phone)
  const agreement = gate(page).getByRole('checkbox')
  if (!(await agreement.isChecked())) await agreement.click()
  await gate(page).getByRole('button', { name: '获取验证码' }).click()
  await expect(gate(page).getByText('验证码已发到')).toBeVisible()
}

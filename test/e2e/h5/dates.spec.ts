import type { Page } from '@playwright/test'
import { placePaidOrder, signUpByWechat } from '../support/accounts'
import { moveDates } from '../support/goods'
import { deliver, openMerchant } from '../support/merchant'
import { shot } from '../support/shots'
import { expect, test } from './h5Test'
import { newPhone, signInBySms } from './shopper'

const group = (page: Page, name: string) => page.getByRole('list', { name, exact: true }).getByRole('listitem')

test('what was delivered stands by its date; what was eaten goes, and a slip comes back', async ({ page, shop }) => {
  const phone = newPhone()
  const { token } = await signUpByWechat(shop, { shopper: `eater-${phone}`, phone })
  const merchant = await openMerchant(shop)
  const numbers: string[] = []
  for (const daysLeft of [40, 3, -2]) {
    const number = await placePaidOrder(shop, token)
    await deliver(merchant, number)
    await moveDates(shop, number, daysLeft)
    numbers.push(number)
  }
  const [, soon = ''] = numbers

  await page.goto('/mine')
  await page.getByRole('link', { name: /^我的到期日/ }).click()
  await expect(page.getByRole('dialog')).toContainText('登录后看到期日')
  await signInBySms(page, shop, phone)
  await expect(page).toHaveURL(/\/dates$/)
  await expect(group(page, '还能吃')).toHaveCount(2)
  await expect(group(page, '还能吃').first()).toContainText('剩 3 天')
  await expect(group(page, '已过期')).toHaveCount(1)
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await shot(page, `h5-dates-${colorScheme}`)
  }

  // Not in the mini-program: the reminder is a notice in the app.
  await page.getByRole('button', { name: /^.+提醒我吃/ }).first().click()
  await expect(page.getByText(/在“我的”里提醒你/).filter({ visible: true })).toBeVisible()
  await page.reload()
  await page.getByRole('button', { name: /^取消.+的提醒$/ }).click()
  await expect(page.getByRole('button', { name: /^.+提醒我吃/ })).toHaveCount(2)

  await group(page, '还能吃').first().getByRole('button', { name: /吃完了/ }).click()
  await expect(group(page, '还能吃')).toHaveCount(1)
  await shot(page, 'h5-dates-undo')
  await page.getByRole('button', { name: '撤销' }).click()
  await expect(group(page, '还能吃')).toHaveCount(2)
  await group(page, '已过期').getByRole('button', { name: /拿掉/ }).click()
  await expect(group(page, '已过期')).toHaveCount(0)
  await page.reload()
  await expect(group(page, '还能吃')).toHaveCount(2)
  await expect(group(page, '已过期')).toHaveCount(0)

  await page.getByRole('link', { name: new RegExp(`的订单 ${soon}$`) }).click()
  await expect(page.getByRole('heading', { name: '已送达' })).toBeVisible()
  await page.getByRole('link', { name: '在“我的到期日”里看还剩几天' }).click()
  await expect(group(page, '还能吃')).toHaveCount(2)
})

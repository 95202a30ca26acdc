import { addAddress, signUpByWechat } from '../support/accounts'
import { expect, test } from './h5Test'
import { newPhone, signInBySms } from './shopper'

test('a member who comes back reads the days left at his own address', async ({ page, shop }) => {
  const phone = newPhone()
  const { token } = await signUpByWechat(shop, { shopper: `arrival-${phone}`, phone })
  await addAddress(shop, token, '王小满')
  await page.goto('/mine')
  await page.getByRole('button', { name: /点此登录/ }).click()
  await signInBySms(page, shop, phone)
  await page.goto('/')
  await page.getByRole('listitem').first().getByRole('link').click()
  const destination = page.getByRole('link', { name: '送至 上海市黄浦区，约 1 天到，更换地址' })
  await expect(destination).toBeVisible()
  await destination.click()
  await expect(page).toHaveURL(/\/addresses/)
})

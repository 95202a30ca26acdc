import type { Page } from '@playwright/test'
import { CONSENT_VERSION } from '../../../contract/limits'
import { addAddress, lastCode, scriptShopper, signUpByWechat } from '../support/accounts'
import type { Shop } from '../support/shop'
import { shot } from '../support/shots'
import { expect, test } from './h5Test'
import { gate, newPhone, signInBySms } from './shopper'

const masked = (phone: string) => `${phone.slice(0, 3)}****${phone.slice(-4)}`

/** Fills in the code of a form that is not in a sheet. */
async function typeCode(page: Page, shop: Shop, phone: string, purpose: string) {
  const main = page.getByRole('main')
  await main.getByRole('button', { name: '获取验证码' }).click()
  await expect.poll(() => lastCode(shop, phone, purpose)).not.toBe('')
  await main.getByLabel('验证码', { exact: true }).fill(await lastCode(shop, phone, purpose))
}

/** A member of this browser who got no message yet: his session comes from WeChat's stand-in. */
async function signInQuietly(page: Page, shop: Shop, phone: string) {
  const shopper = `h5-${phone}`
  await scriptShopper(shop, shopper, { phone })
  const sandbox = async (path: string) => (await (await page.request.post(`${shop.wechatUrl}/sandbox/${path}`, { data: { shopper } })).json()) as { code: string }
  const [{ code }, { code: phoneCode }] = [await sandbox('login'), await sandbox('phone')]
  const response = await page.request.post(`${shop.url}/v1/auth/wechat`, {
    headers: { 'x-client': 'h5', origin: shop.url },
    data: { code, phoneCode, consent: { version: CONSENT_VERSION } },
  })
  expect(response.ok()).toBe(true)
}

test('two accounts become one after both are proven, and are parted again', async ({ page, shop }) => {
  const [own, other] = [newPhone(), newPhone()]
  const { token } = await signUpByWechat(shop, { shopper: `other-${other}`, phone: other })
  await addAddress(shop, token, '欧阳王小满')
  await addAddress(shop, token, '李四')

  await page.goto('/phone')
  await page.getByRole('main').getByRole('button', { name: '登录' }).click()
  await signInBySms(page, shop, own)
  await expect(page.getByText(masked(own)).first()).toBeVisible()
  await shot(page, 'h5-phone-account')
  await page.getByRole('link', { name: /合并我的另一个账号/ }).click()
  await page.getByLabel('另一个账号的手机号').fill(other)
  await typeCode(page, shop, other, 'merge')
  await shot(page, 'h5-merge-proof')
  await page.getByRole('button', { name: '验证', exact: true }).click()

  const preview = page.getByRole('list', { name: '会合并这些' })
  await expect(preview).toContainText('李四 上海市黄浦区')
  await expect(preview).toContainText(masked(other))
  await shot(page, 'h5-merge-preview')
  await page.getByRole('button', { name: '确认合并' }).click()
  await expect(page.getByText('已合并成一个账号')).toBeVisible()
  // The phone page, which lies underneath, says the same.
  await expect(page.getByText(/前可以撤销/).filter({ visible: true })).toBeVisible()
  await shot(page, 'h5-merge-done')

  await page.goto('/addresses')
  await expect(page.getByText('欧阳王小满')).toBeVisible()
  await page.goto('/phone')
  await page.getByRole('link', { name: /合并了一个账号/ }).click()
  await page.getByRole('button', { name: '撤销合并' }).click()
  await shot(page, 'h5-merge-undo')
  await gate(page).getByRole('button', { name: '撤销', exact: true }).click()
  await expect(page.getByText('已撤销，两个账号分开了').filter({ visible: true })).toBeVisible()
  await page.goto('/addresses')
  await expect(page.getByText('还没有收货地址')).toBeVisible()
})

test('the number is changed after a code to the old one', async ({ page, shop }) => {
  const [phone, next] = [newPhone(), newPhone()]
  await signInQuietly(page, shop, phone)
  await page.goto('/phone')
  await page.getByRole('button', { name: '更换手机号' }).click()
  await expect(page.getByText('先确认是你本人')).toBeVisible()
  await typeCode(page, shop, phone, 'prove')
  await shot(page, 'h5-proof')
  await page.getByRole('button', { name: '确认', exact: true }).click()
  await page.getByRole('main').getByLabel('手机号', { exact: true }).fill(next)
  await typeCode(page, shop, next, 'bindPhone')
  await shot(page, 'h5-phone-change')
  await page.getByRole('button', { name: '换成这个号码' }).click()
  await expect(page.getByText('手机号已更换').filter({ visible: true }).first()).toBeVisible()
  await expect(page.getByText(masked(next)).first()).toBeVisible()
})

test('a number of another account is a choice, which leads to the merge', async ({ page, shop }) => {
  const [phone, other] = [newPhone(), newPhone()]
  await signUpByWechat(shop, { shopper: `taken-${other}`, phone: other })
  await signInQuietly(page, shop, phone)
  await page.goto('/phone/change')
  await typeCode(page, shop, phone, 'prove')
  await page.getByRole('button', { name: '确认', exact: true }).click()
  await page.getByRole('main').getByLabel('手机号', { exact: true }).fill(other)
  await typeCode(page, shop, other, 'bindPhone')
  await page.getByRole('button', { name: '换成这个号码' }).click()
  await expect(page.getByText('这个手机号已属于另一个账号')).toBeVisible()
  await shot(page, 'h5-phone-taken')
  await page.getByRole('button', { name: '合并两个账号' }).click()
  // The number is there already, and so is the wait for its next code.
  await expect(page.getByLabel('另一个账号的手机号')).toHaveValue(other)
  await expect(page.getByRole('button', { name: /秒后重发/ })).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} scheme`, () => {
    test.use({ colorScheme })

    test('a dormant account asks for a name, or lets one start afresh', async ({ page, shop }) => {
      await signInQuietly(page, shop, newPhone())
      await page.route('**/v1/me', async (route) => {
        const response = await route.fetch()
        await route.fulfill({ response, json: { ...((await response.json()) as object), isLimited: true, capability: 'member' } })
      })
      await page.goto('/addresses')
      await page.getByRole('main').getByRole('button', { name: '登录' }).click()
      await expect(gate(page)).toContainText('这个账号很久没用了')
      await shot(page, `h5-dormant-gate-${colorScheme}`)
      await gate(page).getByRole('button', { name: '去确认' }).click()
      await expect(page.getByLabel('收货人姓名')).toBeVisible()
      await page.getByRole('button', { name: '确认是我的账号' }).click()
      await expect(page.getByText('请填写收货人姓名')).toBeVisible()
      await shot(page, `h5-dormant-${colorScheme}`)
    })
  })
}

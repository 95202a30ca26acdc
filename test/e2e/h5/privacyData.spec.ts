import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { CONSENT_VERSION } from '../../../contract/limits'
import type { Shop } from '../support/shop'
import { shot } from '../support/shots'
import { expect, test } from './h5Test'
import { favouriteButton, gate, newPhone, openFirstProduct, requestCode, signInBySms } from './shopper'

const heading = (page: Page, name: string) => page.getByRole('heading', { name })

/** A member on the page about his data. */
async function openMine(page: Page, shop: Shop, phone: string): Promise<void> {
  await page.goto('/settings/privacy')
  await page.getByRole('main').getByRole('button', { name: '登录', exact: true }).click()
  await signInBySms(page, shop, phone)
  await expect(page.getByRole('button', { name: /^导出我的数据/ })).toBeVisible()
}

test('a guest chooses about statistics on his device, and the choice stays with it', async ({ page }) => {
  await page.goto('/settings')
  await page.getByRole('link', { name: /^隐私与数据/ }).click()
  await expect(heading(page, '登录后管理你的数据')).toBeVisible()
  await shot(page, 'h5-privacy-data-guest')
  await expect(page.getByRole('switch', { name: '使用统计' })).not.toBeChecked()
  await page.getByRole('switch', { name: '使用统计' }).click()
  await page.reload()
  await expect(page.getByRole('switch', { name: '使用统计' })).toBeChecked()
})

test('consent is taken back as easily as it was given, and the next gated action asks again and completes', async ({ page, shop }) => {
  await openMine(page, shop, newPhone())
  await page.getByRole('switch', { name: '使用统计' }).click()
  await expect(page.getByRole('switch', { name: '使用统计' })).toBeChecked()
  await shot(page, 'h5-privacy-data')
  await page.getByRole('button', { name: '撤回' }).click()
  await expect(gate(page)).toContainText('撤回同意？')
  await shot(page, 'h5-privacy-withdraw')
  await gate(page).getByRole('button', { name: '撤回同意' }).click()
  await expect(page.getByText('已撤回，需要时会再问你')).toBeVisible()
  await expect(page.getByRole('switch', { name: '使用统计' })).not.toBeChecked()
  await expect(page.getByText(/在网页同意；.*在网页撤回/).first()).toBeVisible()

  await openFirstProduct(page)
  await favouriteButton(page).click()
  await expect(gate(page)).toContainText('先同意协议，再继续')
  await shot(page, 'h5-consent-again')
  await gate(page).getByRole('checkbox').click()
  await gate(page).getByRole('button', { name: '同意并继续' }).click()
  await expect(favouriteButton(page)).toHaveAccessibleName(/^取消收藏/)
})

test('the export is a file with what is his, in full', async ({ page, shop }) => {
  const phone = newPhone()
  await openMine(page, shop, phone)
  await page.getByRole('button', { name: /^导出我的数据/ }).click()
  const button = gate(page).getByRole('button', { name: '下载到这台设备' })
  await expect(button).toBeVisible()
  await shot(page, 'h5-export')
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()])
  expect(download.suggestedFilename()).toMatch(/我的数据-\d{4}-\d{2}-\d{2}\.json$/)
  const data = JSON.parse(await readFile(await download.path(), 'utf8')) as { phone: { number: string }; consents: object[] }
  expect(data.phone.number).toBe(phone)
  expect(data.consents).toHaveLength(1)

  await gate(page).getByRole('button', { name: '关闭' }).first().click()
  await page.getByRole('link', { name: /^账号动态/ }).click()
  await expect(page.getByText('导出数据')).toBeVisible()
  await expect(page.getByText('注册 · 短信验证码')).toBeVisible()
  await shot(page, 'h5-security-events')
})

test('an account is closed in two steps, and leaves a guest who knows until when it can come back', async ({ page, shop }) => {
  await openMine(page, shop, newPhone())
  await page.getByRole('button', { name: /^注销账号/ }).click()
  await expect(gate(page)).toContainText('会保留')
  await shot(page, 'h5-deletion-facts')
  await gate(page).getByRole('button', { name: '继续注销' }).click()
  await expect(gate(page)).toContainText('确定注销？')
  await shot(page, 'h5-deletion-sure')
  await gate(page).getByRole('button', { name: '确定注销' }).click()
  await expect(gate(page)).toContainText('已申请注销')
  await shot(page, 'h5-deletion-done')
  await gate(page).getByRole('button', { name: '知道了' }).click()
  await expect(heading(page, '登录后管理你的数据')).toBeVisible()
  expect((await page.context().request.get('/v1/me')).status()).toBe(401)
})

test('signing in to an account that is being deleted offers to restore it', async ({ page, shop }) => {
  const phone = await deletedFromThePhone(shop)
  await page.goto('/settings/privacy')
  await page.getByRole('main').getByRole('button', { name: '登录', exact: true }).click()
  await requestCode(page, phone)
  await expect.poll(async () => (await shop.sms(phone)).length).toBeGreaterThan(0)
  await gate(page).getByLabel('验证码', { exact: true }).fill((await shop.sms(phone))[0]?.code ?? '')
  await gate(page).getByRole('button', { name: '登录', exact: true }).click()
  await expect(gate(page)).toContainText('你申请了注销这个账号')
  await shot(page, 'h5-deletion-undo')
  await gate(page).getByRole('button', { name: '恢复账号并登录' }).click()
  await expect(page.getByRole('button', { name: /^导出我的数据/ })).toBeVisible()
})

/** Somebody of the mini-program, with a number, who has asked for his account to be deleted. Answers the number. */
async function deletedFromThePhone(shop: Shop): Promise<string> {
  const shopper = `h5-leaving-${Date.now()}`
  const post = async <T>(url: string, body: object, token?: string): Promise<T> => {
    const headers = { 'content-type': 'application/json', 'x-client': 'weapp', ...(token ? { authorization: `Bearer ${token}` } : {}) }
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
    if (!response.ok) throw new Error(`${url}: ${await response.text()}`)
    return (await response.json()) as T
  }
  const phone = newPhone()
  await fetch(`${shop.wechatUrl}/sandbox/shoppers/${shopper}`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ phone }) })
  const { code } = await post<{ code: string }>(`${shop.wechatUrl}/sandbox/login`, { shopper })
  const { code: phoneCode } = await post<{ code: string }>(`${shop.wechatUrl}/sandbox/phone`, { shopper })
  const { token } = await post<{ token: string }>(`${shop.url}/v1/auth/wechat`, { code, phoneCode, consent: { version: CONSENT_VERSION } })
  await post(`${shop.url}/v1/me/deletion`, {}, token)
  return phone
}

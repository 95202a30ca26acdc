import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { Shop } from '../support/shop'
import { shot } from '../support/shots'
import { expect, test } from './h5Test'
import { favouriteButton, gate, newPhone, openFirstProduct, signInBySms } from './shopper'

const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.49'
const ANDROID = 'Mozilla/5.0 (Linux; Android 14; wv) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/116.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.50'

async function post<T>(url: string, body: object, headers: Record<string, string> = {}): Promise<T> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })
  return (await response.json()) as T
}

/** Signs the shopper in on a phone with the mini-program, his number along. Answers the phone's token. */
async function onPhone(shop: Shop, shopper: string, userAgent: string, phone?: string): Promise<string> {
  const sandbox = (path: string, body: object) => post<{ code: string }>(`${shop.wechatUrl}/sandbox/${path}`, body)
  if (phone) await fetch(`${shop.wechatUrl}/sandbox/shoppers/${shopper}`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ phone }) })
  const { code } = await sandbox('login', { shopper })
  const phoneCode = phone ? (await sandbox('phone', { shopper })).code : undefined
  const { token } = await post<{ token: string }>(`${shop.url}/v1/auth/wechat`, { code, phoneCode, consent: { version: '2026-11-01' } }, { 'user-agent': userAgent, 'x-client': 'weapp' })
  return token
}

const statusOf = async (shop: Shop, token: string) => (await fetch(`${shop.url}/v1/me`, { headers: { authorization: `Bearer ${token}` } })).status

async function becomeMember(page: Page, shop: Shop, phone: string) {
  await page.goto('/mine')
  await page.getByRole('button', { name: /点此登录/ }).click()
  await signInBySms(page, shop, phone)
  await expect(page.getByText(/139\*{4}\d{4}/).first()).toBeVisible()
}

test('a shopper sees where he is signed in, is told of a new sign-in, and ends it', async ({ page, shop }) => {
  const phone = newPhone()
  const phoneToken = await onPhone(shop, `devices-${phone}`, IPHONE, phone)
  await becomeMember(page, shop, phone)
  await expect(page.getByText('你的账号有新的登录')).toBeHidden()

  const strange = await onPhone(shop, `devices-${phone}`, ANDROID)
  await page.reload()
  await expect(page.getByText(/在微信小程序 · 本机登录（安卓手机）/)).toBeVisible()
  await shot(page, 'h5-mine-notice')
  await page.getByRole('button', { name: '不是你？查看登录设备' }).click()
  await expect(page).toHaveURL(/\/sessions/)
  await expect(page.getByText('iPhone · 微信小程序')).toBeVisible()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await shot(page, `h5-sessions-${colorScheme}`)
    expect((await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']).analyze()).violations.map(({ id }) => id)).toEqual([])
  }

  await page.getByRole('button', { name: '退出安卓手机 · 微信小程序' }).click()
  await shot(page, 'h5-sessions-ask')
  await gate(page).getByRole('button', { name: '退出', exact: true }).click()
  await expect(page.getByText('安卓手机 · 微信小程序', { exact: true })).toBeHidden()
  expect(await statusOf(shop, strange)).toBe(401)
  expect(await statusOf(shop, phoneToken)).toBe(200)

  await page.getByRole('main').last().getByRole('button', { name: '知道了' }).click()
  await page.goto('/mine')
  await expect(page.getByText(/139\*{4}\d{4}/).first()).toBeVisible()
  await expect(page.getByText('你的账号有新的登录')).toBeHidden()
})

test('ends all others in one go, reached from the settings', async ({ page, shop }) => {
  const phone = newPhone()
  const tokens = [await onPhone(shop, `all-${phone}`, IPHONE, phone), await onPhone(shop, `all-${phone}`, ANDROID)]
  await becomeMember(page, shop, phone)
  await page.goto('/settings')
  await shot(page, 'h5-settings')
  await page.getByRole('link', { name: /登录设备/ }).click()
  await page.getByRole('button', { name: '退出其他设备', exact: true }).click()
  await expect(gate(page).getByText('退出其他 2 台设备？')).toBeVisible()
  await gate(page).getByRole('button', { name: '退出', exact: true }).click()
  await expect(page.getByText(/只在这台设备上登录着/)).toBeVisible()
  await shot(page, 'h5-sessions-alone')
  expect(await Promise.all(tokens.map((token) => statusOf(shop, token)))).toEqual([401, 401])
})

test('a browser that was ended from elsewhere is a guest, and its next gated tap asks and then completes', async ({ page, shop }) => {
  const phone = newPhone()
  const token = await onPhone(shop, `ended-${phone}`, IPHONE, phone)
  await becomeMember(page, shop, phone)
  await openFirstProduct(page)
  const ended = await fetch(`${shop.url}/v1/me/sessions`, { method: 'DELETE', headers: { authorization: `Bearer ${token}` } })
  expect(await ended.json()).toEqual({ count: 1 })
  await favouriteButton(page).click()
  await signInBySms(page, shop, newPhone())
  await expect(favouriteButton(page)).toHaveAccessibleName(/^取消收藏/)
})

test('a guest who opens the page is asked in place', async ({ page }) => {
  await page.goto('/sessions')
  await expect(page.getByRole('heading', { name: '登录后看登录设备' })).toBeVisible()
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await expect(gate(page)).toBeVisible()
})

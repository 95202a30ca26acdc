import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { shot } from '../support/shots'
import { expect, test } from './h5Test'
import { favouriteButton, gate, newPhone, openFirstProduct, signInBySms } from './shopper'
import { agreeAs, IN_WECHAT, leaveForWechat, wechatPage } from './wechatBrowser'

const WIDE = { viewport: { width: 1280, height: 900 }, isMobile: false, hasTouch: false }

async function tapFavourite(page: Page) {
  await openFirstProduct(page)
  await favouriteButton(page).click()
  await expect(gate(page).getByRole('button', { name: /微信(扫码)?登录/ })).toBeVisible()
}

function countSaves(page: Page): string[] {
  const saves: string[] = []
  page.on('request', (request) => void (request.method() === 'PUT' && request.url().includes('/v1/me/favourites/') && saves.push(request.url())))
  return saves
}

test.describe('inside WeChat', () => {
  test.use({ userAgent: IN_WECHAT })

  test('a guest taps favourite, agrees on WeChat’s page, and finds it saved without a second tap', async ({ page, shop }) => {
    const saves = countSaves(page)
    await tapFavourite(page)
    const url = page.url()
    await shot(page, 'h5-gate-wechat')
    await gate(page).getByRole('button', { name: '微信登录' }).click()
    await expect(gate(page)).toContainText('请先阅读并勾选同意')

    await leaveForWechat(page)
    await expect(wechatPage(page)).toBeVisible()
    expect(page.url().startsWith(shop.wechatUrl)).toBe(true)
    await shot(page, 'wechat-page')
    await agreeAs(page, 'h5-first')

    await expect(favouriteButton(page)).toHaveAccessibleName(/^取消收藏/)
    await expect(gate(page)).toBeHidden()
    expect(new URL(page.url()).pathname).toBe('/product')
    expect(page.url()).not.toMatch(/code=|state=/)
    expect(new URL(page.url()).searchParams.get('id')).toBe(new URL(url).searchParams.get('id'))
    expect(saves).toHaveLength(1)

    // Back lies WeChat's page, and behind it the product: no address in between that would send the code again.
    await page.goBack()
    await expect(wechatPage(page)).toBeVisible()
    await page.goBack()
    await expect(favouriteButton(page)).toHaveAccessibleName(/^取消收藏/)
    expect(page.url()).not.toMatch(/code=|state=/)
    expect(saves).toHaveLength(1)
  })

  test('who agrees a second time, on the page that lies behind, is not thrown out', async ({ page }) => {
    await tapFavourite(page)
    await leaveForWechat(page)
    await agreeAs(page, 'h5-twice')
    await expect(favouriteButton(page)).toHaveAccessibleName(/^取消收藏/)
    await page.goBack()
    await agreeAs(page, 'h5-twice')
    await expect(favouriteButton(page)).toHaveAccessibleName(/^取消收藏/)
    expect(page.url()).not.toMatch(/code=|state=/)
    await expect(page.getByText('刚才的登录没有完成')).toBeHidden()
  })

  test('a returning shopper sees no page at all', async ({ page, context }) => {
    await tapFavourite(page)
    await leaveForWechat(page)
    await agreeAs(page, 'h5-returning')
    await expect(favouriteButton(page)).toHaveAccessibleName(/^取消收藏/)
    for (const name of ['session', 'signed_in']) await context.clearCookies({ name })

    await page.goto('/mine')
    await page.getByRole('button', { name: /点此登录/ }).click()
    const pages: string[] = []
    page.on('framenavigated', (frame) => void pages.push(new URL(frame.url()).pathname))
    await leaveForWechat(page)
    await expect(page.getByRole('heading', { name: 'h5-returning' })).toBeVisible()
    expect(new Set(pages)).toEqual(new Set(['/mine']))
    await shot(page, 'h5-mine-wechat')
  })

  test('a refusal leaves him where he was, says what it was for, and the code is still a way in', async ({ page, shop }) => {
    await tapFavourite(page)
    const { search } = new URL(page.url())
    await leaveForWechat(page)
    await page.getByRole('link', { name: '拒绝' }).click()
    await expect(gate(page)).toContainText('没有授权也没关系')
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe(`/product${search}`)
    await shot(page, 'h5-gate-wechat-refused')

    await page.reload()
    await expect(gate(page).getByRole('button', { name: '微信登录' })).toBeVisible()
    await expect(gate(page)).not.toContainText('没有授权也没关系')
    await gate(page).getByRole('button', { name: '用手机验证码登录' }).click()
    await shot(page, 'h5-gate-wechat-sms')
    await signInBySms(page, shop, newPhone())
    await expect(favouriteButton(page)).toHaveAccessibleName(/^取消收藏/)
  })

  test('"back" on WeChat’s page is a refusal as well', async ({ page }) => {
    await tapFavourite(page)
    await leaveForWechat(page)
    await expect(wechatPage(page)).toBeVisible()
    await page.goBack()
    await expect(gate(page).getByRole('button', { name: '微信登录' })).toBeEnabled()
    await gate(page).getByRole('button', { name: '先不登录，继续逛' }).click()
    await expect(favouriteButton(page)).toHaveAccessibleName(/^收藏/)
  })

  test('in a preview he is told to open the whole page, and nobody is signed up', async ({ page }) => {
    await tapFavourite(page)
    await leaveForWechat(page)
    await agreeAs(page, 'h5-preview', { isSnapshot: true })
    await expect(gate(page)).toContainText('使用完整服务')
    expect((await page.context().request.get('/v1/me')).status()).toBe(401)
  })

  test('a link that somebody else’s sign-in left signs nobody in, and ends in the shop', async ({ page, browser, shop }) => {
    const attacker = await browser.newContext({ userAgent: IN_WECHAT, baseURL: shop.url })
    const other = await attacker.newPage()
    await other.goto('/')
    const started = await other.evaluate(async () => {
      const body = JSON.stringify({ way: 'web', returnTo: '/', consent: { version: '2026-11-01' } })
      const response = await fetch('/v1/auth/wechat/web', { method: 'POST', body, headers: { 'content-type': 'application/json', 'x-client': 'h5' } })
      return ((await response.json()) as { url: string }).url
    })
    const { search } = new URL(started)
    const back = await attacker.request.get(`${shop.wechatUrl}/sandbox/web/agree${search}&shopper=h5-attacker`, { maxRedirects: 0 })
    const link = back.headers()['location'] ?? ''
    expect(link).toContain('/v1/auth/wechat/callback?code=')

    const answer = page.waitForResponse((response) => response.url().includes('/v1/auth/wechat/callback'))
    await page.goto(link)
    expect((await answer).status()).toBe(400)
    await expect(page.getByText('刚才的登录没有完成')).toBeVisible()
    await expect(page).toHaveURL(`${shop.url}/`)
    expect((await page.context().request.get('/v1/me')).status()).toBe(401)
    await attacker.close()
  })

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`the sheet has no accessibility fault that a machine can find, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme })
      await tapFavourite(page)
      await settled(page)
      expect((await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']).analyze()).violations).toEqual([])
      await shot(page, `h5-gate-wechat-${colorScheme}`)
    })
  }
})

test.describe('on a desktop', () => {
  test.use(WIDE)

  test('the code is scanned on WeChat’s page, and the tapped action completes', async ({ page }) => {
    const saves = countSaves(page)
    await tapFavourite(page)
    await shot(page, 'h5-wide-gate-wechat')
    await leaveForWechat(page, '微信扫码登录')
    await expect(page.getByRole('heading', { name: '用微信扫码登录' })).toBeVisible()
    await shot(page, 'wechat-page-wide')
    await agreeAs(page, 'h5-desktop')
    await expect(favouriteButton(page)).toHaveAccessibleName(/^取消收藏/)
    expect(page.url()).not.toMatch(/code=|state=/)
    expect(saves).toHaveLength(1)
  })

  test('in the dark', async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'dark' })
    await tapFavourite(page)
    await settled(page)
    await shot(page, 'h5-wide-gate-wechat-dark')
  })
})

test('the ordinary browser of a phone is offered the code alone, without asking the shop', async ({ page }) => {
  const asked: string[] = []
  page.on('request', (request) => void (request.url().includes('/v1/auth/ways') && asked.push(request.url())))
  await openFirstProduct(page)
  await favouriteButton(page).click()
  await expect(gate(page).getByLabel('手机号', { exact: true })).toBeVisible()
  await expect(gate(page).getByRole('button', { name: /微信/ })).toHaveCount(0)
  expect(asked).toEqual([])
})

/** The sheet slides in; it is looked at where it comes to rest. */
async function settled(page: Page) {
  await gate(page).evaluate(async (sheet) => {
    await Promise.all(sheet.ownerDocument.getAnimations().map((animation) => animation.finished.catch(() => undefined)))
  })
}

import type { Page } from '@playwright/test'
import { watchCollector } from '../support/analytics'
import { shot } from '../support/shots'
import { expect, test } from './h5Test'
import { favouriteButton, gate, newPhone, openFirstProduct, signInBySms } from './shopper'

/** Switches statistics on on the privacy page. */
async function allowTracking(page: Page) {
  await page.goto('/settings/privacy')
  const tracking = page.getByRole('switch', { name: '使用统计' })
  await expect(tracking).not.toBeChecked()
  await shot(page, 'h5-tracking-off')
  await tracking.click()
  await expect(tracking).toBeChecked()
  await shot(page, 'h5-tracking-on')
}

test('with a yes, the way through the gate is counted step by step, and who he is only as a hash', async ({ page, shop }) => {
  const collected = await watchCollector(shop)
  const phone = newPhone()
  await allowTracking(page)
  await openFirstProduct(page)
  await favouriteButton(page).click()
  await signInBySms(page, shop, phone)
  await expect(favouriteButton(page)).toHaveAccessibleName(/^取消收藏/)

  await expect.poll(async () => (await collected()).steps.at(-1)).toBe('favourite added')
  const { steps, hits } = await collected()
  expect(steps).toEqual(['view home', 'view product', 'login gateShown favourite', 'login wayChosen sms', 'login succeeded sms', 'favourite added'])
  expect(new Set(hits.map(({ _id: visitor }) => visitor)).size).toBe(1)
  expect(hits.map(({ uid }) => uid !== undefined)).toEqual([false, false, false, false, true, true])
  expect(new Set(hits.map(({ dimension1: client }) => client))).toEqual(new Set(['h5']))
  expect(JSON.stringify(hits)).not.toContain(phone)
  expect(hits.map(({ url }) => url)).toEqual(hits.map(({ url }) => url?.replace(/\?.*/, '')))

  await page.goto('/dev/analytics')
  await expect(page.getByRole('cell', { name: 'login · gateShown · favourite' }).first()).toBeVisible()
  await shot(page, 'h5-dev-analytics')
})

test('a refusal is counted, a search without its words', async ({ page, shop }) => {
  const collected = await watchCollector(shop)
  await allowTracking(page)
  await openFirstProduct(page)
  await favouriteButton(page).click()
  await gate(page).getByRole('button', { name: '先不登录，继续逛' }).click()
  await expect.poll(async () => (await collected()).steps).toEqual(['view home', 'view product', 'login gateShown favourite', 'login refused favourite'])

  await page.goto('/search')
  await page.getByRole('searchbox').fill('牛奶')
  await page.getByRole('searchbox').press('Enter')
  await expect(page).toHaveURL(/\/list\?q=/)
  await expect.poll(async () => (await collected()).steps.slice(4)).toEqual(['view search', 'search submitted', 'view list'])
  expect(JSON.stringify((await collected()).hits)).not.toMatch(/牛奶|%E7/i)
})

test('without a yes nothing is counted, kept or sent', async ({ page, shop }) => {
  const collected = await watchCollector(shop)
  const calls: string[] = []
  page.on('request', (request) => calls.push(new URL(request.url()).pathname))
  await openFirstProduct(page)
  await favouriteButton(page).click()
  await signInBySms(page, shop, newPhone())
  await expect(favouriteButton(page)).toHaveAccessibleName(/^取消收藏/)
  await page.waitForLoadState('networkidle')
  expect(calls).not.toContain('/v1/analytics')
  expect(calls).toContain('/v1/auth/sms')
  expect((await collected()).hits).toEqual([])
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('visitorId')
})

test('what could not be sent is sent once the network is back, in order and once', async ({ page, shop, context }) => {
  const collected = await watchCollector(shop)
  await allowTracking(page)
  await openFirstProduct(page)
  await expect.poll(async () => (await collected()).steps).toEqual(['view home', 'view product'])
  await context.setOffline(true)
  await favouriteButton(page).click()
  await expect(gate(page)).toBeVisible()
  await gate(page).getByRole('button', { name: '先不登录，继续逛' }).click()
  await expect(gate(page)).toBeHidden()
  expect((await collected()).steps).toHaveLength(2)
  await context.setOffline(false)
  await expect.poll(async () => (await collected()).steps).toEqual(['view home', 'view product', 'login gateShown favourite', 'login refused favourite'])
})

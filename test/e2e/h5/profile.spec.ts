import type { Page } from '@playwright/test'
import { shot } from '../support/shots'
import { heavyPhoto, photoOfFace } from '../support/faces'
import type { Shop } from '../support/shop'
import { expect, test } from './h5Test'
import { newPhone, signInBySms } from './shopper'

const face = (page: Page) => page.getByRole('group', { name: '头像' }).locator('img')
/** Pages below stay in the document, hidden, with a toast of their own. */
const said = (page: Page, text: string) => page.getByText(text).filter({ visible: true })
const pick = (page: Page, buffer: Buffer, name = 'face.jpg') => page.locator('input[type=file]').setInputFiles({ name, mimeType: 'image/jpeg', buffer })

async function openProfile(page: Page, shop: Shop) {
  await page.goto('/mine')
  await page.getByRole('button', { name: /点此登录/ }).click()
  await signInBySms(page, shop, newPhone())
  await page.getByRole('link', { name: /修改个人资料/ }).click()
  await expect(page).toHaveURL(/\/profile$/)
  await expect(page.getByLabel('昵称')).toBeVisible()
}

test('a member gives himself a face and a name, and meets them on his page', async ({ page, shop }) => {
  await openProfile(page, shop)
  await expect(page.locator('input[type=file]')).toBeHidden()
  await shot(page, 'h5-profile-empty')
  await pick(page, await photoOfFace())
  await expect(said(page, '头像已更新')).toBeVisible()
  await expect(face(page)).toHaveAttribute('src', /^\/v1\/avatars\/[\w-]{22}\/288\.webp$/)
  await page.getByLabel('昵称').fill('爱吃临期面包的林小满和她的三只橘猫大胖二胖小胖')
  await page.getByLabel('昵称').press('Enter')
  await expect(said(page, '已保存')).toBeVisible()
  await shot(page, 'h5-profile')

  await page.reload()
  await expect(page.getByLabel('昵称')).toHaveValue('爱吃临期面包的林小满和她的三只橘猫大胖二胖小胖')
  await page.goto('/mine')
  await expect(page.getByRole('heading', { name: /林小满/ })).toBeVisible()
  await expect.poll(() => page.getByRole('link', { name: /修改个人资料/ }).locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(288)
  await shot(page, 'h5-mine-face')
})

test('a camera’s picture of many megabytes is drawn smaller before it leaves', async ({ page, shop }) => {
  const photo = await heavyPhoto()
  expect(photo.length).toBeGreaterThan(5 * 1024 * 1024)
  await openProfile(page, shop)
  const upload = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/v1/me/avatar'))
  await pick(page, photo)
  const sizes = await (await upload).sizes()
  expect(sizes.requestBodySize).toBeLessThan(1024 * 1024)
  await expect(said(page, '头像已更新')).toBeVisible()
})

test('a failed upload keeps the picture for another try; what is no picture is said to be none', async ({ page, shop }) => {
  await openProfile(page, shop)
  await page.route('**/v1/me/avatar', (route) => route.abort('internetdisconnected'))
  await pick(page, await photoOfFace())
  const section = page.getByRole('group', { name: '头像' })
  await expect(section.getByRole('alert')).toContainText('网络断开了')
  await expect(face(page)).toHaveAttribute('src', /^blob:/)
  await shot(page, 'h5-profile-failed')
  await page.unroute('**/v1/me/avatar')
  await page.getByRole('button', { name: '再传一次' }).click()
  await expect(face(page)).toHaveAttribute('src', /^\/v1\/avatars\//)

  await pick(page, Buffer.from('%PDF-1.7 not a face'), 'face.jpg')
  await expect(section.getByRole('alert')).toContainText('请用 JPG、PNG、WebP 或 GIF 图片')
  await expect(face(page)).toHaveAttribute('src', /^\/v1\/avatars\//)
  await page.getByRole('button', { name: '移除头像' }).click()
  await expect(face(page)).toHaveCount(0)
})

test.describe('in the dark, in large text', () => {
  test.use({ colorScheme: 'dark' })
  test('the page holds', async ({ page, shop }) => {
    await page.goto('/settings')
    await page.getByRole('switch').first().click()
    await openProfile(page, shop)
    await pick(page, await photoOfFace())
    await expect(page.getByRole('button', { name: '移除头像' })).toBeVisible()
    await shot(page, 'h5-profile-dark')
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  })
})

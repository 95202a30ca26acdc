import { expect, test } from './h5Test'
import { favouriteButton, gate, newPhone, openFirstProduct, requestCode, signInBySms } from './shopper'
import { shot } from '../support/shots'

test('a guest browses, taps favourite, signs in, and finds it saved without a second tap', async ({ page, shop }) => {
  const requests: string[] = []
  page.on('request', (request) => requests.push(`${request.method()} ${new URL(request.url()).pathname}`))
  await page.goto('/')
  await expect(page.getByRole('heading', { name: '快到期' })).toBeVisible()
  await shot(page, 'h5-home')
  await openFirstProduct(page)
  await shot(page, 'h5-product')

  await favouriteButton(page).click()
  await expect(gate(page)).toContainText('登录后就收藏好了')
  await expect(gate(page).getByRole('checkbox')).not.toBeChecked()
  await shot(page, 'h5-gate')
  await signInBySms(page, shop, newPhone())

  await expect(favouriteButton(page)).toHaveAccessibleName(/^取消收藏/)
  expect(requests.filter((request) => request.startsWith('PUT /v1/me/favourites/'))).toHaveLength(1)
})

test('what he saved, and the address he adds, are there after a reload', async ({ page, shop }) => {
  const name = await openFirstProduct(page)
  await favouriteButton(page).click()
  await signInBySms(page, shop, newPhone())
  await expect(favouriteButton(page)).toHaveAccessibleName(/^取消收藏/)

  await page.goto('/addresses/edit')
  await page.getByLabel('收货人', { exact: true }).fill('王小满')
  await page.getByLabel('手机号', { exact: true }).fill('13800138000')
  await page.getByRole('button', { name: /所在地区/ }).click()
  for (const region of ['浙江省', '杭州市', '西湖区']) await gate(page).getByRole('option', { name: region }).click()
  await page.getByLabel('详细地址', { exact: true }).fill('文三路 100 号 3 幢 502')
  await shot(page, 'h5-address-form')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('文三路 100 号 3 幢 502')).toBeVisible()

  await page.goto('/addresses')
  await expect(page.getByText('王小满')).toBeVisible()
  await expect(page.getByText('浙江省 杭州市 西湖区').or(page.getByText('浙江省杭州市西湖区')).first()).toBeVisible()
  await shot(page, 'h5-addresses')
  await page.goto('/favourites')
  await expect(page.getByRole('link', { name: new RegExp(escape(name)) })).toBeVisible()
  await shot(page, 'h5-favourites')
})

test('who declines stays where he was, as a guest, and is not asked again until he taps', async ({ page }) => {
  await openFirstProduct(page)
  const url = page.url()
  await favouriteButton(page).click()
  await gate(page).getByRole('button', { name: '先不登录，继续逛' }).click()
  await expect(gate(page)).toBeHidden()
  expect(page.url()).toBe(url)
  await expect(favouriteButton(page)).toHaveAccessibleName(/^收藏/)
  await page.reload()
  await expect(favouriteButton(page)).toBeVisible()
  await expect(gate(page)).toBeHidden()
  await favouriteButton(page).click()
  await expect(gate(page)).toBeVisible()
})

test('a reload in the middle of the gate brings the sheet back, and the action is still done once', async ({ page, shop }) => {
  await openFirstProduct(page)
  await favouriteButton(page).click()
  await requestCode(page, newPhone())
  await page.reload()
  await expect(gate(page)).toContainText('登录后就收藏好了')

  const saves: string[] = []
  page.on('request', (request) => void (request.url().includes('/v1/me/favourites/') && request.method() === 'PUT' && saves.push(request.url())))
  await signInBySms(page, shop, newPhone())
  await expect(favouriteButton(page)).toHaveAccessibleName(/^取消收藏/)
  expect(saves).toHaveLength(1)
})

test('a wrong code is said in plain words, and the form keeps what was typed', async ({ page }) => {
  const phone = newPhone()
  await openFirstProduct(page)
  await favouriteButton(page).click()
  await requestCode(page, phone)
  await gate(page).getByLabel('验证码', { exact: true }).fill('000000')
  await gate(page).getByRole('button', { name: '登录', exact: true }).click()
  await expect(gate(page).getByRole('alert')).toContainText('验证码')
  await expect(gate(page).getByLabel('手机号', { exact: true })).toHaveValue(phone)
})

test('without the agreement nothing leaves the phone, not even the number', async ({ page, shop }) => {
  const phone = newPhone()
  await openFirstProduct(page)
  await favouriteButton(page).click()
  await gate(page).getByLabel('手机号', { exact: true }).fill(phone)
  await gate(page).getByRole('button', { name: '获取验证码' }).click()
  await expect(gate(page)).toContainText('请先阅读并勾选同意')
  expect(await shop.sms(phone)).toEqual([])
})

test('the token never reaches the page: no storage holds it, and the cookie is HttpOnly', async ({ page, shop, context }) => {
  await openFirstProduct(page)
  await favouriteButton(page).click()
  await signInBySms(page, shop, newPhone())
  const session = (await context.cookies()).find(({ name }) => name.endsWith('session'))
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
  const seen = await page.evaluate(() => JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }) + document.cookie)
  expect(seen).not.toContain(session?.value)
})

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

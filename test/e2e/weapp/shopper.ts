import { expect, type Locator } from '@playwright/test'
import type { Shop } from '../support/shop'
import type { WeappDriver } from './host/node/driver'

/** The sheet in front of the page: the gate, or a choice. */
export const sheet = (app: WeappDriver): Locator => app.screen.getByRole('dialog')

/** The heart of the product page, or of the first card of a list. */
export const favouriteButton = (app: WeappDriver): Locator => app.screen.getByRole('button', { name: /^(取消)?收藏/ }).first()

/** From home to the first product, by tapping its card. */
export async function openFirstProduct(app: WeappDriver) {
  await app.tap(app.screen.getByRole('listitem').first().getByRole('link'))
  await app.waitForRoute('pages/product/index')
  await expect(favouriteButton(app)).toBeVisible()
}

export async function agree(app: WeappDriver) {
  await app.tap(sheet(app).getByRole('checkbox'))
  await expect(sheet(app).getByRole('checkbox')).toBeChecked()
}

/** Agrees and takes the one tap that the sheet offers. */
export async function signInByWechat(app: WeappDriver) {
  await agree(app)
  await app.tap(sheet(app).getByRole('button', { name: '微信一键登录' }))
  await expect(sheet(app)).toBeHidden()
}

/** Opens 我的 and one of its lines. */
export async function openFromMine(app: WeappDriver, line: string) {
  await app.tapTab('我的')
  await app.tap(app.screen.getByRole('link', { name: new RegExp(`^${line}`) }))
}

/** Types a number and the code that the shop has sent to it. */
export async function proveBySms(app: WeappDriver, form: Locator, shop: Shop, phone: string, submit: string) {
  await form.getByLabel('手机号', { exact: true }).fill(phone)
  await app.tap(form.getByRole('button', { name: '获取验证码' }))
  await expect.poll(async () => (await shop.sms(phone)).length).toBeGreaterThan(0)
  await form.getByLabel('验证码', { exact: true }).fill((await shop.sms(phone))[0]?.code ?? '')
  await app.tap(form.getByRole('button', { name: submit, exact: true }))
}

let lastNumber = Math.floor(Math.random() * 1e6)

/** A number that no other journey of this run uses. */
export function newPhone(): string {
  lastNumber += 1
  return `138${String(lastNumber).padStart(8, '0')}`
}

/** Calls of the app to one path, by method. */
export function requestsTo(app: WeappDriver, method: string, path: RegExp) {
  return app.requests.filter((request) => request.method === method && path.test(request.path))
}

import { expect, type Page } from '@playwright/test'
import { gate } from './shopper'

/** How WeChat's own browser names itself. */
export const IN_WECHAT = 'Mozilla/5.0 (Linux; Android 14; V2307A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.49.2600 NetType/WIFI Language/zh_CN'

export const wechatPage = (page: Page) => page.getByRole('heading', { name: /申请使用你的微信昵称和头像|用微信扫码登录/ })

/** From the gate to WeChat's page, with the agreement ticked. */
export async function leaveForWechat(page: Page, button = '微信登录') {
  const agreement = gate(page).getByRole('checkbox')
  if (!(await agreement.isChecked())) await agreement.click()
  await gate(page).getByRole('button', { name: button }).click()
}

/** On WeChat's page: who is holding the phone. */
export async function agreeAs(page: Page, name: string, { isSnapshot = false } = {}) {
  await expect(wechatPage(page)).toBeVisible()
  await page.getByLabel('另一位用户').fill(name)
  if (isSnapshot) await page.getByLabel('快照页里的虚拟用户').check()
  await page.getByRole('button', { name: '用他登录' }).click()
}

/** What the shopper does on WeChat's sheet for paying. */
export interface BridgeCashier {
  deed: 'pay' | 'cancel'
  /** What the pages have handed over, oldest first. */
  readonly asked: Record<string, string>[]
}

/**
 * Puts WeChat's bridge into each page, as its browser does, a moment after the page has started; who pays, pays at the
 * stand-in, which knows the payment by the package that the server signed.
 */
export async function bringBridge(page: Page): Promise<BridgeCashier> {
  const cashier: BridgeCashier = { deed: 'pay', asked: [] }
  const pages = new Map<string, string>()
  await page.route(/\/v1\/orders\/[^/]+\/payments$/, async (route) => {
    const response = await route.fetch()
    const { jsapi, standInUrl } = (await response.json()) as { jsapi?: { package: string }; standInUrl?: string }
    if (jsapi && standInUrl !== undefined) pages.set(jsapi.package, standInUrl)
    await route.fulfill({ response })
  })
  await page.exposeFunction('__pay', async (name: string, params: Record<string, string>) => {
    cashier.asked.push({ name, ...params })
    if (cashier.deed === 'cancel') return 'get_brand_wcpay_request:cancel'
    const { status } = await fetch(pages.get(params.package ?? '') ?? '', { method: 'POST', body: new URLSearchParams({ outcome: 'success' }), redirect: 'manual' })
    return status < 400 ? 'get_brand_wcpay_request:ok' : 'get_brand_wcpay_request:fail'
  })
  await page.addInitScript(() => {
    type Answer = (result: { err_msg: string }) => void
    const world = window as unknown as { __pay(name: string, params: object): Promise<string>; WeixinJSBridge?: object }
    document.addEventListener('DOMContentLoaded', () => {
      world.WeixinJSBridge = { invoke: (name: string, params: object, answer: Answer) => void world.__pay(name, params).then((message) => answer({ err_msg: message })) }
      document.dispatchEvent(new Event('WeixinJSBridgeReady'))
    })
  })
  return cashier
}

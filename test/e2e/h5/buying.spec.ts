import type { Page } from '@playwright/test'
import { addAddress, placeOrder, signUpByWechat } from '../support/accounts'
import { moveGoods } from '../support/goods'
import { openMerchant } from '../support/merchant'
import { photoOfDate } from '../support/faces'
import { shot } from '../support/shots'
import { expect, test } from './h5Test'
import { gate, newPhone, signInBySms } from './shopper'

const submit = (page: Page) => page.getByRole('button', { name: '提交订单' })
const lines = (page: Page) => page.getByRole('list', { name: '商品', exact: true }).getByRole('listitem')
const confirmation = (page: Page) => page.getByRole('checkbox', { name: /我已看过以上商品的到期日/ })
const orderNumber = (page: Page) => new URL(page.url()).searchParams.get('number') ?? ''

/** The two goods that expire first, into the cart, until it is kept: on the server, or of a guest on the phone. */
async function gatherByDaysLeft(page: Page) {
  await page.goto('/list?sort=remainingDays')
  for (const index of [0, 1]) {
    const answered = page.waitForResponse((response) => /\/v1\/cart\/(check|lines)/.test(response.url()) && response.ok())
    await page.getByRole('button', { name: /^把.+加入购物车$/ }).nth(index).click()
    const answer = await answered
    const { lines } = (await answer.json()) as { lines: { batchId: string }[] }
    expect(lines).toHaveLength(index + 1)
    if (!answer.url().endsWith('/check')) continue
    const kept = () => page.evaluate(() => localStorage.getItem('shop') ?? '')
    for (const { batchId } of lines) await expect.poll(kept).toContain(batchId)
  }
}

/** The checkout of a member with these two; answers their batches. */
async function openCheckout(page: Page, shop: Parameters<typeof signInBySms>[1]): Promise<string[]> {
  await arriveAsMember(page, shop)
  await gatherByDaysLeft(page)
  const cart = (await (await page.request.get('/v1/cart')).json()) as { lines: { batchId: string }[] }
  await page.goto('/cart')
  await page.getByRole('button', { name: /^去结算/ }).click()
  await expect(lines(page)).toHaveCount(2)
  await confirmation(page).click()
  return cart.lines.map(({ batchId }) => batchId)
}

async function writeAddress(page: Page) {
  await page.getByLabel('粘贴识别').fill('王小满 13800138000 上海市黄浦区南京东路1号201室')
  await page.getByRole('button', { name: '识别', exact: true }).click()
  await expect(page.getByText('都认出来了，请核对一下')).toBeVisible()
  await page.getByRole('button', { name: '保存', exact: true }).click()
}

/** Signed in, with an address, before the gate is ever met. */
async function arriveAsMember(page: Page, shop: Parameters<typeof signInBySms>[1]) {
  const phone = newPhone()
  const { token } = await signUpByWechat(shop, { shopper: `buyer-${phone}`, phone })
  await addAddress(shop, token, '王小满')
  await page.goto('/mine')
  await page.getByRole('button', { name: /点此登录/ }).click()
  await signInBySms(page, shop, phone)
}

/** His own photo, small on the order and large in a dialog. */
async function seePhoto(page: Page) {
  const photo = page.getByRole('button', { name: '照片 1，点开看大图' })
  await expect(photo.locator('img')).toHaveJSProperty('naturalWidth', 1200)
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await shot(page, `h5-order-photo-${colorScheme}`)
  }
  await photo.click()
  const dialog = page.getByRole('dialog', { name: '大图' })
  await expect(dialog.getByRole('img', { name: '照片 1' })).toHaveJSProperty('naturalWidth', 1200)
  await shot(page, 'h5-order-photo-large')
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(photo).toBeFocused()
}

test('a guest finds by days left, signs in on the way, pays, gets the parcel, and gets the money back', async ({ page, shop }) => {
  await gatherByDaysLeft(page)
  await page.goto('/cart')
  await page.getByRole('button', { name: '去结算，2 种' }).click()
  await expect(gate(page)).toContainText('登录后接着结算')
  await shot(page, 'h5-checkout-gate')
  await signInBySms(page, shop, newPhone())

  // The checkout goes on by itself.
  await expect(page).toHaveURL(/\/checkout$/)
  await expect(lines(page)).toHaveCount(2)
  await expect(page.getByText('还没有收货地址')).toBeVisible()
  await shot(page, 'h5-checkout-no-address')
  await page.getByRole('button', { name: '新增收货地址' }).click()
  await writeAddress(page)
  await expect(page.getByRole('button', { name: /王小满.*换一个地址/ })).toBeVisible()
  await expect(submit(page)).toBeEnabled()
  await shot(page, 'h5-checkout')

  await submit(page).click()
  await expect(page.getByText('请先确认临期商品，再提交')).toBeVisible()
  await page.reload()
  await expect(lines(page)).toHaveCount(2)
  await expect(confirmation(page)).not.toBeChecked()
  await confirmation(page).click()
  await page.getByLabel('备注').fill('放门口')
  await submit(page).click()

  // WeChat's page, played by the stand-in, and back.
  await page.getByRole('button', { name: '支付失败' }).click()
  await expect(page).toHaveURL(/\/order\?/)
  await expect(page.getByRole('heading', { name: '等待付款' })).toBeVisible()
  await expect(page.getByText(/\d\d:\d\d 内付款/)).toBeVisible()
  await shot(page, 'h5-order-unpaid')
  await page.getByRole('button', { name: /^付款/ }).click()
  await page.getByRole('button', { name: '支付成功，但通知丢失' }).click()
  await expect(page.getByRole('heading', { name: '已付款，等待发货' })).toBeVisible()
  await page.goto('/cart')
  await expect(page.getByText('购物车还是空的')).toBeVisible()

  await page.goto('/mine')
  await page.getByRole('link', { name: '待发货，1 个' }).click()
  await page.getByRole('list', { name: '订单' }).getByRole('link').click()
  await expect(page.getByRole('heading', { name: '已付款，等待发货' })).toBeVisible()
  const number = orderNumber(page)
  const merchant = await openMerchant(shop)
  await merchant('pack', number)
  await merchant('ship', number, 'SF', 'SF1234567890')
  await merchant('trace', number, '快件已到达上海', '上海')
  await merchant('trace', number, '正在派送，请保持电话畅通', '黄浦区')
  await page.reload()
  await expect(page.getByRole('heading', { name: '已发货' })).toBeVisible()
  await expect(page.getByText('黄浦区 · 正在派送，请保持电话畅通')).toBeVisible()
  await shot(page, 'h5-order-shipped')
  await merchant('deliver', number)
  await page.reload()
  await expect(page.getByRole('heading', { name: '已送达' })).toBeVisible()
  await page.emulateMedia({ colorScheme: 'dark' })
  await shot(page, 'h5-order-delivered-dark')
  await page.emulateMedia({ colorScheme: 'light' })

  await page.getByRole('button', { name: '申请退款' }).click()
  await page.getByRole('button', { name: '提交申请' }).click()
  await expect(page.getByText('请选一个原因')).toBeVisible()
  await page.getByRole('radio', { name: '破损或变质' }).click()
  await page.getByLabel('补充说明').fill('盒子压坏了')
  const chooser = page.waitForEvent('filechooser')
  const stored = page.waitForResponse((response) => response.url().endsWith('/refund-photos'))
  await page.getByRole('button', { name: '添加照片' }).click()
  await (await chooser).setFiles({ name: 'date.jpg', mimeType: 'image/jpeg', buffer: await photoOfDate() })
  expect((await stored).status()).toBe(201)
  await expect(page.getByRole('listitem', { name: '照片 1' })).not.toContainText(/%|处理中/)
  await page.getByRole('button', { name: '添加照片' }).scrollIntoViewIfNeeded()
  await shot(page, 'h5-refund')
  await page.getByRole('button', { name: '提交申请' }).click()
  await expect(page.getByRole('heading', { name: '退款中' })).toBeVisible()
  await expect(page.getByText('附照片 1 张')).toBeVisible()
  await seePhoto(page)
  await merchant('refund', 'approve', number)
  await page.reload()
  await expect(page.getByText(/商家同意了|微信正在退款|已退到原支付账户/)).toBeVisible()
  await shot(page, 'h5-order-refund')
})

test('sold out between the cart and the order', async ({ page, shop }) => {
  const [gone = ''] = await openCheckout(page, shop)
  await moveGoods(shop, gone, { stock: 0 })
  await submit(page).click()
  await expect(page.getByRole('alert')).toContainText('刚刚有变化，没有下单')
  await expect(page.getByRole('alert')).toContainText('卖完了')
  await shot(page, 'h5-checkout-sold-out')
  await page.getByRole('button', { name: '按现有的继续' }).click()
  await expect(lines(page)).toHaveCount(1)
  // The shop's other shoppers find it again.
  await moveGoods(shop, gone, { stock: 50 })
  await confirmation(page).click()
  await submit(page).click()
  await page.getByRole('button', { name: '支付成功', exact: true }).click()
  await expect(page.getByRole('heading', { name: '已付款，等待发货' })).toBeVisible()
})

test('the price falls while the shopper looks: the lower one is charged, and told', async ({ page, shop }) => {
  const [fallen = ''] = await openCheckout(page, shop)
  await moveGoods(shop, fallen, { list_price_cents: 100 })
  await submit(page).click()
  await page.getByRole('button', { name: '支付失败' }).click()
  await expect(page.getByRole('heading', { name: '等待付款' })).toBeVisible()
  await page.goto(`/order?number=${orderNumber(page)}`)
  await expect(page.getByText(/按更低的价格算，少付 ¥(?!0\.00)\d+\.\d{2}/)).toBeVisible()
  await shot(page, 'h5-order-fell')
  await page.getByRole('button', { name: '取消订单' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '取消订单' }).click()
  await expect(page.getByRole('heading', { name: '已取消' })).toBeVisible()
})

test('a link with an order number alone: a guest meets the gate, and then the order', async ({ page, shop }) => {
  const phone = newPhone()
  const { token } = await signUpByWechat(shop, { shopper: `buyer-${phone}`, phone })
  const number = await placeOrder(shop, token)
  await page.goto(`/order?number=${number}`)
  await expect(page.getByText('登录后看你的订单')).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: '登录', exact: true }).click()
  await signInBySms(page, shop, phone)
  await expect(page.getByRole('heading', { name: '等待付款' })).toBeVisible()
  await expect(page.getByText(number)).toBeVisible()
  await page.goto('/mine')
  await expect(page.getByRole('link', { name: '待付款，1 个' })).toBeVisible()
  await shot(page, 'h5-mine-orders')
  await page.getByRole('link', { name: '全部订单' }).click()
  await expect(page.getByRole('list', { name: '订单' }).getByRole('listitem')).toHaveCount(1)
  await shot(page, 'h5-orders')
  await page.getByRole('button', { name: '已取消' }).click()
  await expect(page.getByText('没有已取消的订单')).toBeVisible()
  await shot(page, 'h5-orders-empty')
})

test('large text and a narrow phone cut nothing off', async ({ page, shop }) => {
  await page.setViewportSize({ width: 320, height: 700 })
  await page.goto('/settings')
  await page.getByRole('switch').first().click()
  await openCheckout(page, shop)
  await shot(page, 'h5-checkout-large')
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(await overflow()).toBeLessThanOrEqual(0)
  await submit(page).click()
  await page.getByRole('button', { name: '支付成功', exact: true }).click()
  await expect(page.getByRole('heading', { name: '已付款，等待发货' })).toBeVisible()
  await shot(page, 'h5-order-large')
  expect(await overflow()).toBeLessThanOrEqual(0)
  await page.goto('/orders')
  await expect(page.getByRole('list', { name: '订单' }).getByRole('listitem')).toHaveCount(1)
  await shot(page, 'h5-orders-large')
  expect(await overflow()).toBeLessThanOrEqual(0)
})

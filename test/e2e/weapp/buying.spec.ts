import { addAddress, signUpByWechat } from '../support/accounts'
import { photoOfDate } from '../support/faces'
import { moveGoods } from '../support/goods'
import { openMerchant } from '../support/merchant'
import type { Shop } from '../support/shop'
import type { WeappDriver } from './host/node/driver'
import type { LoggedRequest, Network } from './host/node/network'
import { WxFailure } from './host/node/wxFailure'
import { expect, newShopper, test } from './journeyTest'
import { agree, newPhone, requestsTo, sheet } from './shopper'

const CHECKOUT = 'packages/trade/checkout/index'
const ORDER = 'packages/trade/order/index'

const lines = (app: WeappDriver) => app.screen.getByRole('list', { name: '商品', exact: true }).getByRole('listitem')
const heading = (app: WeappDriver, name: string) => app.screen.getByRole('heading', { name })
const confirm = (app: WeappDriver) => app.tap(app.screen.getByRole('checkbox', { name: /我已看过以上商品的到期日/ }))

const isKept = ({ method, path, status }: LoggedRequest) => status === 200 && ((method === 'POST' && path === '/v1/cart/check') || (method === 'PUT' && path.startsWith('/v1/cart/lines/')))

/** From home to the goods that expire first, and two of them into the cart; then to the cart. */
async function gatherByDaysLeft(app: WeappDriver) {
  await app.tap(app.screen.getByRole('link', { name: /最后 \d+ 天/ }).first())
  await app.waitForRoute('pages/list/index')
  for (const index of [0, 1]) {
    const before = app.requests.filter(isKept).length
    await app.tap(app.screen.getByRole('button', { name: /^把.+加入购物车$/ }).nth(index))
    await expect.poll(() => app.requests.filter(isKept).length).toBeGreaterThan(before)
  }
  await app.back()
  await app.tapTab('购物车')
}

/** Through the gate by the one tap that brings the number as well, to the checkout. */
async function passGate(app: WeappDriver) {
  await app.tap(app.screen.getByRole('button', { name: /^去结算/ }))
  await agree(app)
  await app.tap(sheet(app).getByRole('button', { name: '微信一键登录（用绑定的手机号）' }))
  await app.waitForRoute(CHECKOUT)
  await expect(lines(app)).toHaveCount(2)
}

/** The checkout of a shopper who comes back, and whom the phone signs in unseen; answers his batches. */
async function openCheckout(app: WeappDriver): Promise<string[]> {
  await gatherByDaysLeft(app)
  await app.tap(app.screen.getByRole('button', { name: /^去结算/ }))
  await app.waitForRoute(CHECKOUT)
  await expect(lines(app)).toHaveCount(2)
  await confirm(app)
  const preview = requestsTo(app, 'POST', /^\/v1\/orders\/preview$/).at(-1)
  return (JSON.parse(preview?.body ?? '{}') as { lines: { batchId: string }[] }).lines.map(({ batchId }) => batchId)
}

async function withAddress(shop: Shop): Promise<{ shopper: string }> {
  const shopper = newShopper()
  const { token } = await signUpByWechat(shop, { shopper, phone: newPhone() })
  await addAddress(shop, token, '王小满')
  return { shopper }
}

/** The phone loses its network for the first request to such a path. */
function loseFirst(path: RegExp): Network['beforeSend'] {
  let isLost = false
  return (request) => {
    if (isLost || !path.test(request.path)) return
    isLost = true
    throw new WxFailure('errcode:-106 cronet_error_code:-106 error_msg:net::ERR_INTERNET_DISCONNECTED')
  }
}

/** His own photo, small on the order and large in WeChat's viewer. */
async function seePhoto(app: WeappDriver) {
  const photo = app.screen.getByRole('button', { name: '照片 1，点开看大图' })
  await expect(photo.locator('img')).toHaveJSProperty('naturalWidth', 1200)
  for (const theme of ['dark', 'light'] as const) {
    await app.setTheme(theme)
    await app.screenshot(`weapp-order-refund-${theme}`)
  }
  await app.tap(photo)
  const large = app.page.getByRole('dialog', { name: '图片预览' }).getByRole('img')
  await expect(large).toHaveJSProperty('naturalWidth', 1200)
  await large.click()
  await expect(large).toHaveCount(0)
}

test('a guest finds by days left, signs in on the way, pays, gets the parcel, and gets the money back', async ({ openShop, shop }) => {
  const app = await openShop()
  await gatherByDaysLeft(app)
  await app.screenshot('weapp-cart-checkout')
  await passGate(app)

  await expect(app.screen.getByText('还没有收货地址')).toBeVisible()
  await app.tap('新增收货地址')
  await app.waitForRoute('packages/account/addressForm/index')
  await app.fill('粘贴识别', '王小满 13800138000 上海市黄浦区南京东路1号201室')
  await app.tap(app.screen.getByRole('button', { name: '识别', exact: true }))
  await expect(app.screen.getByText('都认出来了，请核对一下')).toBeVisible()
  await app.tap(app.screen.getByRole('button', { name: '保存', exact: true }))
  await app.waitForRoute(CHECKOUT)
  await expect(app.screen.getByRole('button', { name: /王小满.*换一个地址/ })).toBeVisible()
  await app.screenshot('weapp-checkout')

  await app.tap('提交订单')
  await expect(app.screen.getByText('请先确认临期商品，再提交')).toBeVisible()
  await confirm(app)
  app.cashier.deed = 'cancel'
  await app.tap('提交订单')
  await app.waitForRoute(ORDER)
  await expect(heading(app, '等待付款')).toBeVisible()
  await expect(app.screen.getByText('没有付款，订单还留着')).toBeVisible()
  await app.screenshot('weapp-order-unpaid')
  app.cashier.deed = 'silent'
  await app.tap(app.screen.getByRole('button', { name: /^付款/ }))
  await expect(heading(app, '已付款，等待发货')).toBeVisible()

  const { number = '' } = await app.query()
  const merchant = await openMerchant(shop)
  await merchant('pack', number)
  await merchant('ship', number, 'SF', 'SF1234567890')
  await merchant('trace', number, '正在派送，请保持电话畅通', '黄浦区')
  await app.leaveAndReturn()
  await expect(heading(app, '已发货')).toBeVisible()
  await expect(app.screen.getByText('黄浦区 · 正在派送，请保持电话畅通')).toBeVisible()
  await app.screenshot('weapp-order-shipped')
  await merchant('deliver', number)
  await app.leaveAndReturn()
  await expect(heading(app, '已送达')).toBeVisible()

  await app.tap('申请退款')
  await app.waitForRoute('packages/trade/refund/index')
  await app.tap(app.screen.getByRole('radio', { name: '破损或变质' }))
  app.phone.photo = await photoOfDate()
  await app.tap('添加照片')
  await expect(app.screen.getByRole('listitem', { name: '照片 1' })).not.toContainText(/%|处理中/)
  await app.setTheme('dark')
  await app.screenshot('weapp-refund-dark')
  await app.setTheme('light')
  app.network.beforeSend = loseFirst(/^\/v1\/orders\/[^/]+\/refund-photos\//)
  await app.tap('提交申请')
  await app.waitForRoute(ORDER)
  await expect(heading(app, '退款中')).toBeVisible()
  await expect(app.screen.getByText('附照片 1 张')).toBeVisible()
  await app.tap('照片 1没加载出来，再试一次')
  await seePhoto(app)
  await merchant('refund', 'approve', number)
  await app.leaveAndReturn()
  await expect(app.screen.getByText(/商家同意了|微信正在退款|已退到原支付账户/)).toBeVisible()
})

test('an order opens by its number alone: a guest meets the gate, and then the order', async ({ openShop, shop }) => {
  const { shopper } = await withAddress(shop)
  const app = await openShop({ shopper })
  await openCheckout(app)
  await app.tap('提交订单')
  await app.waitForRoute(ORDER)
  await expect(heading(app, '已付款，等待发货')).toBeVisible()
  const { number = '' } = await app.query()
  await app.tap(app.page.getByRole('button', { name: '返回', exact: true }))
  await app.tapTab('我的')
  await expect(app.screen.getByRole('link', { name: '待发货，1 个' })).toBeVisible()
  await app.screenshot('weapp-mine-orders')
  await app.tap(app.screen.getByRole('link', { name: '待发货，1 个' }))
  await app.waitForRoute('packages/trade/orders/index')
  await expect(app.screen.getByRole('list', { name: '订单' }).getByRole('listitem')).toHaveCount(1)
  await app.screenshot('weapp-orders')

  const other = await openShop({ url: `${ORDER}?number=${number}` })
  await expect(other.screen.getByText('登录后看你的订单')).toBeVisible()
  await other.tap(other.screen.getByRole('button', { name: '登录', exact: true }))
  await agree(other)
  await other.tap(sheet(other).getByRole('button', { name: '微信一键登录' }))
  await expect(heading(other, '没有这个订单')).toBeVisible()
})

test('sold out between the cart and the order', async ({ openShop, shop }) => {
  const app = await openShop(await withAddress(shop))
  const [gone = ''] = await openCheckout(app)
  await moveGoods(shop, gone, { stock: 0 })
  await app.tap('提交订单')
  await expect(app.screen.getByRole('alert')).toContainText('刚刚有变化，没有下单')
  await app.screenshot('weapp-checkout-sold-out')
  await app.tap('按现有的继续')
  await expect(lines(app)).toHaveCount(1)
  // The shop's other shoppers find it again.
  await moveGoods(shop, gone, { stock: 50 })
  await confirm(app)
  await app.tap('提交订单')
  await app.waitForRoute(ORDER)
  await expect(heading(app, '已付款，等待发货')).toBeVisible()
})

test('the price falls while the shopper looks: the lower one is charged, and told', async ({ openShop, shop }) => {
  const app = await openShop(await withAddress(shop))
  const [fallen = ''] = await openCheckout(app)
  await moveGoods(shop, fallen, { list_price_cents: 110 })
  await app.tap('提交订单')
  await app.waitForRoute(ORDER)
  await expect(app.screen.getByText(/下单那一刻降价了，按更低的价格算，少付/)).toBeVisible()
  await app.screenshot('weapp-order-fell')
})

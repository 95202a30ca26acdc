import { openMerchant } from '../support/merchant'
import type { WeappDriver } from './host/node/driver'
import { expect, test } from './journeyTest'
import { agree, openFromMine, requestsTo, sheet } from './shopper'

const COUPONS = 'packages/trade/coupons/index'
const CHECKOUT = 'packages/trade/checkout/index'
const TITLE = '小程序一元券'

const couponRow = (app: WeappDriver) => app.screen.getByRole('button', { name: /^优惠券，/ })

/** In cents, from the bar; waits until what was chosen has been reckoned with. */
async function total(app: WeappDriver): Promise<number> {
  await expect(app.screen.getByText('正在重新计算')).toHaveCount(0)
  const label = await app.screen.getByRole('img', { name: /^\d+\.\d\d 元$/ }).last().getAttribute('aria-label')
  return Math.round(Number(label?.split(' ')[0]) * 100)
}

async function buyFirst(app: WeappDriver) {
  await app.tapTab('首页')
  await app.tap(app.screen.getByRole('listitem').first().getByRole('link'))
  await app.waitForRoute('pages/product/index')
  await app.tap('立即购买')
}

test('a guest claims a coupon through the gate and buys with it; cancelled, it is there again', async ({ openShop, shop }) => {
  const merchant = await openMerchant(shop)
  await merchant('coupon', 'create', TITLE, 'off=1', 'from=1.5', 'units=100', 'days=5')
  const app = await openShop()
  await openFromMine(app, '优惠券')
  await app.waitForRoute(COUPONS)
  await expect(app.screen.getByRole('list', { name: '可以领的优惠券' }).getByRole('listitem')).toHaveCount(5)
  for (const theme of ['dark', 'light'] as const) {
    await app.setTheme(theme)
    await app.screenshot(`weapp-coupons-${theme}`)
  }
  await app.tap(app.screen.getByRole('button', { name: new RegExp(`^领取${TITLE}`) }))
  await expect(sheet(app)).toContainText('登录后就领到了')
  await agree(app)
  await app.tap(sheet(app).getByRole('button', { name: '微信一键登录' }))
  await expect(app.screen.getByRole('link', { name: `去使用${TITLE}` })).toBeVisible()
  expect(requestsTo(app, 'POST', /^\/v1\/me\/coupons$/).map(({ status }) => status)).toEqual([200])

  await app.back()
  await buyFirst(app)
  const byPhone = sheet(app).getByRole('button', { name: '用微信绑定的手机号' })
  await app.tap(byPhone)
  await app.waitForRoute(CHECKOUT)
  await app.tap('新增收货地址')
  await app.waitForRoute('packages/account/addressForm/index')
  await app.fill('粘贴识别', '王小满 13800138000 上海市黄浦区南京东路1号201室')
  await app.tap(app.screen.getByRole('button', { name: '识别', exact: true }))
  await expect(app.screen.getByText('都认出来了，请核对一下')).toBeVisible()
  await app.tap(app.screen.getByRole('button', { name: '保存', exact: true }))
  await app.waitForRoute(CHECKOUT)
  await expect(couponRow(app)).toHaveAccessibleName(`优惠券，${TITLE}，-¥1.00，更换`)
  await app.screenshot('weapp-checkout-coupon')
  const less = await total(app)
  await app.tap(couponRow(app))
  await app.screenshot('weapp-coupon-sheet')
  await app.tap(sheet(app).getByRole('button', { name: '不使用优惠券' }))
  await expect(couponRow(app)).toHaveAccessibleName('优惠券，1 张可用，更换')
  expect(await total(app)).toBe(less + 100)
  await app.tap(couponRow(app))
  await app.tap(sheet(app).getByRole('button', { name: `${TITLE}，省 ¥1.00` }))
  await expect(couponRow(app)).toHaveAccessibleName(`优惠券，${TITLE}，-¥1.00，更换`)

  const confirmation = app.screen.getByRole('checkbox', { name: /我已看过以上商品的到期日/ })
  if (await confirmation.count()) await app.tap(confirmation)
  app.cashier.deed = 'cancel'
  await app.tap('提交订单')
  await app.waitForRoute('packages/trade/order/index')
  await expect(app.screen.getByRole('heading', { name: '等待付款' })).toBeVisible()
  await expect(app.screen.getByText(`优惠券（${TITLE}）`)).toBeVisible()
  await expect(app.screen.getByText('-¥1.00')).toBeVisible()
  await app.screenshot('weapp-order-coupon')
  await app.tap(app.screen.getByRole('button', { name: '取消订单' }))
  await app.tap(sheet(app).getByRole('button', { name: '取消订单' }))
  await expect(app.screen.getByRole('heading', { name: '已取消' })).toBeVisible()

  await app.back()
  await app.waitForRoute('pages/product/index')
  await app.back()
  await app.waitForRoute('pages/home/index')
  await openFromMine(app, '优惠券')
  await app.waitForRoute(COUPONS)
  await app.tap(app.screen.getByRole('button', { name: '可用', exact: true }))
  await expect(app.screen.getByRole('link', { name: `去使用${TITLE}` })).toBeVisible()
  await app.screenshot('weapp-coupons-own')
})

import { placeOrder, signUpByWechat } from '../support/accounts'
import { dropPrice } from '../support/goods'
import { openMerchant } from '../support/merchant'
import type { WeappDriver } from './host/node/driver'
import { expect, newShopper, test } from './journeyTest'
import { newPhone, openFirstProduct, openFromMine, requestsTo, sheet, signInByWechat } from './shopper'

const bell = (app: WeappDriver) => app.screen.getByRole('button', { name: /^(提醒我|到货提醒|已开提醒)，/ })
const subscriptions = (app: WeappDriver) => app.phone.calls.filter((call) => call === 'subscribe').length

test('a guest taps 提醒我, signs in, hears of the price that fell, and a tap opens the product', async ({ openShop, shop }) => {
  const app = await openShop()
  await openFirstProduct(app)
  for (const theme of ['dark', 'light'] as const) {
    await app.setTheme(theme)
    await app.screenshot(`weapp-alert-${theme}`)
  }
  await app.tap(bell(app))
  await expect(sheet(app)).toContainText('登录后就提醒你')
  await signInByWechat(app)
  await expect(bell(app)).toHaveAccessibleName(/^已开提醒，点按取消/)
  const puts = requestsTo(app, 'PUT', /^\/v1\/me\/favourites\/.+\/alert$/)
  expect(puts.map(({ body }) => body)).toEqual(['{"message":false}'])
  // Behind the gate there is no tap any more for WeChat to ask in.
  expect(subscriptions(app)).toBe(0)

  await dropPrice(shop, puts[0]?.path.split('/')[4] ?? '')
  await app.back()
  await app.tapTab('我的')
  await expect(app.screen.getByText('收藏的降价了')).toBeVisible()
  await app.screenshot('weapp-alert-notice')
  await app.tap('去看看')
  await app.waitForRoute('pages/product/index')
  await app.tap(bell(app))
  await expect(bell(app)).toHaveAccessibleName(/^提醒我/)
  // A member is asked within the tap.
  await app.tap(bell(app))
  await expect(bell(app)).toHaveAccessibleName(/^已开提醒/)
  expect(subscriptions(app)).toBe(1)
  await expect.poll(() => requestsTo(app, 'PUT', /\/alert$/).at(-1)?.body).toBe('{"message":true}')

  await app.back()
  await openFromMine(app, '收藏')
  await app.waitForRoute('packages/account/favourites/index')
  await expect(bell(app)).toHaveAccessibleName(/^已开提醒/)
  await app.screenshot('weapp-alert-favourites')
})

test('once it is paid WeChat may tell of the parcel, asked once; the notice comes in any case', async ({ openShop, shop }) => {
  const shopper = newShopper()
  const { token } = await signUpByWechat(shop, { shopper, phone: newPhone() })
  const number = await placeOrder(shop, token)
  const app = await openShop({ shopper, url: `packages/trade/order/index?number=${number}` })
  await app.tap(app.screen.getByRole('button', { name: /^付款/ }))
  await expect(app.screen.getByRole('heading', { name: '已付款，等待发货' })).toBeVisible()
  await expect.poll(() => requestsTo(app, 'PUT', /\/shipping-message$/).map(({ status }) => status)).toEqual([204])
  expect(subscriptions(app)).toBe(1)

  const merchant = await openMerchant(shop)
  await merchant('ship', number, 'SF', 'SF1234567890')
  const home = await openShop({ shopper })
  await home.tapTab('我的')
  await expect(home.screen.getByText('已发货', { exact: true })).toBeVisible()
  await home.screenshot('weapp-shipped-notice')
  await home.tap('去看看')
  await home.waitForRoute('packages/trade/order/index')
})

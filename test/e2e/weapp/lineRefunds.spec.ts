import { MIXED_PARCEL, placePaidOrder, signUpByWechat } from '../support/accounts'
import { deliver, openMerchant } from '../support/merchant'
import type { WeappDriver } from './host/node/driver'
import { expect, newShopper, test } from './journeyTest'
import { newPhone, requestsTo } from './shopper'

const ORDER = 'packages/trade/order/index'
/** A refund goes out with the shop's next sweep, which comes each minute. */
const SWEPT_WITHIN_MS = 90_000

const goods = (app: WeappDriver) => app.screen.getByRole('list', { name: '退哪些商品' }).getByRole('listitem')
const heading = (app: WeappDriver, name: string) => app.screen.getByRole('heading', { name, exact: true })

async function shots(app: WeappDriver, name: string) {
  for (const theme of ['dark', 'light'] as const) {
    await app.setTheme(theme)
    await app.screenshot(`${name}-${theme}`)
  }
}

/** The order as it stands once the money is back. */
async function expectPaidBack(app: WeappDriver, state: string) {
  await expect(async () => {
    await app.leaveAndReturn()
    await expect(heading(app, state)).toBeVisible({ timeout: 5_000 })
  }).toPass({ timeout: SWEPT_WITHIN_MS })
}

// How the rest comes back is walked on H5: each part waits for a sweep.
test('one of a mixed parcel is paid back and the order stays; then the rest is asked for', async ({ openShop, shop }) => {
  test.setTimeout(240_000)
  const shopper = newShopper()
  const { token } = await signUpByWechat(shop, { shopper, phone: newPhone() })
  const number = await placePaidOrder(shop, token, MIXED_PARCEL)
  const merchant = await openMerchant(shop)
  await deliver(merchant, number)
  const app = await openShop({ shopper, url: `${ORDER}?number=${number}` })
  await expect(heading(app, '已送达')).toBeVisible()

  await app.tap('申请退款')
  await app.waitForRoute('packages/trade/refund/index')
  await expect(goods(app)).toHaveCount(2)
  await app.tap(app.screen.getByRole('radio', { name: '不想要了' }))
  const excluded = goods(app).first()
  await expect(excluded).toContainText('临期已确认，不能无理由退货')
  await expect(excluded.getByRole('checkbox')).toBeDisabled()
  await shots(app, 'weapp-refund-lines')
  await app.tap(app.screen.getByRole('radio', { name: '破损或变质' }))
  await app.tap(excluded.getByRole('checkbox'))
  await app.tap(goods(app).nth(1).getByRole('button', { name: '少退一件' }))
  await app.scrollToEnd()
  await app.screenshot('weapp-refund-lines-amount')
  await app.tap('提交申请')
  await app.waitForRoute(ORDER)
  await expect(heading(app, '退款中')).toBeVisible()
  await expect(app.screen.getByText('退款中 1 件')).toBeVisible()
  await merchant('refund', 'approve', number)
  await expectPaidBack(app, '已送达')
  await expect(app.screen.getByText('已退款 1 件')).toBeVisible()
  await shots(app, 'weapp-order-line-refunded')

  await app.tap('申请退款')
  await app.waitForRoute('packages/trade/refund/index')
  await expect(goods(app).nth(1)).toContainText('还可退 1 件，已退 1 件')
  await app.tap(app.screen.getByRole('radio', { name: '破损或变质' }))
  await app.tap('提交申请')
  await app.waitForRoute(ORDER)
  expect(requestsTo(app, 'POST', /\/refund$/).map(({ body }) => (JSON.parse(body ?? '{}') as { lines: { quantity: number }[] }).lines.map(({ quantity }) => quantity))).toEqual([[1], [1, 1]])
  await expect(heading(app, '退款中')).toBeVisible()
})

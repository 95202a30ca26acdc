import { placePaidOrder, signUpByWechat } from '../support/accounts'
import { moveDates } from '../support/goods'
import { deliver, openMerchant } from '../support/merchant'
import type { WeappDriver } from './host/node/driver'
import { expect, newShopper, test } from './journeyTest'
import { newPhone, openFromMine, requestsTo } from './shopper'

const group = (app: WeappDriver, name: string) => app.screen.getByRole('list', { name, exact: true }).getByRole('listitem')

test('what was delivered stands by its date; what was eaten goes, and a slip comes back', async ({ openShop, shop }) => {
  const shopper = newShopper()
  const { token } = await signUpByWechat(shop, { shopper, phone: newPhone() })
  const merchant = await openMerchant(shop)
  for (const daysLeft of [40, 3, -2]) {
    const number = await placePaidOrder(shop, token)
    await deliver(merchant, number)
    await moveDates(shop, number, daysLeft)
  }
  const app = await openShop({ shopper })
  await openFromMine(app, '我的到期日')
  await app.waitForRoute('packages/trade/dates/index')
  await expect(group(app, '还能吃')).toHaveCount(2)
  await expect(group(app, '还能吃').first()).toContainText('剩 3 天')
  await expect(group(app, '已过期')).toHaveCount(1)
  for (const theme of ['dark', 'light'] as const) {
    await app.setTheme(theme)
    await app.screenshot(`weapp-dates-${theme}`)
  }

  const remind = app.screen.getByRole('button', { name: /^.+提醒我吃/ })
  app.phone.subscription = 'reject'
  await app.tap(remind.first())
  await expect(app.screen.getByText(/在“我的”里提醒你/)).toBeVisible()
  app.phone.subscription = 'accept'
  await app.tap(remind)
  await expect(app.screen.getByText(/在微信里提醒你/)).toBeVisible()
  await expect(remind).toHaveCount(0)
  // Once a tap, however it was answered.
  expect(app.phone.calls.filter((call) => call === 'subscribe')).toHaveLength(2)
  expect(requestsTo(app, 'PUT', /\/reminder$/).map(({ body }) => body)).toEqual(['{"message":false}', '{"message":true}'])
  await app.screenshot('weapp-dates-reminders')

  await app.tap(group(app, '还能吃').first().getByRole('button', { name: /吃完了/ }))
  await expect(group(app, '还能吃')).toHaveCount(1)
  await app.tap('撤销')
  await expect(group(app, '还能吃')).toHaveCount(2)
  await app.tap(group(app, '已过期').getByRole('button', { name: /拿掉/ }))
  await expect(group(app, '已过期')).toHaveCount(0)
  await app.leaveAndReturn()
  await expect(group(app, '还能吃')).toHaveCount(2)
  await expect(group(app, '已过期')).toHaveCount(0)
})

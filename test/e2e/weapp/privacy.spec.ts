import type { WeappDriver } from './host/node/driver'
import { expect, test } from './journeyTest'
import { openFromMine, sheet, signInByWechat } from './shopper'

/** To the form that offers an address out of WeChat's own book. */
async function openAddressForm(app: WeappDriver) {
  await openFromMine(app, '收货地址')
  await signInByWechat(app)
  await app.waitForRoute('packages/account/addresses/index')
  await app.tap('新增收货地址')
  await app.waitForRoute('packages/account/addressForm/index')
}

const recipient = (app: WeappDriver) => app.screen.getByLabel('收货人', { exact: true })
const importButton = (app: WeappDriver) => app.screen.getByRole('button', { name: '从微信导入' })

test('WeChat’s address book is read after the shopper agreed in our own sheet', async ({ openShop }) => {
  const app = await openShop()
  await openAddressForm(app)
  await app.tap(importButton(app))
  await expect(sheet(app)).toContainText('先征得同意')
  await app.screenshot('weapp-privacy')
  await app.tap(sheet(app).getByRole('button', { name: '看微信《用户隐私保护指引》' }))
  await expect.poll(async () => (await app.stats()).toasts).toContain('《用户隐私保护指引》')
  await app.tap(sheet(app).getByRole('button', { name: '同意并继续' }))
  await expect(recipient(app)).toHaveValue('李小满')
  await expect(app.screen.getByRole('button', { name: /所在地区.*西湖区/ })).toBeVisible()
  expect(app.phone.calls.filter((call) => call === 'address')).toHaveLength(1)

  await app.restart()
  await openFromMine(app, '收货地址')
  await app.tap('新增收货地址')
  await app.tap(importButton(app))
  await expect(recipient(app)).toHaveValue('李小满')
})

test('who does not agree keeps the form, and is left in peace', async ({ openShop }) => {
  const app = await openShop()
  await openAddressForm(app)
  await app.tap(importButton(app))
  await app.tap(sheet(app).getByRole('button', { name: '不同意' }))
  await expect(sheet(app)).toBeHidden()
  await app.tap(importButton(app))
  await expect(sheet(app)).toBeHidden()
  // WeChat asks no second time so soon; the shopper is told why nothing opens.
  await expect(app.screen.getByText(/没有同意隐私指引/)).toBeVisible()
  await recipient(app).fill('王小满')
  expect(await app.route()).toBe('packages/account/addressForm/index')
  expect(app.phone.calls).not.toContain('address')
})

test('closing WeChat’s address book changes nothing', async ({ openShop }) => {
  const app = await openShop({ privacyAgreed: true })
  app.phone.address = null
  await openAddressForm(app)
  await recipient(app).fill('王小满')
  await app.tap(importButton(app))
  await expect.poll(() => app.phone.calls).toContain('address')
  await expect(recipient(app)).toHaveValue('王小满')
})

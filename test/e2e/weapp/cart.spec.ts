import { moveGoods } from '../support/goods'
import type { WeappDriver } from './host/node/driver'
import { WxFailure } from './host/node/wxFailure'
import { expect, test } from './journeyTest'
import { favouriteButton, openFirstProduct, openFromMine, requestsTo, signInByWechat } from './shopper'

const lines = (app: WeappDriver, list = '购物车里的商品') => app.screen.getByRole('list', { name: list }).getByRole('listitem')
const badge = (app: WeappDriver) => app.page.locator('.host-badge')
const checks = (app: WeappDriver) => requestsTo(app, 'POST', /^\/v1\/cart\/check$/)

/** Two goods from home's cards; answers their batches. */
async function addTwo(app: WeappDriver): Promise<[string, string]> {
  const buttons = app.screen.getByRole('button', { name: /^把.+加入购物车$/ })
  for (const index of [0, 1]) {
    await app.tap(buttons.nth(index))
    await expect.poll(() => checks(app).filter(({ status }) => status === 200).length).toBe(index + 1)
  }
  const sent = JSON.parse(checks(app)[1]?.body ?? '{}') as { lines: { batchId: string }[] }
  const [second, first] = sent.lines.map(({ batchId }) => batchId)
  return [first ?? '', second ?? '']
}

async function signIn(app: WeappDriver) {
  await app.tapTab('我的')
  await app.tap(app.screen.getByRole('button', { name: /^点此登录/ }))
  await signInByWechat(app)
}

test('a guest gathers, finds it after a restart, and is told of every change at once', async ({ openShop, shop }) => {
  const app = await openShop()
  const [first, second] = await addTwo(app)
  await expect(badge(app)).toHaveText('2')
  await app.tapTab('购物车')
  await expect(lines(app)).toHaveCount(2)
  await app.screenshot('weapp-cart')

  await expect.poll(async () => JSON.stringify(await app.storage()).includes(first)).toBe(true)
  await moveGoods(shop, first, { stock: 0 })
  await moveGoods(shop, second, { list_price_cents: 110 })
  await app.restart()
  await expect(badge(app)).toHaveText('2')
  await app.tapTab('购物车')
  await expect(app.screen.getByText('2 处有变化')).toBeVisible()
  await expect(lines(app, '已失效')).toHaveCount(1)
  await expect(badge(app)).toHaveText('1')
  await app.screenshot('weapp-cart-changes')
  await app.tap('知道了')
  await expect(app.screen.getByText(/处有变化/)).toHaveCount(0)
  await app.setTheme('dark')
  await app.screenshot('weapp-cart-dark')
  await app.tap('清空已失效的商品')
  await expect(lines(app, '已失效')).toHaveCount(0)
  await app.tap('撤销')
  await expect(lines(app, '已失效')).toHaveCount(1)
})

test('a merge that fails is shown and tried again, and the server keeps what the shopper changes', async ({ openShop }) => {
  const app = await openShop()
  await openFirstProduct(app)
  await app.tap(app.screen.getByRole('button', { name: '增加一件' }))
  await app.tap('加入购物车，2 件')
  await expect(app.screen.getByRole('link', { name: '购物车，2 件' })).toBeVisible()
  await app.screenshot('weapp-product-bar')
  await app.back()
  await expect(badge(app)).toHaveText('2')

  app.network.beforeSend = ({ path }) => {
    if (path === '/v1/cart/merge') throw new WxFailure('network error', 600_003)
  }
  await signIn(app)
  await app.tapTab('购物车')
  await expect(app.screen.getByRole('alert')).toContainText('登录前选的 1 种还没放进来')
  app.network.beforeSend = undefined
  await app.tap('再试一次')
  await expect(app.screen.getByText('登录前选的 2 件已放进购物车')).toBeVisible()
  await expect(app.screen.getByRole('alert')).toHaveCount(0)
  await app.screenshot('weapp-cart-merged')

  await app.tap('增加一件')
  await expect.poll(() => requestsTo(app, 'PUT', /^\/v1\/cart\/lines\//).map(({ status }) => status)).toEqual([200])
  await expect(badge(app)).toHaveText('3')
  await app.restart()
  await expect(badge(app)).toHaveText('3')
})

test('without network the cart shows what it kept', async ({ openShop }) => {
  const app = await openShop()
  await addTwo(app)
  await app.setOnline(false)
  await app.tapTab('购物车')
  await expect(lines(app)).toHaveCount(2)
  await app.tap(lines(app).first().getByRole('button', { name: '增加一件' }))
  await expect(badge(app)).toHaveText('3')
})

test('the mark on the tab follows what is added on a page without tabs', async ({ openShop }) => {
  const app = await openShop()
  await openFirstProduct(app)
  await app.tap('加入购物车，1 件')
  await expect(app.screen.getByRole('link', { name: '购物车，1 件' })).toBeVisible()
  await expect(favouriteButton(app)).toBeVisible()
  await app.back()
  await expect(badge(app)).toHaveText('1')
})

test('a pasted address fills the form', async ({ openShop }) => {
  const app = await openShop()
  await signIn(app)
  await openFromMine(app, '收货地址')
  await app.waitForRoute('packages/account/addresses/index')
  await app.tap(app.screen.getByRole('button', { name: '新增收货地址' }).first())
  await app.waitForRoute('packages/account/addressForm/index')
  await app.fill('粘贴识别', '收件人：欧阳娜娜，电话：138 0013 8000，地址：广东深圳南山区科技园科苑路15号')
  await app.tap(app.screen.getByRole('button', { name: '识别', exact: true }))
  await expect(app.screen.getByText('都认出来了，请核对一下')).toBeVisible()
  await expect(app.screen.getByText('广东省 深圳市 南山区')).toBeVisible()
  await expect(app.screen.getByLabel('收货人', { exact: true })).toHaveValue('欧阳娜娜')
  await app.screenshot('weapp-address-paste')
})

import { BUDGETS } from '../../budgets'
import { packageSizes } from './checks/sizes'
import { readSubject } from './checks/subject'
import { expect, test } from './journeyTest'
import { WEAPP_DIST } from './weappTest'

const MAX_DEPTH = 30
const MAX_SET_DATA_BYTES = 256 * 1024

test('the packages stay within their budgets', () => {
  const sizes = packageSizes(readSubject(WEAPP_DIST))
  const { mainPackageBytes, subPackageBytes } = BUDGETS.weapp
  for (const [root, bytes] of sizes) expect(bytes, root || 'main package').toBeLessThanOrEqual(root === '' ? mainPackageBytes : subPackageBytes)
})

test('the first home screen costs what it may', async ({ openShop }) => {
  const app = await openShop()
  await expect(app.screen.getByRole('listitem').first()).toBeVisible()
  const { setData } = await app.stats()
  const bytes = setData.reduce((sum, call) => sum + call.bytes, 0)
  const { nodes, depth } = await app.measure()
  const cost = `${setData.length} setData calls, ${bytes} bytes, ${nodes} nodes, depth ${depth}`
  expect(setData.length, cost).toBeLessThanOrEqual(BUDGETS.weapp.homeSetDataCalls)
  expect(bytes, cost).toBeLessThanOrEqual(BUDGETS.weapp.homeSetDataBytes)
  expect(nodes, cost).toBeLessThan(BUDGETS.weapp.homeNodes)
  expect(depth, cost).toBeLessThan(MAX_DEPTH)
  test.info().annotations.push({ type: 'cost', description: cost })
})

test('home asks the backend no more than it may', async ({ openShop }) => {
  const app = await openShop()
  await expect(app.screen.getByRole('listitem').first()).toBeVisible()
  await expect.poll(() => app.requests.every(({ status, failure }) => status > 0 || failure !== undefined)).toBe(true)
  const asked = app.requests.map(({ method, path }) => `${method} ${path}`)
  expect(asked.length, asked.join(', ')).toBeLessThanOrEqual(BUDGETS.api.homeRequests)
})

test('no screen of a browsing guest sends more than WeChat advises', async ({ openShop }) => {
  const app = await openShop()
  await app.tapTab('分类')
  await expect(app.screen.getByRole('link').first()).toBeVisible()
  await app.tapTab('首页')
  await app.tap(app.screen.getByRole('listitem').first().getByRole('link'))
  await app.waitForRoute('pages/product/index')
  await expect(app.screen.getByRole('button', { name: /^收藏/ })).toBeVisible()
  const largest = Math.max(...(await app.stats()).setData.map(({ bytes }) => bytes))
  expect(largest).toBeLessThanOrEqual(MAX_SET_DATA_BYTES)
})

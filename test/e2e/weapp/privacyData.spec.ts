import { expect, newShopper, test } from './journeyTest'
import { openFromMine, requestsTo, sheet, signInByWechat } from './shopper'
import type { WeappDriver } from './host/node/driver'

const cell = (app: WeappDriver, text: string) => app.screen.getByRole('button').filter({ hasText: text })

async function openMine(app: WeappDriver) {
  await openFromMine(app, '隐私与数据')
  await app.waitForRoute('packages/account/privacySettings/index')
  await app.tap(app.screen.getByRole('button', { name: '登录', exact: true }))
  await signInByWechat(app)
  await expect(cell(app, '导出我的数据')).toBeVisible()
}

test('WeChat’s contract is a tap away, and whether this phone agreed to it is said', async ({ openShop }) => {
  const app = await openShop()
  await openFromMine(app, '隐私与数据')
  await expect(cell(app, '微信用户隐私保护指引')).toContainText('用到时询问')
  await app.tap(cell(app, '微信用户隐私保护指引'))
  await expect.poll(async () => (await app.stats()).toasts).toContain('《用户隐私保护指引》')
  await app.screenshot('weapp-privacy-data-guest')
})

test('the data goes to a chat as a file, and none is left in the phone', async ({ openShop }) => {
  const app = await openShop()
  await openMine(app)
  await app.screenshot('weapp-privacy-data')
  await app.tap(cell(app, '导出我的数据'))
  await expect(sheet(app)).toContainText('发送到微信聊天')
  await app.screenshot('weapp-export')
  expect(Object.keys(await app.ask('files'))).toHaveLength(1)
  await app.tap(sheet(app).getByRole('button', { name: '发送到微信聊天' }))
  await expect.poll(async () => (await app.stats()).shares).toHaveLength(1)
  const [shared] = (await app.stats()).shares as { fileName: string; text: string }[]
  expect(shared?.fileName).toMatch(/我的数据-\d{4}-\d{2}-\d{2}\.json$/)
  expect(JSON.parse(shared?.text ?? '')).toMatchObject({ identities: [{ provider: 'weapp' }], consents: [{ channel: 'weapp' }] })
  await app.tap(sheet(app).getByRole('button', { name: '关闭' }).last())
  await expect.poll(() => app.ask('files')).toEqual({})
})

test('who refuses WeChat’s contract copies nothing, and meets no fault', async ({ openShop }) => {
  const app = await openShop()
  await openMine(app)
  await app.tap(cell(app, '导出我的数据'))
  await app.tap(sheet(app).getByRole('button', { name: '复制全部内容' }))
  const contract = sheet(app).filter({ hasText: '先征得同意' })
  await expect(contract).toBeVisible()
  await app.tap(contract.getByRole('button', { name: '不同意' }))
  await expect(contract).toBeHidden()
  await expect(app.screen.getByText('没有成功，请再试一次')).toBeHidden()
})

test('an account is closed, stays closed at the next start without a word, and comes back by one tap', async ({ openShop }) => {
  const shopper = newShopper()
  const app = await openShop({ shopper })
  await openMine(app)
  await app.tap(cell(app, '注销账号'))
  await app.screenshot('weapp-deletion-facts')
  await app.tap(sheet(app).getByRole('button', { name: '继续注销' }))
  await app.tap(sheet(app).getByRole('button', { name: '确定注销' }))
  await expect(sheet(app)).toContainText('已申请注销')
  await app.screenshot('weapp-deletion-done')
  await app.tap(sheet(app).getByRole('button', { name: '知道了' }))

  // Another phone of the same shopper, which nobody signed out of on purpose: the silent sign-in is refused, silently.
  const other = await openShop({ shopper })
  await other.tapTab('我的')
  await expect(other.screen.getByRole('button', { name: /^点此登录/ })).toBeVisible()
  await expect.poll(() => requestsTo(other, 'POST', /^\/v1\/auth\/wechat$/).map(({ status }) => status)).toEqual([403])
  expect((await other.stats()).toasts).toEqual([])

  await other.tap(other.screen.getByRole('button', { name: /^点此登录/ }))
  await other.tap(sheet(other).getByRole('checkbox'))
  await other.tap(sheet(other).getByRole('button', { name: '微信一键登录' }))
  await expect(sheet(other)).toContainText('你申请了注销这个账号')
  await other.screenshot('weapp-deletion-undo')
  await other.tap(sheet(other).getByRole('button', { name: '恢复账号并登录' }))
  await expect(sheet(other)).toBeHidden()
  await expect(other.screen.getByRole('button', { name: /^点此登录/ })).toBeHidden()
})

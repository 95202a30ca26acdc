import { photoOfFace } from '../support/faces'
import type { WeappDriver } from './host/node/driver'
import { expect, test } from './journeyTest'
import { agree, requestsTo, sheet } from './shopper'

const AVATAR_CALL = /^\/v1\/me\/avatar$/
const face = (app: WeappDriver) => app.screen.getByRole('group', { name: '头像' }).locator('img')
const nickname = (app: WeappDriver) => app.screen.getByLabel(/^昵称/)

/** Signed in, on the page of face and name. */
async function openProfile(app: WeappDriver) {
  await app.tapTab('我的')
  await app.tap(app.screen.getByRole('button', { name: /^点此登录/ }))
  await agree(app)
  await app.tap(sheet(app).getByRole('button', { name: '微信一键登录' }))
  await app.tap(app.screen.getByRole('link', { name: /修改个人资料/ }))
  await app.waitForRoute('packages/account/profile/index')
  await expect(nickname(app)).toBeVisible()
}

test('a face chosen in WeChat and a name are kept, and met again after a restart', async ({ openShop }) => {
  const app = await openShop({ privacyAgreed: true })
  app.phone.avatarFile = await photoOfFace()
  await openProfile(app)
  await app.screenshot('weapp-profile-empty')
  await app.tap('上传头像')
  await expect(app.screen.getByText('头像已更新')).toBeVisible()
  await expect(face(app)).toHaveAttribute('src', /\/v1\/avatars\/[\w-]{22}\/288\.webp$/)
  expect(requestsTo(app, 'POST', AVATAR_CALL).map(({ status }) => status)).toEqual([200])

  await nickname(app).fill('爱吃临期面包的林小满和她的三只橘猫大胖二胖小胖')
  await app.tap('保存')
  await expect(app.screen.getByText('已保存')).toBeVisible()
  await app.screenshot('weapp-profile')
  await app.restart()
  await app.tapTab('我的')
  await expect(app.screen.getByRole('heading', { name: /林小满/ })).toBeVisible()
  await expect.poll(() => app.screen.getByRole('link', { name: /修改个人资料/ }).locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(288)
  await app.screenshot('weapp-mine-face')
})

test('taro 15240: a name that WeChat’s check refuses is not kept, and the emptied field takes no name away', async ({ openShop }) => {
  const app = await openShop()
  await openProfile(app)
  await nickname(app).fill('小满')
  await app.tap('保存')
  await expect(app.screen.getByText('已保存')).toBeVisible()
  await app.ask('refuseNicknames', ['坏名字'])
  await nickname(app).fill('坏名字')
  await app.tap('保存')
  await expect(app.screen.getByRole('alert')).toContainText('微信没有通过这个昵称')
  await expect(nickname(app)).toHaveValue('')
  await app.screenshot('weapp-profile-refused')
  await app.tap('保存')
  // A PATCH, as the mini-program sends it.
  expect(requestsTo(app, 'POST', /^\/v1\/me$/).map(({ body }) => body)).toEqual(['{"nickname":"小满"}'])
  await nickname(app).fill('好名字')
  await app.tap('保存')
  await expect.poll(() => requestsTo(app, 'POST', /^\/v1\/me$/).at(-1)?.body).toBe('{"nickname":"好名字"}')
})

test('who closes the choice has changed nothing; a failed upload waits for another try', async ({ openShop }) => {
  const app = await openShop({ privacyAgreed: true, theme: 'dark' })
  app.phone.avatarFile = await photoOfFace()
  await openProfile(app)
  app.phone.avatar = 'cancelled'
  await app.tap('上传头像')
  expect(requestsTo(app, 'POST', AVATAR_CALL)).toEqual([])
  app.phone.avatar = 'chosen'
  await app.setOnline(false)
  await app.tap('上传头像')
  await expect(app.screen.getByRole('alert')).toContainText('网络断开了')
  await app.screenshot('weapp-profile-failed')
  await app.setOnline(true)
  await app.tap('再传一次')
  await expect(face(app)).toHaveAttribute('src', /\/v1\/avatars\//)
  await app.tap('移除头像')
  await expect(face(app)).toHaveCount(0)
})

test('without the agreement to WeChat’s privacy guidelines the choice waits for it, and a refusal blocks nothing', async ({ openShop }) => {
  const app = await openShop()
  await openProfile(app)
  await app.tap('上传头像')
  await app.tap(sheet(app).getByRole('button', { name: '不同意' }))
  expect(requestsTo(app, 'POST', AVATAR_CALL)).toEqual([])
  await nickname(app).fill('小满')
  await app.tap('保存')
  await expect(app.screen.getByText('已保存')).toBeVisible()
})

test('a base library without the choice of a face still takes a name', async ({ openShop }) => {
  const app = await openShop({ sdkVersion: '2.20.0', lacks: ['button.open-type.chooseAvatar'], privacyAgreed: true })
  await openProfile(app)
  await expect(app.screen.getByRole('button', { name: '上传头像' })).toHaveCount(0)
  await nickname(app).fill('小满')
  await app.tap('保存')
  await expect(app.screen.getByText('已保存')).toBeVisible()
})

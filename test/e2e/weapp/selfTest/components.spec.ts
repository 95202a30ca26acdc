import type { WeappDriver } from '../host/node/driver'
import { expect, test } from '../weappTest'
import { SAMPLE } from './sample'

const openForm = async (launch: (settings: { dist: string; url: string }) => Promise<WeappDriver>) => launch({ dist: SAMPLE, url: '/pages/form/index' })
const result = (app: WeappDriver) => app.byId('result')

test('a form submits the values of all its fields', async ({ launch }) => {
  const app = await openForm(launch)
  await app.fill('Name', '王小明')
  await expect(result(app)).toHaveText('input 王小明')
  await app.fill('Notes', '两行')
  await app.screen.getByRole('switch', { name: 'Default' }).click()
  await expect(result(app)).toHaveText('change true')
  await app.screen.getByText('Home').click()
  await expect(result(app)).toHaveText('change ["home","work"]')
  await app.screen.getByText('Large').click()
  await expect(result(app)).toHaveText('change "l"')
  await app.tap('Submit')
  await expect(result(app)).toHaveText(JSON.stringify({ name: '王小明', nick: '', notes: '两行', default: true, tags: ['home', 'work'], size: 'l', day: '2026-11-22' }))
  await app.tap('Reset')
  await expect(result(app)).toHaveText('reset')
  await expect(app.screen.getByPlaceholder('Name')).toHaveValue('')
})

test('fields tell of focus, blur, confirm, and keep to their length', async ({ launch }) => {
  const app = await openForm(launch)
  const field = app.screen.getByPlaceholder('Name')
  await field.pressSequentially('123456789')
  await expect(field).toHaveValue('12345678')
  await field.press('Enter')
  await expect(result(app)).toHaveText('focus ,confirm 12345678,blur 12345678')
})

test('a nickname that the content check refuses is taken out again', async ({ launch }) => {
  const app = await openForm(launch)
  await app.ask('refuseNicknames', ['坏名'])
  await app.fill('Nickname', '坏名')
  await app.screen.getByLabel('Nickname').blur()
  await expect(result(app)).toHaveText('review false')
  await expect(app.screen.getByLabel('Nickname')).toHaveValue('')
})

test('a picker’s second column follows its first', async ({ launch }) => {
  const app = await openForm(launch)
  await app.screen.getByText('Choose place').click()
  const dialog = app.page.getByRole('dialog')
  await dialog.getByLabel('第1列').selectOption('South')
  await dialog.getByLabel('第2列').selectOption('S2')
  await dialog.getByRole('button', { name: '确定' }).click()
  await expect(result(app)).toHaveText('chosen [1,1]')
  await app.screen.getByText('Choose day').click()
  await dialog.getByLabel('日期').fill('2026-12-01')
  await dialog.getByRole('button', { name: '确定' }).click()
  await expect(app.screen.getByText('Choose day 2026-12-01')).toBeVisible()
})

test('a swiper turns by a drag', async ({ launch }) => {
  const app = await openForm(launch)
  await app.swipe(app.screen.locator('wx-swiper'), 'left')
  await expect(result(app)).toHaveText('slide 1 touch')
  await expect(app.screen.getByText('Slide B')).toBeInViewport()
})

test('scroll-view, picker-view, rich-text and progress', async ({ launch }) => {
  const app = await openForm(launch)
  await app.byId('list').evaluate((list) => (list.scrollTop = 400))
  await expect(result(app)).toHaveText('lower')
  await app.byId('list').dispatchEvent('host:refresh')
  await expect(result(app)).toHaveText('refresh')
  await app.byId('wheel').evaluate((column) => column.scrollTo({ top: 0 }))
  await expect(result(app)).toHaveText('wheel [0]')
  await expect(app.screen.getByText('Rich text')).toBeVisible()
  expect(await app.page.evaluate(() => 'hacked' in window)).toBe(false)
  await expect(app.screen.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '40')
})

test('roles and labels reach the page, and a disabled button does nothing', async ({ launch }) => {
  const app = await launch({ dist: SAMPLE })
  await app.screen.getByRole('button', { name: 'Named view' }).click()
  await expect(app.screen.getByRole('button', { name: 'Count 1' })).toBeVisible()
  const disabled = app.screen.getByRole('button', { name: 'Disabled' })
  await expect(disabled).toBeDisabled()
  await disabled.click({ force: true })
  await expect(app.screen.getByRole('button', { name: 'Count 1' })).toBeVisible()
})

test('a custom component takes properties and fires events', async ({ launch }) => {
  const app = await launch({ dist: SAMPLE })
  await app.screen.getByText('Two x2').click()
  await expect(result(app)).toHaveText('pressed Two')
})

test('a modal answers by the button tapped', async ({ launch }) => {
  const app = await launch({ dist: SAMPLE })
  await app.tap('Modal')
  await app.page.getByRole('dialog', { name: 'Sure?' }).getByRole('button', { name: '取消' }).click()
  await expect(result(app)).toHaveText('confirm false')
})

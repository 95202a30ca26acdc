import { screen, waitFor, within } from '@testing-library/react'
import type { Notice, SessionInfo } from '@contract/sessions'
import { texts } from '@/features/sessions/texts'
import SessionsPage from '@/packages/account/sessions/index'
import { answer, callsOf } from '../../support/account/backend'
import { makeNotice, makeSession } from '../../support/account/sessions'
import { offline, problem } from '../../support/app/factories'
import { router } from '../../support/app/page'
import { renderInShop } from '../../support/app/renderInShop'
import { guestState, makeShop, memberState } from '../../support/app/shop'

const MAC = makeSession({ id: 's2', client: 'h5', device: 'Mac · Safari', place: '浙江杭州', lastSeenAt: '2026-11-24T13:04:00.000Z', isCurrent: false })
const OLD = makeSession({ id: 's3', device: '安卓手机', place: '未知地点', lastSeenAt: '2026-11-12T01:30:00.000Z', isCurrent: false })

beforeEach(() => {
  router.current = { path: '/packages/account/sessions/index', params: {} }
})

/** A backend that really ends what it is told to. */
function renderPage(sessions: SessionInfo[] = [makeSession(), MAC, OLD], notices: Notice[] = []) {
  const shop = makeShop({ wechat: null, preloadedState: memberState({}, null) })
  let alive = sessions
  answer(shop.api, {
    'GET /v1/me/sessions': () => ({ items: alive, nextCursor: null }),
    'GET /v1/me/notices': () => ({ items: notices, nextCursor: null }),
    'PUT /v1/me/notices/n1/read': () => undefined,
    'DELETE /v1/me/sessions/s2': () => void (alive = alive.filter(({ id }) => id !== 's2')),
    'DELETE /v1/me/sessions': () => {
      alive = alive.filter(({ isCurrent }) => isCurrent)
      return { count: 2 }
    },
  })
  return renderInShop(<SessionsPage />, shop)
}

const confirm = async (user: ReturnType<typeof renderPage>['user'], button: string) => {
  const dialog = await screen.findByRole('dialog')
  await user.click(within(dialog).getByRole('button', { name: button }))
  return dialog
}

test('tells device, platform, place and time of each, this one apart from the others', async () => {
  renderPage()
  expect(await screen.findByText('iPhone · 微信小程序')).toBeVisible()
  const here = within(screen.getByRole('group', { name: texts.here }))
  expect(here.getByText('上海 · 正在使用')).toBeVisible()
  expect(here.queryByRole('button')).not.toBeInTheDocument()
  const others = within(screen.getByRole('group', { name: texts.others }))
  expect(others.getByText('Mac · Safari · 网页')).toBeVisible()
  expect(others.getByText('浙江杭州 · 昨天 21:04 用过')).toBeVisible()
  expect(others.getByText('未知地点 · 11月12日 09:30 用过')).toBeVisible()
})

test('ends one after asking, and shows what is left', async () => {
  const { user, api } = renderPage()
  await user.click(await screen.findByRole('button', { name: '退出Mac · Safari · 网页' }))
  expect(callsOf(api)).not.toContain('DELETE /v1/me/sessions/s2')
  await confirm(user, texts.confirm)
  await waitFor(() => expect(screen.queryByText('Mac · Safari · 网页')).not.toBeInTheDocument())
  expect(screen.getByText('安卓手机 · 微信小程序')).toBeVisible()
})

test('a no ends nothing', async () => {
  const { user, api } = renderPage()
  await user.click(await screen.findByRole('button', { name: '退出Mac · Safari · 网页' }))
  await confirm(user, texts.cancel)
  expect(callsOf(api).filter((call) => call.startsWith('DELETE'))).toEqual([])
})

test('ends all others, and the notice of them goes as well', async () => {
  const { user, api } = renderPage([makeSession(), MAC, OLD], [makeNotice()])
  await user.click(await screen.findByRole('button', { name: `不是你？${texts.endAll}` }))
  expect(await screen.findByText(texts.endAllTitle(2))).toBeVisible()
  await confirm(user, texts.confirm)
  await waitFor(() => expect(screen.queryByRole('group', { name: texts.others })).not.toBeInTheDocument())
  expect(screen.getByText(new RegExp(texts.alone))).toBeVisible()
  await waitFor(() => expect(callsOf(api)).toContain('PUT /v1/me/notices/n1/read'))
  expect(screen.queryByText(/新的登录/)).not.toBeInTheDocument()
})

test('one that was over already is done as well', async () => {
  const { user, api, state } = renderPage()
  answer(api, { 'DELETE /v1/me/sessions/s2': () => Promise.reject(problem('not_found')) })
  await user.click(await screen.findByRole('button', { name: '退出Mac · Safari · 网页' }))
  await confirm(user, texts.confirm)
  await waitFor(() => expect(state().toast.message).toMatchObject({ text: texts.ended, tone: 'done' }))
})

test('a failure is said, and the list stays true', async () => {
  const { user, api, state } = renderPage()
  answer(api, { 'DELETE /v1/me/sessions': () => Promise.reject(offline()) })
  await user.click(await screen.findByRole('button', { name: texts.endAll }))
  await confirm(user, texts.confirm)
  await waitFor(() => expect(state().toast.message).toMatchObject({ tone: 'failed' }))
  expect(screen.getByText('Mac · Safari · 网页')).toBeVisible()
})

test('without network a retry stands in its place', async () => {
  const shop = makeShop({ wechat: null, preloadedState: memberState({}, null) })
  const { user, api } = renderInShop(<SessionsPage />, shop)
  const retry = await screen.findByRole('button', { name: '重新加载' })
  answer(api, { 'GET /v1/me/sessions': () => ({ items: [makeSession()], nextCursor: null }) })
  await user.click(retry)
  expect(await screen.findByText('上海 · 正在使用')).toBeVisible()
})

test('a guest is asked in place, and nothing is fetched for him', async () => {
  const { user, api } = renderInShop(<SessionsPage />, makeShop({ wechat: null, preloadedState: guestState }))
  await user.click(screen.getByRole('button', { name: '登录' }))
  expect(await screen.findByRole('dialog', { name: '登录后看登录设备' })).toBeVisible()
  expect(api.request).not.toHaveBeenCalled()
})

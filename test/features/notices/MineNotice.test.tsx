import { act, screen, waitFor } from '@testing-library/react'
import type { Notice } from '@contract/sessions'
import { MineNotice } from '@/features/notices/MineNotice'
import { texts } from '@/features/notices/texts'
import { signedOut } from '@/features/session/sessionActions'
import { open } from '@/features/shell/navigation'
import { answer, callsOf } from '../../support/account/backend'
import { makeAlertNotice, makeDateNotice, makeNotice, makeShippedNotice } from '../../support/account/sessions'
import { offline } from '../../support/app/factories'
import { lifecycle } from '../../support/app/page'
import { renderInShop } from '../../support/app/renderInShop'
import { guestState, makeShop, memberState } from '../../support/app/shop'

jest.mock('@/features/shell/navigation', () => ({
  ...jest.requireActual<object>('@/features/shell/navigation'),
  open: jest.fn(() => Promise.resolve()),
}))

function renderNotice(notices: Notice[]) {
  const shop = makeShop({ wechat: null, preloadedState: memberState({}, null) })
  answer(shop.api, {
    'GET /v1/me/notices': () => ({ items: notices, nextCursor: null }),
    'PUT /v1/me/notices/n1/read': () => undefined,
    'PUT /v1/me/notices/n2/read': () => undefined,
  })
  return renderInShop(<MineNotice />, shop)
}

test('tells when, where and on what somebody signed in, and leads to where it can be undone', async () => {
  const { user } = renderNotice([makeNotice()])
  expect(await screen.findByText('11月25日 21:04 在网页 · 上海登录（Mac · Safari）')).toBeVisible()
  await user.click(screen.getByRole('button', { name: `${texts.ask}${texts.look}` }))
  expect(open).toHaveBeenCalledWith({ page: 'sessions' })
})

test('several are one card, and one tap reads them all', async () => {
  const { user, api } = renderNotice([makeNotice({ id: 'n2' }), makeNotice()])
  expect(await screen.findByText(texts.titleOfMany(2))).toBeVisible()
  await user.click(screen.getByRole('button', { name: texts.dismiss }))
  await waitFor(() => expect(screen.queryByText(texts.titleOfMany(2))).not.toBeInTheDocument())
  expect(callsOf(api)).toEqual(expect.arrayContaining(['PUT /v1/me/notices/n1/read', 'PUT /v1/me/notices/n2/read']))
})

test('what comes to its date stands on a card of its own, with the way to the list', async () => {
  const { user, api } = renderNotice([makeDateNotice(), makeNotice(), makeDateNotice({ id: 'd2' })])
  answer(api, { 'PUT /v1/me/notices/d1/read': () => undefined, 'PUT /v1/me/notices/d2/read': () => undefined })
  const text = await screen.findByText('鲜牛奶剩 3 天，11月28日 前最佳。另有 1 件也快到了')
  expect(text).toBeVisible()
  await user.click(screen.getByRole('button', { name: texts.lookAtDates }))
  expect(open).toHaveBeenCalledWith({ page: 'dates' })
  await user.click(screen.getAllByRole('button', { name: texts.dismiss })[1] ?? text)
  await waitFor(() => expect(screen.queryByText(texts.dateTitle)).not.toBeInTheDocument())
  expect(screen.getByText(texts.title)).toBeVisible()
  expect(callsOf(api)).toEqual(expect.arrayContaining(['PUT /v1/me/notices/d1/read', 'PUT /v1/me/notices/d2/read']))
})

test.each([
  [makeAlertNotice(), '收藏的降价了', '鲜牛奶 从 ¥12.90 降到 ¥9.90，剩 5 天', { page: 'product', params: { id: 'p1' } }],
  [makeAlertNotice({ kind: 'backInStock', fromCents: null }), '收藏的到货了', '鲜牛奶 ¥9.90，剩 5 天', { page: 'product', params: { id: 'p1' } }],
  [makeAlertNotice({ kind: 'lastDays', fromCents: null }), '收藏的快到期了', '鲜牛奶 ¥9.90，剩 5 天', { page: 'product', params: { id: 'p1' } }],
  [makeShippedNotice(), '已发货', '订单 261122-7K4M9-QXR2T 由顺丰速运配送，请留意收货', { page: 'order', params: { number: '261122-7K4M9-QXR2T' } }],
])('%# what became of a favourite or a parcel is one sentence; the way to it reads it', async (notice, title, text, to) => {
  const { user, api } = renderNotice([notice])
  answer(api, { [`PUT /v1/me/notices/${notice.id}/read`]: () => undefined })
  expect(await screen.findByText(title)).toBeVisible()
  expect(screen.getByText(text)).toBeVisible()
  await user.click(screen.getByRole('button', { name: texts.see }))
  expect(open).toHaveBeenCalledWith(to)
  await waitFor(() => expect(screen.queryByText(title)).not.toBeInTheDocument())
  expect(callsOf(api)).toContain(`PUT /v1/me/notices/${notice.id}/read`)
})

test('three at a time: the next comes up as one is read', async () => {
  const notices = ['a1', 'a2', 'a3', 'a4'].map((id) => makeAlertNotice({ id, name: `牛奶 ${id}` }))
  const { user, api } = renderNotice(notices)
  answer(api, { 'PUT /v1/me/notices/a1/read': () => undefined })
  expect(await screen.findAllByText('收藏的降价了')).toHaveLength(3)
  expect(screen.queryByText(/牛奶 a4/)).not.toBeInTheDocument()
  await user.click(screen.getAllByRole('button', { name: texts.dismiss })[0] ?? document.body)
  expect(await screen.findByText(/牛奶 a4/)).toBeVisible()
  expect(screen.queryByText(/牛奶 a1/)).not.toBeInTheDocument()
})

test('a dismissal that the server never heard of comes back with the next visit', async () => {
  const { user, api } = renderNotice([makeNotice()])
  answer(api, { 'PUT /v1/me/notices/n1/read': () => Promise.reject(offline()) })
  await user.click(await screen.findByRole('button', { name: texts.dismiss }))
  await waitFor(() => expect(screen.queryByText(texts.title)).not.toBeInTheDocument())
  act(() => lifecycle.emit('show'))
  expect(await screen.findByText(texts.title)).toBeVisible()
})

test('nothing for a guest, and nothing of it left after the sign-out', async () => {
  const { api } = renderInShop(<MineNotice />, makeShop({ wechat: null, preloadedState: guestState }))
  expect(api.request).not.toHaveBeenCalled()
  const { store } = renderNotice([makeNotice()])
  expect(await screen.findByText(texts.title)).toBeVisible()
  act(() => void store.dispatch(signedOut()))
  expect(screen.queryByText(texts.title)).not.toBeInTheDocument()
})

test('a failure is silence', async () => {
  const { api } = renderInShop(<MineNotice />, makeShop({ wechat: null, preloadedState: memberState({}, null) }))
  await waitFor(() => expect(callsOf(api)).toContain('GET /v1/me/notices'))
  expect(screen.queryByRole('alert')).not.toBeInTheDocument()
})

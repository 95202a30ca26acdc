import { act, screen, waitFor } from '@testing-library/react'
import type { Notice } from '@contract/sessions'
import { MineNotice } from '@/features/notices/MineNotice'
import { texts } from '@/features/notices/texts'
import { signedOut } from '@/features/session/sessionActions'
import { open } from '@/features/shell/navigation'
import { answer, callsOf } from '../../support/account/backend'
import { makeDateNotice, makeNotice } from '../../support/account/sessions'
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

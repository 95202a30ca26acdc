import { act, screen, waitFor, within } from '@testing-library/react'
import type { ApiRequest } from '@/api/transport'
import { productViewed } from '@/features/browsing/browsingSlice'
import HistoryPage from '@/packages/account/history/index'
import ProductPage from '@/pages/product/index'
import { answer, makeProduct, makeSummary, requestsTo } from '../../support/app/catalogue'
import { offline } from '../../support/app/factories'
import { router } from '../../support/app/page'
import { renderInShop } from '../../support/app/renderInShop'
import { guestState, makeShop } from '../../support/app/shop'

const VIEWS = [
  { productId: 'a', on: '2026-11-22' },
  { productId: 'b', on: '2026-11-20' },
]
const byIds = ({ query }: ApiRequest) => ({ items: String(query?.ids).split(',').map((id) => makeSummary({ id, name: `商品${id}` })), nextCursor: null })

function renderHistory(views = VIEWS, summaries: unknown = byIds) {
  router.current = { path: '/packages/account/history/index', params: {} }
  const shop = makeShop({ wechat: null, preloadedState: { ...guestState, browsing: { views } } })
  answer(shop.api, { '/v1/products/summaries': summaries })
  return renderInShop(<HistoryPage />, shop)
}

test('a product that is looked at is remembered, with the day', async () => {
  router.current = { path: '/pages/product/index', params: { id: 'product-1' } }
  const shop = makeShop({ wechat: null, preloadedState: guestState })
  answer(shop.api, { '/v1/products/product-1': makeProduct() })
  renderInShop(<ProductPage />, shop)
  await waitFor(() => expect(shop.state().browsing.views).toEqual([{ productId: 'product-1', on: '2026-11-22' }]))
})

test('a guest sees it day by day, and no session is read for it', async () => {
  const { api } = renderHistory()
  expect(within(await screen.findByRole('list', { name: '11月22日' })).getByRole('link', { name: /商品a/ })).toBeVisible()
  expect(within(screen.getByRole('list', { name: '11月20日' })).getByRole('link', { name: /商品b/ })).toBeVisible()
  expect(requestsTo(api, '/v1/products/summaries')).toHaveLength(1)
  expect(requestsTo(api, '/v1/products/summaries')[0]).not.toHaveProperty('session')
})

test('to look at one of them again asks for nothing new', async () => {
  const { api, store } = renderHistory()
  await screen.findByRole('list', { name: '11月20日' })
  act(() => void store.dispatch(productViewed({ productId: 'b', on: '2026-11-22' })))
  await waitFor(() => expect(screen.queryByRole('list', { name: '11月20日' })).not.toBeInTheDocument())
  expect(within(screen.getByRole('list', { name: '11月22日' })).getAllByRole('listitem')).toHaveLength(2)
  expect(requestsTo(api, '/v1/products/summaries')).toHaveLength(1)
})

test('it can be cleared, and that be taken back', async () => {
  const { user, state } = renderHistory()
  await user.click(await screen.findByRole('button', { name: '清空' }))
  expect(await screen.findByText('还没有看过的商品')).toBeVisible()
  expect(state().browsing.views).toEqual([])
  await user.click(screen.getByRole('button', { name: '撤销' }))
  expect(await screen.findByRole('list', { name: '11月22日' })).toBeVisible()
  expect(state().browsing.views).toEqual(VIEWS)
})

test('without anything looked at it leads on, and asks nothing', () => {
  const { api } = renderHistory([])
  expect(screen.getByText('还没有看过的商品')).toBeVisible()
  expect(screen.getByRole('button', { name: '去逛逛' })).toBeVisible()
  expect(api.request).not.toHaveBeenCalled()
})

test('a failure can be tried again', async () => {
  let failures = 1
  const { user } = renderHistory(VIEWS, (request: ApiRequest) => {
    if (failures-- > 0) throw offline()
    return byIds(request)
  })
  await user.click(await screen.findByRole('button', { name: '重新加载' }))
  expect(await screen.findByRole('list', { name: '11月22日' })).toBeVisible()
})

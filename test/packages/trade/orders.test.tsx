import { act, screen, within } from '@testing-library/react'
import type { OrderSummary } from '@contract/orders'
import OrdersPage from '@/packages/trade/orders/index'
import { answer } from '../../support/account/backend'
import { offline } from '../../support/app/factories'
import { makeOrderSummary, requestsOf } from '../../support/app/orders'
import { router } from '../../support/app/page'
import { renderInShop } from '../../support/app/renderInShop'
import { guestState, makeShop, memberState } from '../../support/app/shop'
import type { ApiRequest } from '@/api/transport'

const LIST = 'GET /v1/orders'
const shipped = makeOrderSummary({ number: '261122-AAAAA-AAAAA', status: 'shipped', actions: ['receive'], secondsToPay: null })

function renderOrders(items: OrderSummary[] = [makeOrderSummary(), shipped], params: Record<string, string> = {}) {
  router.current = { path: '/packages/trade/orders/index', params }
  const shop = makeShop({ wechat: null, preloadedState: memberState({}, null) })
  const page = ({ query }: ApiRequest) => ({ items: items.filter(({ status }) => query?.status === undefined || status === query.status), nextCursor: null })
  answer(shop.api, { [LIST]: page, 'GET /v1/orders/counts': () => ({ unpaid: 1, toShip: 0, toReceive: 1, refund: 0 }) })
  return renderInShop(<OrdersPage />, shop)
}

afterEach(() => void jest.useRealTimers())

const cards = async () => within(await screen.findByRole('list', { name: '订单' })).getAllByRole('link')

test('orders stand with what is in them, what they cost, and how long they wait', async () => {
  renderOrders()
  expect(await cards()).toHaveLength(2)
  expect((await cards())[0]).toHaveAccessibleName('等待付款，11月22日下单，黑巧克力，共 2 件，合计 59.80 元')
  expect(screen.getByText('14:05 内付款')).toBeInTheDocument()
})

test('a tab shows its own, and says how many wait', async () => {
  const { user, api } = renderOrders()
  await cards()
  await user.click(await screen.findByRole('button', { name: '待付款，1 个' }))
  expect(await cards()).toHaveLength(1)
  expect(screen.getByRole('button', { name: '待付款，1 个' })).toHaveAttribute('aria-pressed', 'true')
  expect(requestsOf(api, LIST).at(-1)?.query).toMatchObject({ status: 'unpaid' })
  await user.click(screen.getByRole('button', { name: '已取消' }))
  expect(await screen.findByText('没有已取消的订单')).toBeInTheDocument()
})

test('an address opens its tab; one that names none opens all', async () => {
  const first = renderOrders(undefined, { status: 'unpaid' })
  expect(await cards()).toHaveLength(1)
  first.unmount()
  renderOrders(undefined, { status: 'sideways' })
  expect(await cards()).toHaveLength(2)
})

test('the next page joins the first', async () => {
  const { user, api } = renderOrders()
  answer(api, {
    [LIST]: ({ query }) => (query?.cursor === 'more' ? { items: [shipped], nextCursor: null } : { items: [makeOrderSummary()], nextCursor: 'more' }),
  })
  await user.click(await screen.findByRole('button', { name: '退款' }))
  await user.click(await screen.findByRole('button', { name: '加载更多' }))
  expect(await screen.findByText('一共 2 个订单')).toBeInTheDocument()
  expect(await cards()).toHaveLength(2)
})

test('each page counts down from its own answer: the next one gives the first no time back', async () => {
  jest.useFakeTimers({ doNotFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate', 'nextTick', 'queueMicrotask', 'requestAnimationFrame', 'cancelAnimationFrame'] })
  const { user, api } = renderOrders()
  const second = makeOrderSummary({ number: '261122-BBBBB-BBBBB' })
  answer(api, {
    [LIST]: ({ query }) => (query?.cursor === 'more' ? { items: [second], nextCursor: null } : { items: [makeOrderSummary()], nextCursor: 'more' }),
  })
  await user.click(await screen.findByRole('button', { name: '待付款' }))
  const more = await screen.findByRole('button', { name: '加载更多' })
  act(() => jest.advanceTimersByTime(60_000))
  await user.click(more)
  await screen.findByText('一共 2 个订单')
  act(() => jest.advanceTimersByTime(1_000))
  const [first, next] = await cards()
  expect(first).toHaveTextContent('13:04 内付款')
  expect(next).toHaveTextContent('14:04 内付款')
})

test('without orders it leads to the shop, without network to another try', async () => {
  const first = renderOrders([])
  expect(await screen.findByText('还没有订单')).toBeInTheDocument()
  first.unmount()
  const shop = makeShop({ wechat: null, preloadedState: memberState({}, null) })
  answer(shop.api, { [LIST]: () => { throw offline() } })
  renderInShop(<OrdersPage />, shop)
  expect(await screen.findByRole('button', { name: '重新加载' })).toBeInTheDocument()
})

test('a guest meets the gate', async () => {
  router.current = { path: '/packages/trade/orders/index', params: {} }
  renderInShop(<OrdersPage />, makeShop({ wechat: null, preloadedState: guestState }))
  expect(await screen.findByText('登录后看你的订单')).toBeInTheDocument()
})

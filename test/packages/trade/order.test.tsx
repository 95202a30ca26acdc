import { act, screen, waitFor, within } from '@testing-library/react'
import type { Order } from '@contract/orders'
import type { OrderRefund } from '@contract/refunds'
import { addDays } from '@domain/calendarDay'
import { orderPlaced } from '@/features/checkout/checkoutSlice'
import { paymentMoved } from '@/features/payment/paymentSlice'
import { open } from '@/features/shell/navigation'
import OrderPage from '@/packages/trade/order/index'
import { answer } from '../../support/account/backend'
import { makeCart, makeLine } from '../../support/app/cart'
import { offline, problem } from '../../support/app/factories'
import { makeOrder, NUMBER, paidOrder, requestsOf } from '../../support/app/orders'
import { lifecycle, router } from '../../support/app/page'
import { renderInShop } from '../../support/app/renderInShop'
import { guestState, makeShop, memberState } from '../../support/app/shop'

jest.mock('@/features/shell/navigation', () => ({
  ...jest.requireActual<object>('@/features/shell/navigation'),
  open: jest.fn(() => Promise.resolve()),
}))

const CHECK = `POST /v1/orders/${NUMBER}/payments/check`

function renderOrder(order: () => Order = () => makeOrder(), routes: Parameters<typeof answer>[1] = {}, params: Record<string, string> = {}) {
  router.current = { path: '/packages/trade/order/index', params: { number: NUMBER, ...params } }
  const shop = makeShop({ wechat: null, preloadedState: memberState({ capability: 'phoneVerified' }, null) })
  answer(shop.api, { [`GET /v1/orders/${NUMBER}`]: order, [CHECK]: order, ...routes })
  return renderInShop(<OrderPage />, shop)
}

const heading = (name: string) => screen.findByRole('heading', { name })

describe('an unpaid order', () => {
  it('counts down by what the server said, and can be paid or cancelled', async () => {
    renderOrder()
    expect(await heading('等待付款')).toBeInTheDocument()
    expect(screen.getByRole('timer')).toHaveTextContent('14:05 内付款')
    expect(screen.getByRole('button', { name: '付款 ¥59.80' })).toBeEnabled()
    expect(screen.getByRole('button', { name: '取消订单' })).toBeEnabled()
  })

  it('asks once whether it was paid after all', async () => {
    const { api } = renderOrder(undefined, { [CHECK]: () => paidOrder() })
    expect(await heading('已付款，等待发货')).toBeInTheDocument()
    expect(requestsOf(api, CHECK)).toHaveLength(1)
  })

  it('asks again when its page comes back into sight, as a browser does with one that was left for WeChat’s', async () => {
    let isPaid = false
    const { api } = renderOrder(undefined, { [CHECK]: () => (isPaid ? paidOrder() : makeOrder()) })
    await waitFor(() => expect(requestsOf(api, CHECK)).toHaveLength(1))
    isPaid = true
    act(() => lifecycle.emit('show'))
    expect(await heading('已付款，等待发货')).toBeInTheDocument()
  })

  it('asks until it knows when WeChat has led back to it', async () => {
    let asked = 0
    renderOrder(undefined, { [CHECK]: () => (++asked < 3 ? makeOrder() : paidOrder()) }, { paid: '1' })
    expect(await heading('已付款，等待发货')).toBeInTheDocument()
    expect(asked).toBe(3)
  })

  it('is cancelled after a question', async () => {
    let isCancelled = false
    const order = () => (isCancelled ? makeOrder({ status: 'cancelled', actions: ['buyAgain'], secondsToPay: null, cancelReason: 'shopper' }) : makeOrder())
    const { user } = renderOrder(order, {
      [`POST /v1/orders/${NUMBER}/cancel`]: () => {
        isCancelled = true
        return order()
      },
    })
    await user.click(await screen.findByRole('button', { name: '取消订单' }))
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: '取消订单' }))
    expect(await heading('已取消')).toBeInTheDocument()
    expect(screen.getByText('你取消了订单')).toBeInTheDocument()
  })

  it('that was paid while he asked to cancel is shown as it is', async () => {
    let isPaid = false
    const { user } = renderOrder(() => (isPaid ? paidOrder() : makeOrder()), {
      [`POST /v1/orders/${NUMBER}/cancel`]: () => {
        isPaid = true
        throw problem('order_state_conflict')
      },
    })
    await user.click(await screen.findByRole('button', { name: '取消订单' }))
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: '取消订单' }))
    expect(await heading('已付款，等待发货')).toBeInTheDocument()
  })

  it('explains how paying went', async () => {
    const { store } = renderOrder()
    await heading('等待付款')
    act(() => void store.dispatch(paymentMoved({ number: NUMBER, payment: { status: 'cancelled' } })))
    expect(screen.getByText('没有付款，订单还留着')).toBeInTheDocument()
    act(() => void store.dispatch(paymentMoved({ number: NUMBER, payment: { status: 'failed', error: problem('payer_unknown').error } })))
    expect(screen.getByRole('alert')).toHaveTextContent('请先用微信登录再付款')
  })

  it('says that less was charged than was shown', async () => {
    const { store } = renderOrder()
    act(() => void store.dispatch(orderPlaced({ number: NUMBER, fellCents: 1000 })))
    expect(await screen.findByText(/按更低的价格算，少付 ¥10.00/)).toBeInTheDocument()
  })
})

describe('the dates of its goods', () => {
  const withLine = (over: Partial<Order['lines'][number]>, status: Order['status']) => () => makeOrder({ status, actions: [], secondsToPay: null, lines: makeOrder().lines.map((line) => ({ ...line, ...over })) })

  it.each([
    ['paid', 32, '剩 32 天，到手约 29 天'],
    ['delivered', 28, '剩 28 天'],
    ['done', -1, '已过期'],
  ] as const)('%s, with %d days left', async (status, remainingDays, words) => {
    renderOrder(withLine({ remainingDays, expiresOn: addDays('2026-11-22', remainingDays) }, status))
    expect(await screen.findByText(words)).toBeInTheDocument()
  })

  it('say in words what was near its date when it was ordered, until it is past it', async () => {
    const goods = async () => within(await screen.findByRole('list', { name: '商品' }))
    const { unmount } = renderOrder(withLine({}, 'paid'))
    expect((await goods()).getByText('临期')).toBeInTheDocument()
    unmount()
    renderOrder(withLine({ remainingDays: -1, expiresOn: '2026-11-21' }, 'done'))
    expect((await goods()).queryByText('临期')).not.toBeInTheDocument()
  })
})

describe('goods whose money went back', () => {
  const refundOf = (over: Partial<OrderRefund>): OrderRefund => ({
    kind: 'requested',
    status: 'succeeded',
    amountCents: 2990,
    lines: [{ batchId: 'batch-1', quantity: 1, amountCents: 2990 }],
    reason: 'damaged',
    note: null,
    photos: [],
    answer: null,
    requestedAt: '2026-11-26T04:00:00.000Z',
    finishedAt: null,
    ...over,
  })
  const withRefunds = (returnedQuantity: number, refunds: OrderRefund[], over: Partial<Order> = {}) => () =>
    makeOrder({ status: 'delivered', actions: ['requestRefund', 'buyAgain'], secondsToPay: null, lines: makeOrder().lines.map((line) => ({ ...line, returnedQuantity })), refunds, refund: refunds[0] ?? null, ...over })
  const goods = async () => within(await screen.findByRole('list', { name: '商品' }))

  it('are named with their money, and the order goes on', async () => {
    renderOrder(withRefunds(1, [refundOf({})]))
    expect(await heading('已送达')).toBeInTheDocument()
    expect((await goods()).getByText('已退款 1 件')).toBeInTheDocument()
    expect(screen.getByText('已退到原支付账户')).toBeInTheDocument()
    expect(screen.getByText('黑巧克力 × 1')).toBeInTheDocument()
    expect(screen.getByRole('button', { name: '申请退款' })).toBeInTheDocument()
  })

  it('while the rest is on its way, both are told, the latest first, with the freight', async () => {
    const rest = refundOf({ status: 'processing', amountCents: 3790, requestedAt: '2026-11-27T04:00:00.000Z' })
    renderOrder(withRefunds(1, [rest, refundOf({})], { status: 'refunding', actions: [] }))
    expect((await goods()).getByText('已退款 1 件，退款中 1 件')).toBeInTheDocument()
    expect(screen.getAllByRole('heading', { name: /退款$/ }).map(({ textContent }) => textContent)).toEqual(['退款', '之前的退款'])
    expect(screen.getByText('¥8.00')).toBeInTheDocument()
  })

  it('all of a line is said to be back', async () => {
    renderOrder(withRefunds(2, [refundOf({ status: 'returned', answer: '已转账' })]))
    expect((await goods()).getByText('已全部退款')).toBeInTheDocument()
  })
})

describe('an order on its way', () => {
  const shipped = () =>
    makeOrder({ status: 'shipped', actions: ['receive', 'trace', 'requestRefund', 'buyAgain'], secondsToPay: null, shipping: { carrier: '顺丰速运', trackingNumber: 'SF123' }, shippedAt: '2026-11-23T04:00:00.000Z' })
  const trace = { carrier: '顺丰速运', trackingNumber: 'SF123', nextCursor: null, items: [{ at: '2026-11-24T02:05:00.000Z', text: '正在派送', place: '黄浦区' }] }

  it('shows where the parcel is', async () => {
    renderOrder(shipped, { [`GET /v1/orders/${NUMBER}/trace`]: () => trace })
    expect(await screen.findByText('黄浦区 · 正在派送')).toBeInTheDocument()
    expect(screen.getByText('11月24日 10:05')).toBeInTheDocument()
    expect(screen.getByText('顺丰速运 SF123')).toBeInTheDocument()
    expect(screen.getByRole('heading', { name: '已发货' })).toBeInTheDocument()
  })

  it('a trace that does not come leaves the order in sight', async () => {
    renderOrder(shipped, { [`GET /v1/orders/${NUMBER}/trace`]: () => { throw problem('internal') } })
    expect(await screen.findByText('物流没有加载出来')).toBeInTheDocument()
    expect(screen.getByRole('heading', { name: '收货地址' })).toBeInTheDocument()
  })

  it('leads to the refund, and is bought again', async () => {
    const { user } = renderOrder(paidOrder, {
      'GET /v1/cart': () => makeCart([]),
      'PUT /v1/cart/lines/batch-9': () => makeCart([makeLine({ batchId: 'batch-9' })]),
      [`GET /v1/orders/${NUMBER}/buy-again`]: () => ({
        items: [{ productId: 'product-1', batchId: 'batch-9', name: '黑巧克力', quantity: 2, priceCents: 2490, expiresOn: '2027-01-02' }],
        unavailable: [{ productId: 'product-2', name: '鲜牛奶' }],
        nextCursor: null,
      }),
    })
    await user.click(await screen.findByRole('button', { name: '申请退款' }))
    expect(open).toHaveBeenCalledWith({ page: 'refund', params: { number: NUMBER } })
    await user.click(screen.getByRole('button', { name: '再来一单' }))
    expect(await screen.findByText('1 种已放进购物车，1 种现在没有')).toBeInTheDocument()
    expect(open).toHaveBeenCalledWith({ page: 'cart' })
  })
})

describe('opened from WeChat’s own list of orders', () => {
  it.each([`${NUMBER}-1`, NUMBER.toLowerCase()])('by %s, it follows its own steps', async (given) => {
    let isDone = false
    const order = () => makeOrder(isDone ? { status: 'done', actions: ['buyAgain'], secondsToPay: null } : { status: 'shipped', actions: ['receive'], secondsToPay: null })
    const receive = () => {
      isDone = true
      return order()
    }
    // The server takes either name.
    const routes = { [`GET /v1/orders/${given}`]: order, [`POST /v1/orders/${given}/receipt`]: receive, [`POST /v1/orders/${NUMBER}/receipt`]: receive }
    const { user } = renderOrder(order, routes, { number: given })
    await user.click(await screen.findByRole('button', { name: '确认收货' }))
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: '确认收货' }))
    expect(await heading('已完成')).toBeInTheDocument()
  })

  it('an unpaid one shows how paying it went', async () => {
    const { store } = renderOrder(undefined, {}, { number: `${NUMBER}-1` })
    await heading('等待付款')
    act(() => void store.dispatch(paymentMoved({ number: NUMBER, payment: { status: 'cancelled' } })))
    expect(screen.getByText('没有付款，订单还留着')).toBeInTheDocument()
  })
})

describe('who may see it', () => {
  it('a guest meets the gate first', async () => {
    router.current = { path: '/packages/trade/order/index', params: { number: NUMBER } }
    const { api } = renderInShop(<OrderPage />, makeShop({ wechat: null, preloadedState: guestState }))
    expect(await screen.findByText('登录后看你的订单')).toBeInTheDocument()
    expect(requestsOf(api, `GET /v1/orders/${NUMBER}`)).toHaveLength(0)
  })

  it.each(['not_found', 'invalid_request'] as const)('a number that is not his (%s) leads to his orders', async (code) => {
    renderOrder(() => { throw problem(code) })
    expect(await screen.findByText('没有这个订单')).toBeInTheDocument()
  })

  it('without network it offers another try', async () => {
    renderOrder(() => { throw offline() })
    expect(await screen.findByRole('button', { name: '重新加载' })).toBeInTheDocument()
  })
})

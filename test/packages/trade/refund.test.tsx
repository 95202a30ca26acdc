import { screen } from '@testing-library/react'
import type { Order } from '@contract/orders'
import { back } from '@/features/shell/navigation'
import RefundPage from '@/packages/trade/refund/index'
import { answer } from '../../support/account/backend'
import { problem } from '../../support/app/factories'
import { makeOrder, NUMBER, paidOrder, requestsOf } from '../../support/app/orders'
import { router } from '../../support/app/page'
import { renderInShop } from '../../support/app/renderInShop'
import { makeShop, memberState } from '../../support/app/shop'

jest.mock('@/features/shell/navigation', () => ({
  ...jest.requireActual<object>('@/features/shell/navigation'),
  back: jest.fn(() => Promise.resolve()),
}))

const REFUND = `POST /v1/orders/${NUMBER}/refund`

function renderRefund(order: Order = paidOrder(), refund: () => unknown = () => makeOrder({ status: 'refunding', actions: [], secondsToPay: null })) {
  router.current = { path: '/packages/trade/refund/index', params: { number: NUMBER } }
  const shop = makeShop({ wechat: null, preloadedState: memberState({}, null) })
  answer(shop.api, { [`GET /v1/orders/${NUMBER}`]: () => order, [REFUND]: refund })
  return renderInShop(<RefundPage />, shop)
}

const submit = () => screen.findByRole('button', { name: '提交申请' })

test('a reason is wanted, a note may come along', async () => {
  const { user, api } = renderRefund()
  await user.click(await submit())
  expect(screen.getByText('请选一个原因')).toBeInTheDocument()
  expect(requestsOf(api, REFUND)).toHaveLength(0)
  await user.click(screen.getByRole('radio', { name: '破损或变质' }))
  expect(screen.getByRole('radio', { name: '破损或变质' })).toBeChecked()
  await user.type(screen.getByLabelText('补充说明'), '盒子压坏了')
  await user.click(await submit())
  expect(requestsOf(api, REFUND)[0]?.body).toEqual({ reason: 'damaged', note: '盒子压坏了' })
  expect(await screen.findByText('已提交，等商家处理')).toBeInTheDocument()
  expect(back).toHaveBeenCalled()
})

test('goods confirmed near their date: a change of mind is refused in words', async () => {
  const { user } = renderRefund(undefined, () => { throw problem('refund_excluded') })
  expect(await screen.findByText(/发货后不支持七天无理由退货/)).toBeInTheDocument()
  await user.click(screen.getByRole('radio', { name: '不想要了' }))
  await user.click(await submit())
  expect(await screen.findByRole('alert')).toHaveTextContent('临期商品不支持七天无理由退货')
})

test('an order that cannot be refunded says so', async () => {
  renderRefund(makeOrder({ status: 'refunding', actions: [], secondsToPay: null }))
  expect(await screen.findByText('这个订单现在不能申请退款')).toBeInTheDocument()
})

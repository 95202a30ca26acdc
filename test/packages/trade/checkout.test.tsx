import { screen, within } from '@testing-library/react'
import type { OrderInput, OrderLineInput, OrderPreview, PreviewInput } from '@contract/orders'
import { checkoutBegun, initialCheckout } from '@/features/checkout/checkoutSlice'
import { open, replaceWith } from '@/features/shell/navigation'
import CheckoutPage from '@/packages/trade/checkout/index'
import type { ApiRequest } from '@/api/transport'
import { answer } from '../../support/account/backend'
import { makeAddress, offline, problem } from '../../support/app/factories'
import { makeOrder, makePreview, makePreviewLine, NUMBER, requestsOf } from '../../support/app/orders'
import { router } from '../../support/app/page'
import { renderInShop } from '../../support/app/renderInShop'
import { guestState, makeShop, memberState } from '../../support/app/shop'

jest.mock('@/features/shell/navigation', () => ({
  ...jest.requireActual<object>('@/features/shell/navigation'),
  open: jest.fn(() => Promise.resolve()),
  replaceWith: jest.fn(() => Promise.resolve()),
}))

const PREVIEW = 'POST /v1/orders/preview'
const CREATE = 'POST /v1/orders'
const home = makeAddress({ id: 'a1', recipient: '林小满', isDefault: true })
const far = makeAddress({ id: 'a2', recipient: '卓玛', province: '西藏自治区', city: '拉萨市', district: '城关区' })

const chocolate = { batchId: 'batch-1', quantity: 2, priceCents: 2990 }
const milk = { batchId: 'batch-2', quantity: 1, priceCents: 900 }

type Preview = (request: ApiRequest) => OrderPreview

interface Setup {
  preview?: Preview
  addresses?: ReturnType<typeof makeAddress>[]
  create?: () => unknown
  lines?: OrderLineInput[]
}

function renderCheckout({ preview = () => makePreview(), addresses = [home, far], create = () => makeOrder(), lines = [chocolate] }: Setup = {}) {
  router.current = { path: '/packages/trade/checkout/index', params: {} }
  const shop = makeShop({ wechat: null, preloadedState: memberState({ capability: 'phoneVerified' }, null) })
  shop.api.addresses.list.mockResolvedValue({ items: addresses, nextCursor: null })
  answer(shop.api, { [PREVIEW]: preview, [CREATE]: create, [`POST /v1/orders/${NUMBER}/payments`]: () => { throw problem('payment_unavailable') } })
  if (lines.length > 0) shop.store.dispatch(checkoutBegun({ from: 'cart', lines }))
  const view = renderInShop(<CheckoutPage />, shop)
  return { ...view, sent: () => requestsOf(shop.api, CREATE).map(({ body }) => body as OrderInput), previewed: () => requestsOf(shop.api, PREVIEW).map(({ body }) => body as PreviewInput) }
}

const submit = () => screen.findByRole('button', { name: '提交订单' })
const box = () => screen.getByRole('checkbox', { name: /我已看过以上商品的到期日/ })

describe('the checkout', () => {
  it('shows the goods with their dates, what is left on arrival at this address, and the sum', async () => {
    const { previewed } = renderCheckout()
    const row = within((await screen.findAllByRole('listitem'))[0] ?? document.body)
    expect(row.getByText('临期')).toBeInTheDocument()
    expect(row.getByText('12月24日 前最佳')).toBeInTheDocument()
    expect(row.getByText('剩 32 天，到手约 29 天')).toBeInTheDocument()
    expect(row.getByText('12月6日起 ¥24.90')).toBeInTheDocument()
    expect(screen.getByRole('button', { name: /林小满.*换一个地址/ })).toBeInTheDocument()
    expect(screen.getAllByRole('img', { name: '59.80 元' })).toHaveLength(2)
    expect(previewed()[0]).toEqual({ addressId: 'a1', couponId: 'best', lines: [{ batchId: 'batch-1', quantity: 2, priceCents: 2990 }] })
  })

  it('takes no order before the goods near their date are confirmed, and sends what was confirmed', async () => {
    const { user, sent } = renderCheckout()
    await user.click(await submit())
    expect(screen.getByText('请先确认临期商品，再提交')).toBeInTheDocument()
    expect(sent()).toHaveLength(0)
    expect(box()).not.toBeChecked()
    await user.click(box())
    await user.type(screen.getByLabelText('备注'), '放门口')
    await user.click(await submit())
    expect(sent()).toEqual([
      {
        addressId: 'a1',
        lines: [{ batchId: 'batch-1', quantity: 2, priceCents: 2990 }],
        nearExpiryConfirmation: { version: '2026-11-01', batchIds: ['batch-1'] },
        remark: '放门口',
      },
    ])
    expect(replaceWith).toHaveBeenCalledWith({ page: 'order', params: { number: NUMBER } })
  })

  it('asks for nothing where nothing is near its date', async () => {
    const { user, sent } = renderCheckout({ preview: () => makePreview([makePreviewLine({ nearExpiry: false })]) })
    await user.click(await submit())
    expect(screen.queryByRole('checkbox')).not.toBeInTheDocument()
    expect(sent()[0]?.nearExpiryConfirmation).toBeUndefined()
  })

  it('reckons anew with another address, and unticks what was confirmed for other goods', async () => {
    const tooClose = makePreviewLine({ batchId: 'batch-2', name: '鲜牛奶', orderable: false, remainingDaysOnArrival: 0, changes: [{ kind: 'tooClose', expiresOn: '2026-11-25', remainingDaysOnArrival: 0 }] })
    const both = [makePreviewLine(), makePreviewLine({ batchId: 'batch-2', name: '鲜牛奶' })]
    const preview: Preview = ({ body }) => makePreview((body as PreviewInput).addressId === 'a2' ? [makePreviewLine(), tooClose] : both)
    const { user, previewed } = renderCheckout({ preview })
    await submit()
    await user.click(box())
    expect(box()).toBeChecked()
    await user.click(screen.getByRole('button', { name: /林小满.*换一个地址/ }))
    await user.click(screen.getByRole('button', { name: /卓玛/ }))
    expect(await screen.findByRole('alert')).toHaveTextContent('鲜牛奶送到这个地址时太临近日期，不能购买')
    expect(previewed().at(-1)?.addressId).toBe('a2')
    expect(box()).not.toBeChecked()
    expect(await submit()).toBeDisabled()
  })

  it('leads to the form where there is no address yet', async () => {
    const { user } = renderCheckout({ addresses: [], preview: () => makePreview(undefined, { address: null, canOrder: false }) })
    await user.click(await screen.findByRole('button', { name: '新增收货地址' }))
    expect(open).toHaveBeenCalledWith({ page: 'addressForm' })
    expect(await submit()).toBeDisabled()
  })
})

describe('what changed', () => {
  it('a price that fell is told, and the order goes on', async () => {
    const fallen = makePreviewLine({ priceCents: 2490, changes: [{ kind: 'price', fromCents: 2990, toCents: 2490 }] })
    const { user, sent } = renderCheckout({ preview: () => makePreview([fallen]) })
    expect(await screen.findByText('黑巧克力从 ¥29.90 降到 ¥24.90，按低的算')).toBeInTheDocument()
    await user.click(box())
    await user.click(await submit())
    expect(sent()[0]?.lines).toEqual([{ batchId: 'batch-1', quantity: 2, priceCents: 2490 }])
  })

  it('sold out before it opened: one tap goes on with what there is', async () => {
    const gone = makePreviewLine({ batchId: 'batch-2', name: '鲜牛奶', orderable: false, stock: 0, changes: [{ kind: 'stock', available: 0 }] })
    const few = makePreviewLine({ orderable: false, stock: 1, changes: [{ kind: 'stock', available: 1 }] })
    const preview: Preview = ({ body }) => makePreview((body as PreviewInput).lines.length > 1 ? [few, gone] : [makePreviewLine({ quantity: 1 })])
    const { user, previewed } = renderCheckout({ preview, lines: [chocolate, milk] })
    const alert = await screen.findByRole('alert')
    expect(alert).toHaveTextContent('黑巧克力只剩 1 件')
    expect(alert).toHaveTextContent('鲜牛奶卖完了')
    expect(await submit()).toBeDisabled()
    await user.click(screen.getByRole('button', { name: '按现有的继续' }))
    expect(previewed().at(-1)?.lines).toEqual([{ batchId: 'batch-1', quantity: 1, priceCents: 2990 }])
    expect(await submit()).toBeEnabled()
  })

  it('an order that is refused for a change shows it, and is confirmed anew', async () => {
    let price = 2990
    const preview: Preview = ({ body }) => {
      const seen = (body as PreviewInput).lines[0]?.priceCents ?? 0
      return makePreview([makePreviewLine({ priceCents: price, changes: seen === price ? [] : [{ kind: 'price', fromCents: seen, toCents: price }] })])
    }
    const create = () => {
      if (price === 3190) return makeOrder()
      price = 3190
      throw problem('order_changed')
    }
    const { user, sent } = renderCheckout({ preview, create })
    await submit()
    await user.click(box())
    await user.click(await submit())
    const alert = await screen.findByRole('alert')
    expect(alert).toHaveTextContent('刚刚有变化，没有下单')
    expect(alert).toHaveTextContent('黑巧克力从 ¥29.90 涨到 ¥31.90')
    await user.click(await submit())
    expect(sent().map((input) => input.lines[0]?.priceCents)).toEqual([2990, 3190])
  })

  it('another wording of the confirmation is confirmed anew', async () => {
    const { user, sent } = renderCheckout({ create: () => { throw problem('near_expiry_unconfirmed') } })
    await submit()
    await user.click(box())
    await user.click(await submit())
    expect(await screen.findByRole('alert')).toHaveTextContent('请重新确认临期商品')
    expect(box()).not.toBeChecked()
    expect(sent()).toHaveLength(1)
  })

  it('too many unpaid orders lead to them', async () => {
    const { user } = renderCheckout({ create: () => { throw problem('order_limit_reached') } })
    await submit()
    await user.click(box())
    await user.click(await submit())
    await user.click(await screen.findByRole('button', { name: '看待付款的订单' }))
    expect(replaceWith).toHaveBeenCalledWith({ page: 'orders', params: { status: 'unpaid' } })
  })
})

describe('without goods, network or session', () => {
  it('says that nothing was chosen', async () => {
    const { user } = renderCheckout({ lines: [] })
    expect(await screen.findByText('没有要结算的商品')).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: '去购物车' }))
    expect(open).toHaveBeenCalledWith({ page: 'cart' })
  })

  it('offers another try', async () => {
    let isBroken = true
    const preview: Preview = () => {
      if (isBroken) throw offline()
      return makePreview()
    }
    const { user } = renderCheckout({ preview })
    const retry = await screen.findByRole('button', { name: '重新加载' })
    isBroken = false
    await user.click(retry)
    expect(await submit()).toBeInTheDocument()
  })

  it('a guest meets the gate', async () => {
    const shop = makeShop({ wechat: null, preloadedState: { ...guestState, checkout: initialCheckout } })
    renderInShop(<CheckoutPage />, shop)
    expect(await screen.findByText('登录后接着结算')).toBeInTheDocument()
    expect(requestsOf(shop.api, PREVIEW)).toHaveLength(0)
  })
})

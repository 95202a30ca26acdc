import { screen, within } from '@testing-library/react'
import type { Order } from '@contract/orders'
import { ApiFailure } from '@/api/apiError'
import { upload } from '@/api/upload'
import { back } from '@/features/shell/navigation'
import RefundPage from '@/packages/trade/refund/index'
import { pickPictures } from '@/platform/pickPictures'
import { answer } from '../../support/account/backend'
import { problem } from '../../support/app/factories'
import { makeOrder, makeTotals, NUMBER, paidOrder, requestsOf } from '../../support/app/orders'
import { router } from '../../support/app/page'
import { renderInShop } from '../../support/app/renderInShop'
import { makeShop, memberState } from '../../support/app/shop'

jest.mock('@/api/upload', () => ({ upload: jest.fn() }))
jest.mock('@/platform/pickPictures', () => ({ pickPictures: jest.fn() }))
jest.mock('@/features/shell/navigation', () => ({
  ...jest.requireActual<object>('@/features/shell/navigation'),
  back: jest.fn(() => Promise.resolve()),
}))

const REFUND = `POST /v1/orders/${NUMBER}/refund`

function renderRefund(order: Order | (() => Order) = paidOrder(), refund: () => unknown = () => makeOrder({ status: 'refunding', actions: [], secondsToPay: null }), number = NUMBER) {
  router.current = { path: '/packages/trade/refund/index', params: { number } }
  const shop = makeShop({ wechat: null, preloadedState: memberState({}, null) })
  answer(shop.api, { [`GET /v1/orders/${NUMBER}`]: typeof order === 'function' ? order : () => order, [REFUND]: refund })
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

test('the trade number that WeChat names is the order’s', async () => {
  const { api } = renderRefund(undefined, undefined, `${NUMBER}-2`)
  expect(await submit()).toBeInTheDocument()
  expect(requestsOf(api, `GET /v1/orders/${NUMBER}`)).toHaveLength(1)
})

test('a reason that is missing is brought into sight, and is chosen by arrow keys from one tab stop', async () => {
  const { user } = renderRefund()
  await user.click(await submit())
  const radios = screen.getAllByRole('radio')
  expect(radios[0]).toHaveFocus()
  await user.keyboard('{ArrowDown}{ArrowDown}')
  expect(radios[1]).toHaveFocus()
  expect(radios[1]).toBeChecked()
  expect(radios.filter(({ tabIndex }) => tabIndex === 0)).toEqual([radios[1]])
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

describe('which goods go back', () => {
  const [line] = makeOrder().lines
  if (!line) throw new Error('no line')
  const juice = { ...line, batchId: 'batch-2', name: '橙汁', quantity: 1, priceCents: 1000, nearExpiryConfirmed: false }
  /** Two bars of chocolate at 29.90, confirmed near their date, and one juice at 10.00; 8.00 of freight. */
  const shipped = (over: Partial<Order> = {}) =>
    makeOrder({
      status: 'delivered',
      actions: ['requestRefund'],
      secondsToPay: null,
      lines: [line, juice],
      totals: makeTotals({ quantity: 3, goodsCents: 6980, freightCents: 800, totalCents: 7780 }),
      refundableCents: 7780,
      shippedAt: '2026-11-23T04:00:00.000Z',
      deliveredAt: '2026-11-25T04:00:00.000Z',
      ...over,
    })
  const goods = async () => within(await screen.findByRole('list', { name: '退哪些商品' }))
  const box = (name: string | RegExp) => screen.findByRole('checkbox', { name })

  test('all at first, with the freight; fewer by box and stepper, and the sum follows', async () => {
    const { user, api } = renderRefund(shipped())
    expect(await box('退黑巧克力')).toBeChecked()
    expect(screen.getByRole('img', { name: '77.80 元' })).toBeInTheDocument()
    expect(screen.getByText('含运费 ¥8.00')).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: '少退一件' }))
    expect(screen.getByRole('img', { name: '39.90 元' })).toBeInTheDocument()
    expect(screen.getByText('运费在全部商品都退款时一起退回')).toBeInTheDocument()
    await user.click(await box('退橙汁'))
    expect(await box('退橙汁')).not.toBeChecked()
    await user.click(screen.getByRole('radio', { name: '破损或变质' }))
    await user.click(await submit())
    expect(requestsOf(api, REFUND)[0]?.body).toEqual({ reason: 'damaged', lines: [{ batchId: 'batch-1', quantity: 1 }] })
  })

  test('a change of mind leaves out what was confirmed near its date, says why, and puts it back for another reason', async () => {
    const { user, api } = renderRefund(shipped())
    await user.click(await screen.findByRole('radio', { name: '不想要了' }))
    const excluded = await box('黑巧克力，临期已确认，不能无理由退货')
    expect(excluded).not.toBeChecked()
    expect(excluded).toBeDisabled()
    expect((await goods()).getByText('临期已确认，不能无理由退货')).toBeInTheDocument()
    await user.click(screen.getByRole('radio', { name: '其他' }))
    expect(await box('退黑巧克力')).toBeChecked()
    await user.click(screen.getByRole('radio', { name: '不想要了' }))
    await user.click(await submit())
    expect(requestsOf(api, REFUND)[0]?.body).toEqual({ reason: 'changedMind', lines: [{ batchId: 'batch-2', quantity: 1 }] })
  })

  test('what went back already is off, in words; the rest is what is left of the money', async () => {
    renderRefund(shipped({ lines: [{ ...line, returnedQuantity: 1, quantity: 3 }, { ...juice, returnedQuantity: 1 }], refundableCents: 6780 }))
    expect(await box('橙汁，已全部退款')).toBeDisabled()
    expect((await goods()).getByText('还可退 2 件，已退 1 件')).toBeInTheDocument()
    expect(screen.getByRole('img', { name: '67.80 元' })).toBeInTheDocument()
  })

  test('nothing chosen is said and brought into sight, and nothing is sent', async () => {
    const { user, api } = renderRefund(shipped({ lines: [{ ...line, quantity: 1 }, juice] }))
    await user.click(await box('退黑巧克力'))
    await user.click(await box('退橙汁'))
    await user.click(screen.getByRole('radio', { name: '破损或变质' }))
    await user.click(await submit())
    expect(screen.getByText('请选择要退的商品')).toBeInTheDocument()
    expect(await box('退黑巧克力')).toHaveFocus()
    expect(requestsOf(api, REFUND)).toHaveLength(0)
    await user.click(await box('退橙汁'))
    expect(screen.queryByText('请选择要退的商品')).not.toBeInTheDocument()
  })

  test('a single unit leaves nothing to choose; several of one kind only how many', async () => {
    const { unmount } = renderRefund(shipped({ lines: [juice], refundableCents: 1800 }))
    expect(await submit()).toBeInTheDocument()
    expect(screen.queryByRole('list', { name: '退哪些商品' })).not.toBeInTheDocument()
    expect(screen.getByRole('img', { name: '18.00 元' })).toBeInTheDocument()
    unmount()
    const { user, api } = renderRefund(shipped({ lines: [line], refundableCents: 6780 }))
    await user.click(await screen.findByRole('button', { name: '少退一件' }))
    expect(screen.queryByRole('checkbox')).not.toBeInTheDocument()
    await user.click(screen.getByRole('radio', { name: '破损或变质' }))
    await user.click(await submit())
    expect(requestsOf(api, REFUND)[0]?.body).toEqual({ reason: 'damaged', lines: [{ batchId: 'batch-1', quantity: 1 }] })
  })

  test('before shipping the order goes back whole, and says so', async () => {
    renderRefund(makeOrder({ ...paidOrder(), lines: [line, juice], refundableCents: 7780 }))
    expect(await screen.findByText(/还没发货，整单一起退/)).toBeInTheDocument()
    expect(screen.queryByRole('list', { name: '退哪些商品' })).not.toBeInTheDocument()
  })

  test('an order that has moved on meanwhile is asked for anew, and the choice fits what is left', async () => {
    let isReturned = false
    const { user, api } = renderRefund(
      () => shipped(isReturned ? { lines: [{ ...line, returnedQuantity: 1 }, juice], refundableCents: 4790 } : {}),
      () => {
        isReturned = true
        throw problem('refund_exceeds')
      },
    )
    await user.click(await screen.findByRole('radio', { name: '破损或变质' }))
    await user.click(await submit())
    expect(await screen.findByRole('alert')).toHaveTextContent('有商品已经退过了')
    expect(await screen.findByText('还可退 1 件，已退 1 件')).toBeInTheDocument()
    await user.click(await submit())
    expect(requestsOf(api, REFUND)[1]?.body).toMatchObject({ lines: [{ batchId: 'batch-1', quantity: 1 }, { batchId: 'batch-2', quantity: 1 }] })
  })
})

describe('photos', () => {
  const picture = (name: string) => ({ path: `blob:${name}` })
  const sendPhoto = jest.mocked(upload)
  const pick = jest.mocked(pickPictures)
  const add = () => screen.findByRole('button', { name: '添加照片' })
  beforeEach(() => {
    sendPhoto.mockReset()
    pick.mockReset()
  })

  test('go up as they are picked, three at most, and are named by the request', async () => {
    pick.mockResolvedValueOnce([picture('a'), picture('b')]).mockResolvedValueOnce([picture('c')])
    sendPhoto.mockImplementation(({ picture: { path } }) => Promise.resolve({ id: `id-of-${path}`, url: '' }))
    const { user, api } = renderRefund()
    await user.click(await add())
    await screen.findByRole('listitem', { name: '照片 2' })
    await user.click(await add())
    await screen.findByRole('listitem', { name: '照片 3' })
    expect(pick.mock.calls).toEqual([[3], [1]])
    expect(screen.queryByRole('button', { name: '添加照片' })).not.toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: '移除照片 2' }))
    await user.click(screen.getByRole('radio', { name: '破损或变质' }))
    await user.click(await submit())
    expect(sendPhoto.mock.calls.map(([{ path }]) => path)).toEqual(Array(3).fill(`/v1/orders/${NUMBER}/refund-photos`))
    expect(requestsOf(api, REFUND)[0]?.body).toEqual({ reason: 'damaged', photoIds: ['id-of-blob:a', 'id-of-blob:c'] })
  })

  test('one that did not arrive is said, holds the request back, and can be sent again', async () => {
    pick.mockResolvedValueOnce([picture('a')])
    sendPhoto.mockRejectedValueOnce(new ApiFailure({ kind: 'network', retryable: true })).mockResolvedValueOnce({ id: 'a', url: '' })
    const { user, api } = renderRefund()
    await user.click(await add())
    await user.click(screen.getByRole('radio', { name: '破损或变质' }))
    const again = await screen.findByRole('button', { name: '再传一次照片 1' })
    await user.click(await submit())
    expect(screen.getByText('照片还在上传，请稍等；没传上去的请重试或移除')).toBeInTheDocument()
    expect(requestsOf(api, REFUND)).toHaveLength(0)
    await user.click(again)
    await user.click(await submit())
    expect(requestsOf(api, REFUND)[0]?.body).toMatchObject({ photoIds: ['a'] })
  })

  test('one that the server refuses is explained, and cannot be sent again as it is', async () => {
    pick.mockResolvedValueOnce([picture('a')])
    sendPhoto.mockRejectedValueOnce(problem('image_too_large'))
    const { user } = renderRefund()
    await user.click(await add())
    expect(await screen.findByText('图片太大了：最多 5 MB、5000 万像素')).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: '再传一次照片 1' })).not.toBeInTheDocument()
  })

  test('a double tap, which opens the chooser twice, adds no more than three', async () => {
    pick.mockResolvedValueOnce([picture('a'), picture('b')]).mockResolvedValueOnce([picture('c'), picture('d')])
    sendPhoto.mockImplementation(({ picture: { path } }) => Promise.resolve({ id: path, url: '' }))
    const { user, api } = renderRefund()
    await user.dblClick(await add())
    await screen.findByRole('listitem', { name: '照片 3' })
    expect(screen.queryByRole('listitem', { name: '照片 4' })).not.toBeInTheDocument()
    await user.click(screen.getByRole('radio', { name: '破损或变质' }))
    await user.click(await submit())
    expect(requestsOf(api, REFUND)[0]?.body).toMatchObject({ photoIds: ['blob:a', 'blob:b', 'blob:c'] })
  })

  test('that the server has no more leave the form with a word, and can be added again', async () => {
    pick.mockResolvedValueOnce([picture('a'), picture('b')]).mockResolvedValueOnce([picture('c')])
    sendPhoto.mockImplementation(({ picture: { path } }) => Promise.resolve({ id: path, url: '' }))
    let isGone = true
    const { user, api } = renderRefund(undefined, () => {
      if (isGone) throw problem('refund_photo_missing')
      return makeOrder({ status: 'refunding', actions: [], secondsToPay: null })
    })
    await user.click(await add())
    await screen.findByRole('listitem', { name: '照片 2' })
    await user.click(screen.getByRole('radio', { name: '破损或变质' }))
    await user.click(await submit())
    expect(await screen.findByRole('alert')).toHaveTextContent('照片已失效，请重新添加')
    expect(screen.queryByRole('listitem', { name: /^照片/ })).not.toBeInTheDocument()
    isGone = false
    await user.click(await add())
    await screen.findByRole('listitem', { name: '照片 1' })
    await user.click(await submit())
    expect(requestsOf(api, REFUND).map(({ body }) => body)).toMatchObject([{ photoIds: ['blob:a', 'blob:b'] }, { photoIds: ['blob:c'] }])
    expect(screen.queryByRole('alert')).not.toBeInTheDocument()
  })

  test('a shopper who closes the chooser has added nothing; where there is none, it is said', async () => {
    pick.mockResolvedValueOnce([]).mockRejectedValueOnce(new Error('no album'))
    const { user } = renderRefund()
    await user.click(await add())
    expect(screen.queryByRole('listitem', { name: '照片 1' })).not.toBeInTheDocument()
    await user.click(await add())
    expect(await screen.findByText('现在不能选照片，请稍后再试')).toBeInTheDocument()
  })
})

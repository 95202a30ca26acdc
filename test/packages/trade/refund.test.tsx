import { screen } from '@testing-library/react'
import type { Order } from '@contract/orders'
import { ApiFailure } from '@/api/apiError'
import { upload } from '@/api/upload'
import { back } from '@/features/shell/navigation'
import RefundPage from '@/packages/trade/refund/index'
import { pickPictures } from '@/platform/pickPictures'
import { answer } from '../../support/account/backend'
import { problem } from '../../support/app/factories'
import { makeOrder, NUMBER, paidOrder, requestsOf } from '../../support/app/orders'
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

function renderRefund(order: Order = paidOrder(), refund: () => unknown = () => makeOrder({ status: 'refunding', actions: [], secondsToPay: null }), number = NUMBER) {
  router.current = { path: '/packages/trade/refund/index', params: { number } }
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

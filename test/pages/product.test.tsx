import { screen, waitFor, within } from '@testing-library/react'
import { askForMessage } from '@/platform/askForMessage'
import ProductPage from '@/pages/product/index'
import { makeIds } from '../support/account/backend'
import { answer, makeBatch, makeProduct, requestsTo } from '../support/app/catalogue'
import { offline, problem } from '../support/app/factories'
import { router } from '../support/app/page'
import { renderInShop } from '../support/app/renderInShop'
import { guestState, makeShop, memberState } from '../support/app/shop'

jest.mock('@/platform/askForMessage', () => ({ askForMessage: jest.fn() }))

const later = makeBatch({
  id: 'batch-2',
  productionDate: '2026-03-18',
  expiresOn: '2027-03-18',
  remainingDays: 116,
  remainingDaysOnArrival: 114,
  remainingRatio: 0.32,
  freshness: 'fresh',
  nearExpiry: false,
  priceCents: 5200,
  pricePercent: 59,
  nextSteps: [],
  stock: 3,
})
const tooClose = makeBatch({ id: 'batch-0', expiresOn: '2026-11-24', remainingDays: 2, freshness: 'last', stock: 4, unsellableReason: 'tooClose' })

function renderProduct(product: unknown, params: Record<string, string> = { id: 'product-1' }) {
  router.current = { path: '/pages/product/index', params }
  const shop = makeShop({ wechat: null, preloadedState: guestState })
  answer(shop.api, { '/v1/products/product-1': product })
  return renderInShop(<ProductPage />, shop)
}

describe('product page', () => {
  it('shows food, price, dates, and asks without a session', async () => {
    const { api } = renderProduct(makeProduct())
    expect(await screen.findByRole('heading', { level: 1, name: '72% 黑巧克力 100g×3' })).toBeInTheDocument()
    expect(screen.getAllByRole('img', { name: '29.90 元' }).length).toBeGreaterThan(0)
    expect(screen.getByRole('img', { name: '原价 88.00 元' })).toBeInTheDocument()
    expect(screen.getByText('云南可可，苦得干净。')).toBeInTheDocument()
    expect(requestsTo(api, '/v1/products/product-1')).toHaveLength(1)
    expect(requestsTo(api, '/v1/products/product-1')[0]).not.toHaveProperty('session')
  })

  it('says what the price will fall to, and when', async () => {
    renderProduct(makeProduct())
    const steps = within(await screen.findByRole('list', { name: '价格会降到多少' }))
    expect(steps.getAllByRole('listitem').map((item) => item.getAttribute('aria-label'))).toEqual(['现在 29.90 元', '12月6日起 24.90 元', '12月16日起 17.90 元'])
  })

  it('lets choose a batch, by tap and by arrow key', async () => {
    const { user } = renderProduct(makeProduct({ batches: [makeBatch(), later] }))
    const group = within(await screen.findByRole('radiogroup', { name: '选一批' }))
    const [first, second] = group.getAllByRole('radio')
    expect(first).toBeChecked()
    expect(first).toHaveAccessibleName('临期，12月24日 前最佳，剩 32 天，到手约 30 天，2025-12-24 生产 · 批号 A1，保质期还剩 9%，29.90 元，库存 46')
    await user.click(group.getByRole('radio', { name: /2027年3月18日/ }))
    expect(second).toBeChecked()
    expect(screen.getByRole('img', { name: '52.00 元' })).toBeInTheDocument()
    expect(screen.getByRole('button', { name: '立即购买，1 件' })).toHaveTextContent('¥52.00')
    expect(screen.queryByRole('list', { name: '价格会降到多少' })).not.toBeInTheDocument()
    expect(screen.getByText('已经是这批的最低价')).toBeInTheDocument()
    await user.keyboard('{ArrowDown}')
    expect(first).toBeChecked()
    expect(first).toHaveFocus()
  })

  it('shows what is not for sale with its reason, and does not let it be chosen', async () => {
    renderProduct(makeProduct({ batches: [tooClose, makeBatch()] }))
    const radio = await screen.findByRole('radio', { name: /送到时太临近日期，不再出售/ })
    expect(radio).toBeDisabled()
    expect(screen.getByRole('radio', { name: /12月24日/ })).toBeChecked()
  })

  it('has a page for food that is sold out', async () => {
    renderProduct(makeProduct({ offer: null, batches: [tooClose] }))
    expect(await screen.findByText('所有批次都卖完了')).toBeInTheDocument()
    expect(screen.getByRole('button', { name: '收藏72% 黑巧克力 100g×3' })).toBeInTheDocument()
    // What there is to do instead of buying.
    expect(screen.getByRole('button', { name: '到货提醒，72% 黑巧克力 100g×3' })).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: /^立即购买/ })).not.toBeInTheDocument()
  })

  it('lets a guest tap the bell: the gate says what for, and the alert is set once he is in', async () => {
    const { user, store, api } = renderProduct(makeProduct())
    await user.click(await screen.findByRole('button', { name: '提醒我，72% 黑巧克力 100g×3' }))
    expect(await screen.findByRole('dialog', { name: '登录后就提醒你' })).toBeInTheDocument()
    expect(store.getState().intent.pending?.action).toEqual({ type: 'favourites/alert', payload: { productId: 'product-1', message: false } })
    expect(requestsTo(api, '/v1/me/favourites/product-1/alert')).toHaveLength(0)
  })

  it.each([
    ['allowed', true],
    ['refused', false],
  ])('asks a member for a message in WeChat within the tap, before anything is sent: %s', async (_what, message) => {
    router.current = { path: '/pages/product/index', params: { id: 'product-1' } }
    const shop = makeShop({ wechat: null, preloadedState: memberState({}, null) })
    const ids = [makeIds([], [], 'template-1'), makeIds(['product-1'], ['product-1'], 'template-1')]
    answer(shop.api, { '/v1/products/product-1': makeProduct(), '/v1/me/favourites/ids': () => ids.shift(), '/v1/me/favourites/product-1/alert': () => null })
    const { user, api } = renderInShop(<ProductPage />, shop)
    const sent: number[] = []
    jest.mocked(askForMessage).mockImplementation(() => {
      sent.push(requestsTo(api, '/v1/me/favourites/product-1/alert').length)
      return Promise.resolve(message)
    })
    await waitFor(() => expect(requestsTo(api, '/v1/me/favourites/ids')).toHaveLength(1))
    await user.click(await screen.findByRole('button', { name: /^提醒我/ }))
    expect(await screen.findByRole('button', { name: '已开提醒，点按取消，72% 黑巧克力 100g×3' })).toBeInTheDocument()
    expect(sent).toEqual([0])
    expect(requestsTo(api, '/v1/me/favourites/product-1/alert')).toMatchObject([{ method: 'PUT', body: { message } }])
  })

  it('says what the law wants said, for food near its date alone', async () => {
    const { user } = renderProduct(makeProduct({ batches: [makeBatch(), later] }))
    expect(await screen.findByText(/临期食品在最佳赏味期内/)).toBeInTheDocument()
    await user.click(screen.getByRole('radio', { name: /2027年3月18日/ }))
    expect(screen.queryByText(/临期食品在最佳赏味期内/)).not.toBeInTheDocument()
  })

  it('lets a guest tap the heart: the gate opens over the page', async () => {
    const { user } = renderProduct(makeProduct())
    await user.click(await screen.findByRole('button', { name: '收藏72% 黑巧克力 100g×3' }))
    expect(await screen.findByRole('dialog', { name: '登录后就收藏好了' })).toBeInTheDocument()
    expect(screen.getByRole('heading', { level: 1, name: '72% 黑巧克力 100g×3' })).toBeInTheDocument()
  })

  it.each([
    ['the server knows none', { id: 'product-1' }],
    ['the address names none', {}],
  ])('says that it is gone when %s', async (_name, params) => {
    renderProduct(() => {
      throw problem('not_found')
    }, params)
    expect(await screen.findByRole('heading', { name: '商品不见了' })).toBeInTheDocument()
  })

  it('tries again after a failure', async () => {
    let isOnline = false
    const { user } = renderProduct(() => {
      if (!isOnline) throw offline()
      return makeProduct()
    })
    await screen.findByRole('alert')
    isOnline = true
    await user.click(screen.getByRole('button', { name: '重新加载' }))
    expect(await screen.findByRole('heading', { level: 1, name: /黑巧克力/ })).toBeInTheDocument()
  })
})

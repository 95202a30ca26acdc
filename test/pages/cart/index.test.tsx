import { act, screen, within } from '@testing-library/react'
import type { ApiRequest } from '@/api/transport'
import type { GuestLine } from '@/features/cart/cartLines'
import { initialGuestCart } from '@/features/cart/guestCartSlice'
import CartPage from '@/pages/cart/index'
import type { RootState } from '@/store/makeStore'
import { answer, callsOf } from '../../support/account/backend'
import { makeCart, makeLine, serverCart } from '../../support/app/cart'
import { makeOffer } from '../../support/app/catalogue'
import { offline } from '../../support/app/factories'
import { renderInShop } from '../../support/app/renderInShop'
import { deferred, guestState, makeShop, memberState } from '../../support/app/shop'

const bread = makeLine({ batchId: 'bread', name: '手工可颂', quantity: 1, batch: { priceCents: 990, listPriceCents: 3200 }, priceSeenCents: 990 })
const chocolate = makeLine({ batchId: 'choco', name: '黑巧克力' })
const gone = makeLine({ batchId: 'gone', name: '鲜牛奶', batch: { stock: 0, unsellableReason: 'soldOut' }, replacement: makeOffer({ batchId: 'fresh', priceCents: 5200, expiresOn: '2027-03-18', remainingDays: 116 }) })

function guestWith(lines: GuestLine[]): Partial<RootState> {
  const kept = lines.map(({ batchId, quantity, priceSeenCents, seenChange }) => ({ batchId, quantity, priceSeenCents, seenChange }))
  return { ...guestState, guestCart: { ...initialGuestCart, lines: kept } }
}

function renderGuest(lines = [chocolate, bread], shelf = lines) {
  const shop = makeShop({ wechat: null, preloadedState: guestWith(lines) })
  answer(shop.api, { 'POST /v1/cart/check': serverCart([...shelf, makeLine({ batchId: 'fresh', name: '鲜牛奶', batch: { priceCents: 5200 } })]).check })
  return renderInShop(<CartPage />, shop)
}

const rows = async (list = '购物车里的商品') => within(await screen.findByRole('list', { name: list })).getAllByRole('listitem')
const total = () => screen.getByText('合计').querySelector('[role="img"]')?.getAttribute('aria-label')

describe('the cart', () => {
  it('shows lines with dates, prices and what they cost together', async () => {
    renderGuest()
    expect(await rows()).toHaveLength(2)
    const row = within((await rows())[0] ?? document.body)
    expect(row.getByText('临期')).toBeInTheDocument()
    expect(row.getByText('12月24日 前最佳')).toBeInTheDocument()
    expect(row.getByText('批号 A1')).toBeInTheDocument()
    expect(row.getByText('剩 32 天，到手约 30 天')).toBeInTheDocument()
    expect(row.getByText('12月6日起 ¥24.90')).toBeInTheDocument()
    expect(total()).toBe('69.70 元')
    expect(screen.getByText('省 ¥138.30')).toBeInTheDocument()
  })

  it('counts what is picked, one by one and all together', async () => {
    const { user } = renderGuest()
    await rows()
    await user.click(screen.getByRole('checkbox', { name: '选中黑巧克力' }))
    expect(total()).toBe('9.90 元')
    expect(screen.getByRole('checkbox', { name: '全选' })).not.toBeChecked()
    await user.click(screen.getByRole('checkbox', { name: '全选' }))
    expect(total()).toBe('69.70 元')
    await user.click(screen.getByRole('checkbox', { name: '全选' }))
    expect(total()).toBe('0.00 元')
  })

  it('changes a quantity by taps, from one up to what is there', async () => {
    const { user } = renderGuest([makeLine({ batchId: 'few', name: '酸奶', quantity: 2, batch: { stock: 3 } })])
    await rows()
    const stepper = within(screen.getByRole('group', { name: '酸奶的数量' }))
    await user.click(stepper.getByRole('button', { name: '增加一件' }))
    expect(stepper.getByText('3')).toBeInTheDocument()
    expect(stepper.getByRole('button', { name: '增加一件' })).toHaveAttribute('aria-disabled', 'true')
    expect(stepper.getByRole('button', { name: '增加一件' })).toHaveFocus()
    await user.click(stepper.getByRole('button', { name: '减少一件' }))
    await user.click(stepper.getByRole('button', { name: '减少一件' }))
    expect(stepper.getByText('1')).toBeInTheDocument()
    expect(stepper.getByRole('button', { name: '减少一件' })).toHaveAttribute('aria-disabled', 'true')
    expect(stepper.getByRole('button', { name: '减少一件' })).toHaveFocus()
  })

  it('takes a line out, and brings it back', async () => {
    const { user } = renderGuest()
    await rows()
    await user.click(screen.getByRole('button', { name: '删除黑巧克力' }))
    expect(await rows()).toHaveLength(1)
    expect(screen.getByRole('button', { name: '撤销' })).toHaveFocus()
    await user.click(screen.getByRole('button', { name: '撤销' }))
    expect(await rows()).toHaveLength(2)
    expect(screen.queryByRole('button', { name: '撤销' })).not.toBeInTheDocument()
  })

  it('puts what is not for sale apart, offers the other batch, and clears the rest', async () => {
    const { user } = renderGuest([bread, gone])
    expect(await rows('已失效')).toHaveLength(1)
    expect(total()).toBe('9.90 元')
    await user.click(screen.getByRole('button', { name: '换成 2027年3月18日 前最佳的，¥52.00' }))
    expect(await rows()).toHaveLength(2)
    expect(screen.getByText('已换成新的一批')).toBeInTheDocument()
    expect(screen.queryByRole('list', { name: '已失效' })).not.toBeInTheDocument()
  })

  it('clears all of that at once, and brings it back', async () => {
    const { user } = renderGuest([bread, gone])
    await user.click(await screen.findByRole('button', { name: '清空已失效的商品' }))
    expect(screen.queryByRole('list', { name: '已失效' })).not.toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: '撤销' }))
    expect(await rows('已失效')).toHaveLength(1)
  })

  it('says all that changed in one place, once', async () => {
    const cheaper = { ...chocolate, priceSeenCents: 3500 }
    const few = makeLine({ batchId: 'few', name: '酸奶', quantity: 9, priceSeenCents: 3500, batch: { stock: 2 } })
    const { user } = renderGuest([cheaper, few, gone], [chocolate, few, gone])
    expect(await screen.findByText('3 处有变化')).toBeInTheDocument()
    expect(screen.getByText('黑巧克力降到 ¥29.90；酸奶只剩 2 件，降到 ¥29.90；鲜牛奶这批没有了，可以换一批')).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: '知道了' }))
    expect(screen.queryByText(/处有变化/)).not.toBeInTheDocument()
    expect(await rows('已失效')).toHaveLength(1)
  })

  it('leads a guest to the checkout through the gate, with the picked lines as they are shown', async () => {
    const few = makeLine({ batchId: 'few', name: '酸奶', quantity: 9, batch: { stock: 2 } })
    const { user, state } = renderGuest([chocolate, bread, few])
    await rows()
    await user.click(screen.getByRole('checkbox', { name: '选中手工可颂' }))
    await user.click(screen.getByRole('button', { name: '去结算，2 种' }))
    expect(await screen.findByRole('dialog', { name: '登录后接着结算' })).toBeInTheDocument()
    expect(state().intent.pending).toMatchObject({
      capability: 'phoneVerified',
      action: { type: 'checkout/open', payload: { from: 'cart', lines: [{ batchId: 'choco', quantity: 2, priceCents: 2990 }, { batchId: 'few', quantity: 2, priceCents: 2990 }] } },
    })
    expect(state().checkout.draft).toBeNull()
  })

  it('has nothing to check out where nothing is picked', async () => {
    const { user } = renderGuest()
    await rows()
    await user.click(screen.getByRole('checkbox', { name: '全选' }))
    expect(screen.getByRole('button', { name: '去结算，0 种' })).toBeDisabled()
  })

  it('is empty with a way on', async () => {
    renderGuest([])
    expect(await screen.findByText('购物车还是空的')).toBeInTheDocument()
    expect(screen.getByRole('button', { name: '去逛逛' })).toBeInTheDocument()
    expect(screen.queryByText('合计')).not.toBeInTheDocument()
  })

  it('says that there is no network, and loads when asked again', async () => {
    const { user, api } = renderInShop(<CartPage />, makeShop({ wechat: null, preloadedState: guestWith([bread]) }))
    await screen.findByText('网络断开了')
    answer(api, { 'POST /v1/cart/check': serverCart([bread]).check })
    await user.click(screen.getByRole('button', { name: '重新加载' }))
    expect(await rows()).toHaveLength(1)
  })
})

describe("a member's cart", () => {
  function renderMember(state: Partial<RootState> = {}) {
    const shop = makeShop({ wechat: null, preloadedState: { ...memberState({}, null), ...state } })
    answer(shop.api, {
      'GET /v1/cart': () => makeCart([chocolate, bread]),
      'PUT /v1/cart/lines/choco': ({ body }: ApiRequest) => makeCart([makeLine({ batchId: 'choco', name: '黑巧克力', quantity: (body as { quantity: number }).quantity }), bread]),
    })
    return renderInShop(<CartPage />, shop)
  }

  it('is the server’s, through the same screen', async () => {
    const { api, user } = renderMember()
    expect(await rows()).toHaveLength(2)
    const stepper = within(screen.getByRole('group', { name: '黑巧克力的数量' }))
    await user.click(stepper.getByRole('button', { name: '增加一件' }))
    expect(stepper.getByText('3')).toBeInTheDocument()
    expect(callsOf(api)).toEqual(['GET /v1/cart', 'PUT /v1/cart/lines/choco'])
  })

  it('says nothing of a merge on its way: only a failure is one', async () => {
    const base = makeShop().state().cart
    renderMember({ ...guestWith([gone]), ...memberState({}, null), cart: { ...base, merge: 'running' } })
    await rows()
    expect(screen.queryByRole('alert')).not.toBeInTheDocument()
  })

  it('shows a merge that failed, and tries it again', async () => {
    const state = { ...guestWith([gone]), ...memberState({}, null) }
    const base = makeShop().state().cart
    const { api, user } = renderMember({ ...state, cart: { ...base, merge: 'failed' } })
    await rows()
    expect(screen.getByRole('alert')).toHaveTextContent('登录前选的 1 种还没放进来')
    const again = deferred<never>()
    answer(api, { 'POST /v1/cart/merge': () => again.promise })
    await user.click(screen.getByRole('button', { name: '再试一次' }))
    expect(screen.getByRole('button', { name: '再试一次' })).toHaveAttribute('aria-busy', 'true')
    await act(async () => again.reject(offline()))
    expect(await screen.findByRole('alert')).toBeInTheDocument()
    answer(api, { 'POST /v1/cart/merge': () => ({ cart: makeCart([gone, chocolate, bread]), entries: [{ batchId: 'gone', asked: 2, added: 2, loss: 'unavailable' }] }) })
    await user.click(screen.getByRole('button', { name: '再试一次' }))
    expect(await screen.findByText(/登录前选的 2 件已放进购物车/)).toBeInTheDocument()
    expect(screen.queryByRole('alert')).not.toBeInTheDocument()
  })
})

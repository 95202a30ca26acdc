import type { CartLineInput } from '@contract/cart'
import { CART_LINE_LIMIT } from '@contract/limits'
import { addToCart } from '@/features/cart/addToCart'
import { asRead, isNews } from '@/features/cart/cartLines'
import { changeQuantity, putLines, refreshCart, removeLines, replaceLine } from '@/features/cart/changeCart'
import { checkGuestCart } from '@/features/cart/checkGuestCart'
import { CART_TTL_DAYS, keepGuestCart, reviveGuestCart } from '@/features/cart/guestCartStorage'
import { initialGuestCart } from '@/features/cart/guestCartSlice'
import { selectCart, selectCartCount } from '@/features/cart/selectCart'
import { answer } from '../../support/account/backend'
import { makeLine, serverCart } from '../../support/app/cart'
import { offline } from '../../support/app/factories'
import { deferred, guestState, makeShop, settle } from '../../support/app/shop'

const CHECK = 'POST /v1/cart/check'

function makeGuest(shelf = [makeLine({ batchId: 'a' }), makeLine({ batchId: 'b', batch: { stock: 3 } })]) {
  const shop = makeShop({ wechat: null, preloadedState: guestState })
  answer(shop.api, { [CHECK]: serverCart(shelf).check })
  const add = (batchId: string, over = {}) => shop.store.dispatch(addToCart({ batchId, quantity: 1, priceCents: 2990, stock: 46, ...over }))
  const quantities = () => Object.fromEntries(shop.state().guestCart.lines.map(({ batchId, quantity }) => [batchId, quantity]))
  return { ...shop, add, quantities, cart: () => selectCart(shop.state()), toast: () => shop.state().toast.message?.text }
}

test('what a guest adds stays on the phone, latest first, and is checked without a session', async () => {
  const { add, quantities, cart, api, state } = makeGuest()
  await add('a')
  await add('b', { quantity: 2 })
  await add('a')
  await settle()
  expect(quantities()).toEqual({ a: 2, b: 2 })
  expect(cart()).toMatchObject({ status: 'ready', lines: [{ batchId: 'b', change: null }, { batchId: 'a', quantity: 2 }] })
  expect(selectCartCount(state())).toBe(4)
  for (const [request] of api.request.mock.calls) expect(request).not.toHaveProperty('session')
})

test('two quick taps add two', async () => {
  const { add, quantities } = makeGuest()
  await Promise.all([add('a'), add('a')])
  expect(quantities()).toEqual({ a: 2 })
})

test('no more than there is, and the toast says so', async () => {
  const { add, quantities, toast } = makeGuest()
  await add('b', { quantity: 2, stock: 3 })
  expect(toast()).toBe('已加入购物车')
  await add('b', { quantity: 2, stock: 3 })
  expect([quantities(), toast()]).toEqual([{ b: 3 }, '库存有限，购物车里现有 3 件'])
  await add('b', { stock: 3 })
  expect([quantities(), toast()]).toEqual([{ b: 3 }, '购物车里已有 3 件，不能再多了'])
})

test('a full cart takes nothing new', async () => {
  const { store, add, quantities, toast } = makeGuest()
  const lines = Array.from({ length: CART_LINE_LIMIT }, (_, i) => makeLine({ batchId: `x${i}`, quantity: 1 }))
  await store.dispatch(putLines(lines))
  await add('new')
  expect(toast()).toBe('购物车放满了，先清理一些再加')
  await add('x0')
  expect(quantities()).toMatchObject({ x0: 2 })
  expect(Object.keys(quantities())).toHaveLength(CART_LINE_LIMIT)
})

test('a quantity changes where it stands; a removal is undone', async () => {
  const { store, add, quantities, cart } = makeGuest()
  await add('a')
  await add('b')
  await settle()
  await store.dispatch(changeQuantity({ batchId: 'a', quantity: 5 }))
  expect(Object.keys(quantities())).toEqual(['b', 'a'])
  const [, line] = cart().lines
  await store.dispatch(removeLines(['a']))
  expect(quantities()).toEqual({ b: 1 })
  await store.dispatch(putLines(line ? [line] : []))
  expect(quantities()).toEqual({ a: 5, b: 1 })
})

test('changes are told once: after reading, the new price and stock are the known ones', async () => {
  const { store, add, cart } = makeGuest([makeLine({ batchId: 'a', batch: { priceCents: 2490 } }), makeLine({ batchId: 'b', batch: { stock: 0, unsellableReason: 'soldOut' } })])
  await add('a')
  await add('b')
  await settle()
  const news = cart().lines.filter(isNews)
  expect(news.map(({ batchId, change }) => [batchId, change])).toEqual([['b', 'stock'], ['a', 'price']])
  await store.dispatch(putLines(news.map(asRead)))
  await store.dispatch(refreshCart())
  expect(cart().lines.filter(isNews)).toEqual([])
  expect(cart().lines).toMatchObject([{ batchId: 'b', change: 'stock', buyableQuantity: 0 }, { batchId: 'a', priceSeenCents: 2490 }])
})

test('the offered batch takes the place of the one that is gone', async () => {
  const { store, add, quantities } = makeGuest()
  await add('c')
  await add('a')
  await store.dispatch(replaceLine('c', { batchId: 'b', quantity: 1, priceSeenCents: 2990 }))
  expect(Object.keys(quantities())).toEqual(['a', 'b'])
})

test('without network the kept lines stay, and where nothing is kept it says so', async () => {
  const { store, add, api, cart } = makeGuest()
  await add('a')
  await settle()
  answer(api, { [CHECK]: () => { throw offline() } })
  expect(await store.dispatch(refreshCart())).toMatchObject({ error: { kind: 'network' } })
  expect(cart()).toMatchObject({ status: 'ready', lines: [{ batchId: 'a' }] })

  const other = makeGuest()
  answer(other.api, { [CHECK]: () => { throw offline() } })
  await other.add('a')
  await settle()
  expect(other.cart()).toEqual({ status: 'offline', lines: [] })
})

test('a line that comes while the check is under way is checked as well, with one request at a time', async () => {
  const { store, add, api, cart } = makeGuest()
  const first = deferred<unknown>()
  const asked: string[][] = []
  answer(api, {
    [CHECK]: async (request) => {
      const lines = (request.body as { lines: CartLineInput[] }).lines
      asked.push(lines.map(({ batchId }) => batchId))
      if (asked.length === 1) await first.promise
      return serverCart([makeLine({ batchId: 'a' }), makeLine({ batchId: 'b' })]).check(request)
    },
  })
  await add('a')
  await add('b')
  await store.dispatch(checkGuestCart())
  first.resolve(null)
  await settle()
  expect(asked).toEqual([['a'], ['b', 'a']])
  expect(cart().lines).toHaveLength(2)
})

describe('what storage keeps of it', () => {
  const kept = keepGuestCart({ ...initialGuestCart, lines: [makeLine()], touchedAt: 1000 })

  test('lines and what was said of them, not the check', () => {
    expect(Object.keys(kept).sort()).toEqual(['facts', 'lines', 'mergeId', 'touchedAt', 'version'])
  })

  test('is good for its time to live, and in its version', () => {
    const end = 1000 + CART_TTL_DAYS * 86_400_000
    expect(reviveGuestCart(kept, end - 1)?.lines).toHaveLength(1)
    expect(reviveGuestCart(kept, end)).toBeUndefined()
    expect(reviveGuestCart({ ...kept, version: 0 }, 1000)).toBeUndefined()
  })
})

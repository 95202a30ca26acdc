import { addToCart } from '@/features/cart/addToCart'
import { cartApi } from '@/features/cart/cartApi'
import { changeQuantity, putLines, removeLines, replaceLine } from '@/features/cart/changeCart'
import { selectCart, selectCartCount } from '@/features/cart/selectCart'
import { signedOut } from '@/features/session/sessionActions'
import type { ApiRequest } from '@/api/transport'
import { answer, callsOf } from '../../support/account/backend'
import { makeCart, makeLine } from '../../support/app/cart'
import { offline, problem } from '../../support/app/factories'
import { deferred, makeShop, memberState, settle } from '../../support/app/shop'

const PUT = 'PUT /v1/cart/lines/a'

async function makeMember(lines = [makeLine({ batchId: 'a' }), makeLine({ batchId: 'b' })]) {
  const shop = makeShop({ wechat: null, preloadedState: memberState({}, null) })
  answer(shop.api, { 'GET /v1/cart': () => makeCart(lines) })
  await shop.store.dispatch(cartApi.endpoints.cart.initiate())
  shop.api.request.mockClear()
  const shown = () => Object.fromEntries(selectCart(shop.state()).lines.map(({ batchId, quantity }) => [batchId, quantity]))
  const change = (quantity: number) => shop.store.dispatch(changeQuantity({ batchId: 'a', quantity }))
  return { ...shop, shown, change, toast: () => shop.state().toast.message?.text }
}

const cartWith = (quantity: number) => makeCart([makeLine({ batchId: 'a', quantity }), makeLine({ batchId: 'b' })])
const echo = ({ body }: ApiRequest) => cartWith((body as { quantity: number }).quantity)

test('a quantity shows before the server has answered, and the sums with it', async () => {
  const { api, change, shown, state } = await makeMember()
  const written = deferred<unknown>()
  answer(api, { [PUT]: () => written.promise })
  const changing = change(5)
  expect(shown()).toEqual({ a: 5, b: 2 })
  expect(selectCartCount(state())).toBe(7)
  written.resolve(cartWith(5))
  expect(await changing).toBeNull()
  expect(shown()).toEqual({ a: 5, b: 2 })
})

test.each([
  ['without network', offline],
  ['when it is not for sale any more', () => problem('batch_unavailable')],
])('it goes back %s', async (_, failure) => {
  const { api, change, shown, state } = await makeMember()
  answer(api, { [PUT]: () => { throw failure() } })
  expect(await change(5)).toEqual(failure().error)
  expect(shown()).toEqual({ a: 2, b: 2 })
  expect(state().cart.wanted).toEqual({})
})

test('of many quick taps the first and the last quantity are sent, one after the other', async () => {
  const { api, change, shown } = await makeMember()
  const first = deferred<unknown>()
  const sent: number[] = []
  answer(api, {
    [PUT]: async (request) => {
      sent.push((request.body as { quantity: number }).quantity)
      if (sent.length === 1) await first.promise
      return echo(request)
    },
  })
  const tap = change(3)
  await settle()
  const taps = [tap, ...[4, 5, 6].map(change)]
  await settle()
  expect(sent).toEqual([3])
  first.resolve(null)
  await Promise.all(taps)
  expect(sent).toEqual([3, 6])
  expect(shown()).toEqual({ a: 6, b: 2 })
})

test('a failed tap takes back itself, not the one after it', async () => {
  const { api, change, shown } = await makeMember()
  const first = deferred<unknown>()
  let calls = 0
  answer(api, {
    [PUT]: (request) => {
      calls += 1
      return calls === 1 ? first.promise : echo(request)
    },
  })
  const one = change(3)
  await settle()
  const two = change(4)
  first.reject(offline())
  expect(await Promise.all([one, two])).toMatchObject([{ kind: 'network' }, null])
  expect(shown()).toEqual({ a: 4, b: 2 })
})

test('what the server has capped is what counts', async () => {
  const { api, change, shown } = await makeMember()
  answer(api, { [PUT]: () => cartWith(3) })
  await change(9)
  expect(shown()).toEqual({ a: 3, b: 2 })
})

test('a cart that was being read meanwhile does not have the last word', async () => {
  const { store, api, change, shown } = await makeMember()
  const reading = deferred<unknown>()
  answer(api, { 'GET /v1/cart': () => reading.promise, [PUT]: echo })
  const refetch = store.dispatch(cartApi.endpoints.cart.initiate(undefined, { forceRefetch: true, subscribe: false }))
  await settle()
  const changing = change(5)
  await settle()
  reading.resolve(cartWith(2))
  await Promise.all([refetch, changing])
  expect(shown()).toEqual({ a: 5, b: 2 })
})

test('a removal shows at once, comes back when it fails, and is undone', async () => {
  const { store, api, shown } = await makeMember()
  const refused = deferred<unknown>()
  answer(api, { 'POST /v1/cart/removals': () => refused.promise })
  const removing = store.dispatch(removeLines(['a']))
  expect(shown()).toEqual({ b: 2 })
  refused.reject(offline())
  expect(await removing).toMatchObject({ kind: 'network' })
  expect(shown()).toEqual({ a: 2, b: 2 })

  answer(api, { 'POST /v1/cart/removals': () => makeCart([makeLine({ batchId: 'b' })]), 'PUT /v1/cart/lines': () => cartWith(2) })
  await store.dispatch(removeLines(['a']))
  expect(shown()).toEqual({ b: 2 })
  await store.dispatch(putLines([makeLine({ batchId: 'a' })]))
  expect(shown()).toEqual({ a: 2, b: 2 })
})

test('a line that is taken out right after a tap is not put again', async () => {
  const { store, api, change, shown } = await makeMember()
  answer(api, { [PUT]: echo, 'POST /v1/cart/removals': () => makeCart([makeLine({ batchId: 'b' })]) })
  await Promise.all([change(3), store.dispatch(removeLines(['a']))])
  expect(shown()).toEqual({ b: 2 })
  expect(callsOf(api)).toEqual(['POST /v1/cart/removals'])
})

test('the offered batch is put for the one that is gone in one call', async () => {
  const { store, api } = await makeMember()
  answer(api, { 'PUT /v1/cart/lines/c': () => makeCart([makeLine({ batchId: 'c' })]) })
  await store.dispatch(replaceLine('a', { batchId: 'c', quantity: 2, priceSeenCents: 5200 }))
  expect(api.request.mock.calls[0]?.[0]).toMatchObject({ body: { quantity: 2, priceSeenCents: 5200, replaces: 'a' } })
})

test('adding takes what is there into account, also where the cart was not loaded yet', async () => {
  const shop = makeShop({ wechat: null, preloadedState: memberState({}, null) })
  answer(shop.api, { 'GET /v1/cart': () => cartWith(2), [PUT]: echo })
  await shop.store.dispatch(addToCart({ batchId: 'a', quantity: 3, priceCents: 2490, stock: 46 }))
  expect(shop.api.request.mock.calls.map(([request]) => (request as ApiRequest).body)).toEqual([undefined, { quantity: 5, priceSeenCents: 2490 }])
  expect(shop.state().toast.message).toMatchObject({ text: '已加入购物车', tone: 'done' })
})

test('adding without network says so and adds nothing', async () => {
  const { store, api, shown, toast } = await makeMember()
  answer(api, { [PUT]: () => { throw offline() } })
  await store.dispatch(addToCart({ batchId: 'a', quantity: 1, priceCents: 2990, stock: 46 }))
  expect(toast()).not.toBe('已加入购物车')
  expect(shown()).toEqual({ a: 2, b: 2 })
})

test('a sign-out in the middle of a change leaves nothing, whatever the server answers', async () => {
  const { store, api, change, state } = await makeMember()
  const written = deferred<unknown>()
  answer(api, { [PUT]: () => written.promise })
  const [changing, queued] = [change(5), change(6)]
  await settle()
  store.dispatch(signedOut())
  expect(selectCart(state())).toEqual({ status: 'empty', lines: [] })
  written.resolve(cartWith(5))
  expect(await Promise.all([changing, queued])).toEqual([null, null])
  await settle()
  expect(state().cart.wanted).toEqual({})
  expect(state().memberApi.queries).toEqual({})
  expect(selectCartCount(state())).toBe(0)
  expect(callsOf(api)).toEqual([PUT])
  expect(state().toast.message).toBeNull()
})

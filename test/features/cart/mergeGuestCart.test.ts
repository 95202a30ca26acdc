import type { CartMerge } from '@contract/cart'
import { addToCart } from '@/features/cart/addToCart'
import { mergeGuestCart } from '@/features/cart/mergeGuestCart'
import { selectCart, selectCartCount } from '@/features/cart/selectCart'
import { consentChanged } from '@/features/consent/consentSlice'
import { intentKept } from '@/features/intent/intentSlice'
import { sessionEnded, signedOut } from '@/features/session/sessionActions'
import { signIn } from '@/features/session/signIn'
import type { ApiRequest } from '@/api/transport'
import { answer, callsOf } from '../../support/account/backend'
import { makeCart, makeLine, serverCart } from '../../support/app/cart'
import { makeStarted, offline } from '../../support/app/factories'
import { deferred, guestState, makeShop, settle } from '../../support/app/shop'

const MERGE = 'POST /v1/cart/merge'
const entries = [{ batchId: 'a', asked: 1, added: 1, loss: null }]
const merged = () => ({ cart: makeCart([makeLine({ batchId: 'a', quantity: 1 }), makeLine({ batchId: 'b' })]), entries })

/** A guest with one line, about to sign in by a code. */
async function makeGuestWithCart() {
  const intent = jest.fn().mockResolvedValue(undefined)
  const shop = makeShop({ wechat: null, preloadedState: guestState, intents: { 'test/run': () => intent } })
  answer(shop.api, { 'POST /v1/cart/check': serverCart([makeLine({ batchId: 'a' })]).check })
  await shop.store.dispatch(addToCart({ batchId: 'a', quantity: 1, priceCents: 2990, stock: 46 }))
  await settle()
  shop.store.dispatch(consentChanged(true))
  shop.api.auth.sms.mockResolvedValue(makeStarted({ token: null }))
  const enter = async () => {
    await shop.store.dispatch(signIn({ by: 'sms', phone: '13800138000', code: '123456' }))
    await settle()
  }
  const sent = () => shop.api.request.mock.calls.map(([request]) => request as ApiRequest).filter(({ path }) => path === '/v1/cart/merge').map(({ body }) => body as CartMerge)
  return { ...shop, enter, sent, intent }
}

test('what a guest gathered goes into the cart after the sign-in, and is told', async () => {
  const { enter, api, state, sent } = await makeGuestWithCart()
  answer(api, { [MERGE]: merged })
  await enter()
  expect(sent()).toEqual([{ mergeId: expect.any(String), lines: [{ batchId: 'a', quantity: 1, priceSeenCents: 2990, seenChange: null }] }])
  expect(selectCart(state()).lines.map(({ batchId }) => batchId)).toEqual(['a', 'b'])
  expect(state().guestCart.lines).toEqual([])
  expect(state().cart).toMatchObject({ merge: 'idle', merged: entries })
  expect(callsOf(api)).not.toContain('GET /v1/cart')
})

test('without anything gathered the cart is fetched, so that the tab can show how much is in it', async () => {
  const { store, enter, api, state } = await makeGuestWithCart()
  store.dispatch(signedOut())
  store.dispatch(consentChanged(true))
  answer(api, { 'GET /v1/cart': () => makeCart() })
  await enter()
  expect(callsOf(api)).not.toContain(MERGE)
  expect(selectCartCount(state())).toBe(2)
})

test('the action that waited for the sign-in does not wait for the merge', async () => {
  const { store, enter, api, clock, intent, state } = await makeGuestWithCart()
  const answered = deferred<unknown>()
  answer(api, { [MERGE]: () => answered.promise })
  store.dispatch(intentKept({ id: 'i', action: { type: 'test/run', payload: null }, capability: 'member', purpose: 'account', page: '/', createdAt: clock.now() }))
  await enter()
  expect(intent).toHaveBeenCalledTimes(1)
  expect(state().cart.merge).toBe('running')
  answered.resolve(merged())
  await settle()
  expect(state().cart.merge).toBe('idle')
})

test('a failure touches neither the sign-in nor the lines, and the same merge can be tried again', async () => {
  const { store, enter, api, state, sent } = await makeGuestWithCart()
  answer(api, { [MERGE]: () => { throw offline() } })
  await enter()
  expect(state().session.status).toBe('member')
  expect(state().cart.merge).toBe('failed')
  expect(state().guestCart.lines).toHaveLength(1)
  answer(api, { [MERGE]: merged })
  await store.dispatch(mergeGuestCart())
  expect(state().guestCart.lines).toEqual([])
  expect(new Set(sent().map(({ mergeId }) => mergeId)).size).toBe(1)
})

test('two taps on "try again" are one call', async () => {
  const { store, enter, api, sent } = await makeGuestWithCart()
  answer(api, { [MERGE]: () => { throw offline() } })
  await enter()
  answer(api, { [MERGE]: merged })
  await Promise.all([store.dispatch(mergeGuestCart()), store.dispatch(mergeGuestCart())])
  expect(sent()).toHaveLength(2)
})

test('signing out before it has arrived leaves nothing of it, whatever the server answers', async () => {
  const { store, enter, api, state } = await makeGuestWithCart()
  const answered = deferred<unknown>()
  answer(api, { [MERGE]: () => answered.promise })
  await enter()
  store.dispatch(signedOut())
  answered.resolve(merged())
  await settle()
  expect(selectCart(state())).toEqual({ status: 'empty', lines: [] })
  expect(state().cart.merged).toBeNull()
  expect(state().cart.merge).toBe('idle')
})

test('a session that ends by itself leaves what has not arrived, under the same id', async () => {
  const { store, enter, api, state, sent } = await makeGuestWithCart()
  answer(api, { [MERGE]: () => { throw offline() } })
  await enter()
  store.dispatch(sessionEnded())
  expect(selectCart(state()).lines.map(({ batchId }) => batchId)).toEqual(['a'])
  store.dispatch(consentChanged(true))
  await enter()
  expect(new Set(sent().map(({ mergeId }) => mergeId)).size).toBe(1)
})

test('other lines are another merge', async () => {
  const { store, enter, api, sent } = await makeGuestWithCart()
  answer(api, { [MERGE]: () => { throw offline() } })
  await enter()
  store.dispatch(sessionEnded())
  await store.dispatch(addToCart({ batchId: 'a', quantity: 1, priceCents: 2990, stock: 46 }))
  store.dispatch(consentChanged(true))
  await enter()
  expect(new Set(sent().map(({ mergeId }) => mergeId)).size).toBe(2)
})

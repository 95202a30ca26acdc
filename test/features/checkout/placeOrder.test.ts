import type { OrderInput } from '@contract/orders'
import { checkoutBegun } from '@/features/checkout/checkoutSlice'
import { placeOrder } from '@/features/checkout/placeOrder'
import { replaceWith } from '@/features/shell/navigation'
import type { ApiRequest } from '@/api/transport'
import { answer } from '../../support/account/backend'
import { makeCart, makeLine } from '../../support/app/cart'
import { offline, problem } from '../../support/app/factories'
import { makeOrder, makeTotals, NUMBER, paidOrder, requestsOf } from '../../support/app/orders'
import { makeShop, memberState, settle } from '../../support/app/shop'
import { cartApi } from '@/features/cart/cartApi'

jest.mock('@/features/shell/navigation', () => ({
  ...jest.requireActual<object>('@/features/shell/navigation'),
  replaceWith: jest.fn(() => Promise.resolve()),
}))

const CREATE = 'POST /v1/orders'
const lines = [{ batchId: 'batch-1', quantity: 2, priceCents: 2990 }]
const input = (addressId = 'a1'): OrderInput => ({ lines, addressId })

function makeBuyer(make: (request: ApiRequest) => unknown = () => makeOrder()) {
  const shop = makeShop({ preloadedState: memberState({ capability: 'phoneVerified' }) })
  const routes = (create: typeof make) => answer(shop.api, { [CREATE]: create, [`POST /v1/orders/${NUMBER}/payments`]: () => { throw problem('payment_unavailable') } })
  routes(make)
  shop.store.dispatch(checkoutBegun({ lines, from: 'product' }))
  return {
    ...shop,
    routes,
    place: (one = input(), totalCents = 5980) => shop.store.dispatch(placeOrder({ input: one, totalCents })),
    keys: () => requestsOf(shop.api, CREATE).map(({ idempotencyKey }) => idempotencyKey),
  }
}

const fails = (failure: () => Error) => () => {
  throw failure()
}

test('an order is made, opened, and the shopper is led to pay', async () => {
  const { api, place, state } = makeBuyer()
  expect(await place()).toBeNull()
  expect(replaceWith).toHaveBeenCalledWith({ page: 'order', params: { number: NUMBER } })
  await settle()
  expect(requestsOf(api, `POST /v1/orders/${NUMBER}/payments`)).toHaveLength(1)
  expect(state().checkout).toEqual({ draft: null, attempt: null, placed: { number: NUMBER, fellCents: 0 } })
})

test('a lower price than was shown is told', async () => {
  const { place, state } = makeBuyer(() => makeOrder({ totals: makeTotals({ totalCents: 4980 }) }))
  await place()
  expect(state().checkout.placed).toEqual({ number: NUMBER, fellCents: 1000 })
})

test('a repetition after no answer goes under the same key', async () => {
  const { place, keys, routes } = makeBuyer(fails(offline))
  expect(await place()).toMatchObject({ kind: 'network' })
  routes(() => makeOrder())
  expect(await place()).toBeNull()
  expect(new Set(keys()).size).toBe(1)
})

test('after a refusal the next attempt is another', async () => {
  const { place, keys, state, routes } = makeBuyer(fails(() => problem('order_changed')))
  expect(await place()).toMatchObject({ code: 'order_changed' })
  expect(state().checkout.attempt).toBeNull()
  routes(() => makeOrder())
  await place()
  expect(new Set(keys()).size).toBe(2)
})

test('an attempt that was made after all is found, though the wish has changed meanwhile', async () => {
  const { place, keys, routes, state } = makeBuyer(fails(offline))
  await place(input('a1'))
  routes(({ body }) => {
    if ((body as OrderInput).addressId === 'a2') throw problem('idempotency_mismatch')
    return makeOrder()
  })
  expect(await place(input('a2'))).toBeNull()
  expect(new Set(keys()).size).toBe(1)
  expect(state().checkout.placed?.number).toBe(NUMBER)
})

test('the key outlives a reload, and the same goods chosen once more', async () => {
  const { place, store, state, keys, routes } = makeBuyer(fails(offline))
  await place()
  const { attempt } = state().checkout
  store.dispatch(checkoutBegun({ lines, from: 'product' }))
  expect(state().checkout.attempt).toEqual(attempt)
  routes(() => makeOrder())
  await place()
  expect(new Set(keys()).size).toBe(1)
})

test('other goods are another order', async () => {
  const { place, store, state } = makeBuyer(fails(offline))
  await place()
  store.dispatch(checkoutBegun({ lines: [{ batchId: 'batch-2', quantity: 1, priceCents: 100 }], from: 'cart' }))
  expect(state().checkout.attempt).toBeNull()
})

test('two taps are one order', async () => {
  const { place, keys } = makeBuyer()
  await Promise.all([place(), place()])
  expect(keys()).toHaveLength(1)
})

test('what was ordered leaves the cart, what was wanted beyond it stays', async () => {
  const { api, store, place } = makeBuyer()
  const cart = [makeLine({ batchId: 'batch-1', quantity: 2 }), makeLine({ batchId: 'batch-2', quantity: 5 })]
  const order = makeOrder()
  const made = { ...order, lines: [...order.lines, ...order.lines.map((line) => ({ ...line, batchId: 'batch-2', quantity: 3 }))] }
  answer(api, {
    'GET /v1/cart': () => makeCart(cart),
    'POST /v1/cart/removals': () => makeCart(cart.slice(1)),
    'PUT /v1/cart/lines/batch-2': () => makeCart([makeLine({ batchId: 'batch-2', quantity: 2 })]),
    [CREATE]: () => made,
    [`POST /v1/orders/${NUMBER}/payments`]: () => { throw problem('payment_unavailable') },
    [`POST /v1/orders/${NUMBER}/payments/check`]: () => paidOrder(),
  })
  await store.dispatch(cartApi.endpoints.cart.initiate())
  store.dispatch(checkoutBegun({ lines, from: 'cart' }))
  await place()
  await settle()
  await settle()
  expect(requestsOf(api, 'POST /v1/cart/removals').map(({ body }) => body)).toEqual([{ batchIds: ['batch-1'] }])
  expect(requestsOf(api, 'PUT /v1/cart/lines/batch-2').map(({ body }) => body)).toEqual([{ quantity: 2 }])
})

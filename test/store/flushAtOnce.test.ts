import { guestLinesPut } from '@/features/cart/cartActions'
import { orderSent } from '@/features/checkout/checkoutSlice'
import { intentKept } from '@/features/intent/intentSlice'
import { signedOut } from '@/features/session/sessionActions'
import { trackingChosen } from '@/features/consent/trackingSlice'
import { wordSearched } from '@/features/search/searchHistorySlice'
import { textSizeChosen } from '@/features/settings/settingsSlice'
import { flushAtOnce } from '@/store/flushAtOnce'
import { makeShop, memberState } from '../support/app/shop'

it.each([
  ['a session ends', signedOut()],
  ['a guest puts something into his cart', guestLinesPut({ lines: [{ batchId: 'b', quantity: 1, priceSeenCents: 100, seenChange: null }], at: 0 })],
  ['an order is sent', orderSent({ key: 'k', inputs: [] })],
  ['statistics are allowed', trackingChosen(true)],
  ['the text is made larger', textSizeChosen('large')],
  ['a tap waits for the sign-in', intentKept({ id: 'i', action: { type: 'session/enter', payload: null }, capability: 'member', purpose: 'account', page: '/', createdAt: 0 })],
])('writes at once when %s, and leaves everything else to its turn', (_what, action) => {
  const { store } = makeShop({ preloadedState: memberState() })
  const flush = jest.fn(() => Promise.resolve())
  flushAtOnce(store, { flush })
  store.dispatch(wordSearched('牛奶'))
  expect(flush).not.toHaveBeenCalled()
  store.dispatch(action)
  expect(flush).toHaveBeenCalledTimes(1)
})

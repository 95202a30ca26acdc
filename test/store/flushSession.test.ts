import { signedOut } from '@/features/session/sessionActions'
import { textSizeChosen } from '@/features/settings/settingsSlice'
import { flushSession } from '@/store/flushSession'
import { makeShop, memberState } from '../support/app/shop'

it('writes at once when a session ends, and leaves everything else to its turn', () => {
  const { store } = makeShop({ preloadedState: memberState() })
  const flush = jest.fn(() => Promise.resolve())
  flushSession(store, { flush })
  store.dispatch(textSizeChosen('large'))
  expect(flush).not.toHaveBeenCalled()
  store.dispatch(signedOut())
  expect(flush).toHaveBeenCalledTimes(1)
})

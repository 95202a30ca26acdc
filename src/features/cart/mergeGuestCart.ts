import type { CartMerged } from '@contract/cart'
import { toApiError, type ApiError } from '@/api/apiError'
import { createAppThunk } from '@/store/appThunk'
import { cartApi } from './cartApi'
import { guestCartMerged, mergeBegun } from './cartActions'
import { toInput } from './cartLines'
import { inCartOrder, keepCart } from './writeCart'

/**
 * Puts what a guest gathered into the cart of whoever signed in. Not a part of the sign-in: nothing waits for it, its
 * failure is shown on the cart with a way to try again, and a repetition carries the same id, so that what the server has
 * merged already is not merged twice.
 */
export const mergeGuestCart = createAppThunk<void, void>(
  'cart/merge',
  async (_, { dispatch, getState, extra, rejectWithValue }) => {
    const { epoch } = getState().session
    const mergeId = getState().guestCart.mergeId ?? extra.platform.newId()
    dispatch(mergeBegun(mergeId))
    const lines = getState().guestCart.lines.map(toInput)
    try {
      await dispatch(
        inCartOrder(async () => {
          const { cart, entries }: CartMerged = await dispatch(cartApi.endpoints.mergeCart.initiate({ mergeId, lines }, { track: false })).unwrap()
          if (getState().session.epoch !== epoch) return
          await dispatch(keepCart(cart))
          dispatch(guestCartMerged(entries))
        }),
      )
    } catch (thrown) {
      // A session that ends resets RTK Query, which aborts this very call: no failure to tell anybody of.
      if (getState().session.epoch !== epoch) return rejectWithValue({ kind: 'aborted', retryable: false })
      return rejectWithValue(isApiError(thrown) ? thrown : toApiError(thrown))
    }
  },
  {
    condition: (_, { getState }) => {
      const { session, guestCart, cart } = getState()
      return session.status === 'member' && guestCart.lines.length > 0 && cart.merge !== 'running' && cart.merge !== 'retrying'
    },
  },
)

function isApiError(thrown: unknown): thrown is ApiError {
  return typeof thrown === 'object' && thrown !== null && 'kind' in thrown
}

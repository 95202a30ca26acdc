import type { Cart } from '@contract/cart'
import { toApiError } from '@/api/apiError'
import { createAppThunk } from '@/store/appThunk'
import { guestCartChecked } from './cartActions'
import { toInput } from './cartLines'

/**
 * Asks the server how the guest's lines stand. Lines that come while it answers are asked for at the end, so that nothing
 * stays without its facts; one round at a time.
 */
export const checkGuestCart = createAppThunk<void, void>(
  'cart/check',
  async (_, { dispatch, getState, extra, signal, rejectWithValue }) => {
    try {
      let asked: string[]
      do {
        const lines = getState().guestCart.lines.map(toInput)
        asked = lines.map(({ batchId }) => batchId)
        dispatch(guestCartChecked(await extra.api.request<Cart>({ method: 'POST', path: '/v1/cart/check', body: { lines }, signal })))
      } while (getState().guestCart.lines.some(({ batchId }) => !asked.includes(batchId)))
    } catch (thrown) {
      return rejectWithValue(toApiError(thrown))
    }
  },
  { condition: (_, { getState }) => getState().guestCart.lines.length > 0 && getState().guestCart.check.status !== 'loading' },
)

import type { Cart } from '@contract/cart'
import { toApiError, type ApiError } from '@/api/apiError'
import type { AppThunk } from '@/store/extra'
import { inOrder } from '@/store/inOrder'
import type { RootState } from '@/store/makeStore'
import { cartApi, type CartWrite } from './cartApi'

const queue = inOrder()

/** Puts calls that change the member's cart one after the other: each answer is the whole cart, and the last has to win. */
export function inCartOrder<T>(task: () => Promise<T>): AppThunk<Promise<T>> {
  return (_dispatch, _getState, extra) => queue(extra, task)
}

/**
 * Sends a change when its turn has come, and keeps the cart that is answered. `make` decides only then what to send, null
 * for nothing any more. Answers the error, or null; a change of a session that has ended by then is dropped.
 */
export function writeCart(make: (state: RootState) => CartWrite | null): AppThunk<Promise<ApiError | null>> {
  return (dispatch, getState) => {
    const { epoch } = getState().session
    const isOver = () => getState().session.epoch !== epoch
    return dispatch(
      inCartOrder(async () => {
        const write = isOver() ? null : make(getState())
        if (!write) return null
        const result = await dispatch(cartApi.endpoints.changeCart.initiate(write, { track: false }))
        if (isOver()) return null
        if (result.data) await dispatch(keepCart(result.data))
        return result.error ? asApiError(result.error) : null
      }),
    )
  }
}

/** Takes the answer to a write as the cart. One that was being read meanwhile may be older, and must not have the last word. */
export function keepCart(cart: Cart): AppThunk<Promise<void>> {
  return async (dispatch) => {
    const keep = () => dispatch(cartApi.util.upsertQueryData('cart', undefined, cart))
    await keep()
    const reading = dispatch(cartApi.util.getRunningQueryThunk('cart', undefined))
    if (reading) await reading.then(keep)
  }
}

function asApiError(error: object): ApiError {
  return 'kind' in error ? (error as ApiError) : toApiError(error)
}

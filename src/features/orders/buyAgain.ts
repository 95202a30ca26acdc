import { CART_QUANTITY_LIMIT } from '@contract/limits'
import type { ApiError } from '@/api/apiError'
import { cartApi, selectMemberCart } from '@/features/cart/cartApi'
import { changeQuantity } from '@/features/cart/changeCart'
import { selectQuantity } from '@/features/cart/selectCart'
import { open } from '@/features/shell/navigation'
import { toastShown } from '@/features/shell/toastSlice'
import type { AppThunk } from '@/store/extra'
import { apiErrorOf } from './keepOrder'
import { ordersApi } from './ordersApi'
import { texts } from './texts'

/** Puts what is still to be had of an order into the cart, each from the batch on offer now, and opens it. Answers the error, or null. */
export function buyAgain(number: string): AppThunk<Promise<ApiError | null>> {
  return async (dispatch, getState) => {
    const { data, error } = await dispatch(ordersApi.endpoints.buyAgain.initiate(number, { subscribe: false, forceRefetch: true }))
    if (!data) return error ? apiErrorOf(error) : { kind: 'aborted', retryable: false }
    if (!selectMemberCart(getState()).data) await dispatch(cartApi.endpoints.cart.initiate(undefined, { subscribe: false }))
    for (const { batchId, quantity, priceCents } of data.items) {
      const wanted = Math.min(selectQuantity(getState(), batchId) + quantity, CART_QUANTITY_LIMIT)
      const failure = await dispatch(changeQuantity({ batchId, quantity: wanted, priceSeenCents: priceCents }))
      if (failure) return failure
    }
    dispatch(toastShown(saidOf(data.items.length, data.unavailable.length), data.items.length > 0 ? 'done' : 'plain'))
    if (data.items.length > 0) await open({ page: 'cart' })
    return null
  }
}

function saidOf(count: number, gone: number): string {
  if (count === 0) return texts.boughtNone
  return gone > 0 ? texts.boughtPart(count, gone) : texts.boughtAgain(count)
}

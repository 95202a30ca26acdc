import type { Order } from '@contract/orders'
import { toApiError, type ApiError } from '@/api/apiError'
import type { AppThunk } from '@/store/extra'
import { LISTS, ordersApi } from './ordersApi'

/**
 * Takes the answer to a step as the order, and lets lists and counts ask anew. No order goes back to unpaid: an answer
 * that says so, when more is known, is an old one that was overtaken on its way.
 */
export function keepOrder(order: Order): AppThunk<Promise<void>> {
  return async (dispatch, getState) => {
    const before = ordersApi.endpoints.order.select(order.number)(getState()).data
    if (before && before.status !== 'unpaid' && order.status === 'unpaid') return
    await dispatch(ordersApi.util.upsertQueryData('order', order.number, order))
    if (before?.status !== order.status) dispatch(ordersApi.util.invalidateTags([LISTS]))
  }
}

/** What a mutation's error is; one that RTK Query made by itself counts as a network failure. */
export function apiErrorOf(error: object): ApiError {
  return 'kind' in error ? (error as ApiError) : toApiError(error)
}

import type { ProblemCode } from '@contract/problemCodes'
import type { RefundInput } from '@contract/refunds'
import type { ApiError } from '@/api/apiError'
import type { AppThunk } from '@/store/extra'
import { apiErrorOf, keepOrder } from './keepOrder'
import { ordersApi } from './ordersApi'

/** A step of the shopper's. */
export type OrderStep = { kind: 'cancel' | 'receive' } | { kind: 'refund'; input: RefundInput }

/** The order is not as it was shown. */
const MOVED: readonly ProblemCode[] = ['order_state_conflict', 'refund_exceeds', 'refund_whole_order']

/**
 * Takes a step and keeps the order that is answered. Answers the error, or null. An order that has moved on meanwhile is
 * asked for anew, so that the screen shows what is true.
 */
export function takeStep(number: string, step: OrderStep): AppThunk<Promise<ApiError | null>> {
  return async (dispatch) => {
    const { cancelOrder, receiveOrder, refundOrder } = ordersApi.endpoints
    const options = { track: false }
    const result =
      step.kind === 'refund'
        ? await dispatch(refundOrder.initiate({ number, input: step.input }, options))
        : await dispatch((step.kind === 'cancel' ? cancelOrder : receiveOrder).initiate(number, options))
    if (result.data) {
      await dispatch(keepOrder(result.data))
      return null
    }
    const error = apiErrorOf(result.error)
    if (error.kind === 'problem' && MOVED.includes(error.code)) dispatch(ordersApi.util.invalidateTags(['Orders']))
    return error
  }
}

import type { Order, OrderInput } from '@contract/orders'
import { ApiFailure, isProblem, toApiError, type ApiError } from '@/api/apiError'
import { changeQuantity, removeLines } from '@/features/cart/changeCart'
import { selectQuantity } from '@/features/cart/selectCart'
import { apiErrorOf, keepOrder } from '@/features/orders/keepOrder'
import { ordersApi } from '@/features/orders/ordersApi'
import { payOrder } from '@/features/payment/payOrder'
import { paymentMoved } from '@/features/payment/paymentSlice'
import { replaceWith } from '@/features/shell/navigation'
import type { AppThunk } from '@/store/extra'
import { singleFlight } from '@/store/singleFlight'
import { orderPlaced, orderRefused, orderSent } from './checkoutSlice'

const flight = singleFlight<ApiError | null>()

interface Placement {
  input: OrderInput
  /** The sum that the screen shows. */
  totalCents: number
}

/**
 * Makes the order, opens it, and lets the shopper pay. Answers the error, or null. The key is kept until the server has
 * answered: a repetition, also after a reload, is the same order.
 */
export function placeOrder({ input, totalCents }: Placement): AppThunk<Promise<ApiError | null>> {
  return (dispatch, getState, extra) =>
    flight(extra, async () => {
      const from = getState().checkout.draft?.from
      let order: Order
      try {
        order = await dispatch(sendOrder(input))
      } catch (thrown) {
        return toApiError(thrown)
      }
      await dispatch(keepOrder(order))
      dispatch(orderPlaced({ number: order.number, fellCents: Math.max(0, totalCents - order.totals.totalCents) }))
      if (from === 'cart') void dispatch(takeFromCart(order))
      dispatch(paymentMoved({ number: order.number, payment: { status: 'starting' } }))
      await replaceWith({ page: 'order', params: { number: order.number } })
      void dispatch(payOrder(order.number))
      return null
    })
}

/** Throws ApiFailure. */
function sendOrder(input: OrderInput): AppThunk<Promise<Order>> {
  return async (dispatch, getState, { platform }) => {
    const { attempt } = getState().checkout
    const key = attempt?.key ?? platform.newId()
    const unanswered = attempt?.inputs ?? []
    // Written down before it is sent: the app may be killed in between.
    dispatch(orderSent({ key, inputs: [...unanswered.filter((sent) => !isSame(sent, input)), input] }))
    try {
      return await dispatch(send(input, key))
    } catch (thrown) {
      const made = isProblem(thrown, 'idempotency_mismatch') ? await dispatch(findMade(unanswered, key)) : null
      if (made) return made
      if (isAnswer(toApiError(thrown))) dispatch(orderRefused())
      throw thrown
    }
  }
}

/** An earlier request under this key was made after all: the one whose body the server knows. Throws where it cannot be asked. */
function findMade(inputs: readonly OrderInput[], key: string): AppThunk<Promise<Order | null>> {
  return async (dispatch) => {
    for (const input of inputs) {
      try {
        return await dispatch(send(input, key))
      } catch (thrown) {
        if (!isAnswer(toApiError(thrown))) throw thrown
      }
    }
    return null
  }
}

function send(input: OrderInput, key: string): AppThunk<Promise<Order>> {
  return async (dispatch) => {
    const { data, error } = await dispatch(ordersApi.endpoints.createOrder.initiate({ input, key }, { track: false }))
    if (!data) throw new ApiFailure(apiErrorOf(error))
    return data
  }
}

/** Whether the server has said that nothing was made; a network that broke, or a server that did, says nothing. */
function isAnswer(error: ApiError): boolean {
  return (error.kind === 'problem' && error.status < 500 && error.code !== 'idempotency_in_progress') || error.kind === 'auth'
}

function isSame(one: OrderInput, other: OrderInput): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** What was ordered is not wanted any more; what was added beyond it stays. */
function takeFromCart({ lines }: Order): AppThunk<Promise<void>> {
  return async (dispatch, getState) => {
    const inCart = lines.map(({ batchId, quantity }) => ({ batchId, ordered: quantity, quantity: selectQuantity(getState(), batchId) }))
    const gone = inCart.filter(({ ordered, quantity }) => quantity > 0 && quantity <= ordered)
    if (gone.length > 0) await dispatch(removeLines(gone.map(({ batchId }) => batchId)))
    for (const { batchId, ordered, quantity } of inCart) if (quantity > ordered) await dispatch(changeQuantity({ batchId, quantity: quantity - ordered }))
  }
}

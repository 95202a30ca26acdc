import type { Order } from '@contract/orders'
import type { PaymentInput, PaymentStarted } from '@contract/payments'
import { ApiFailure, isProblem, toApiError } from '@/api/apiError'
import { takeLoginCode } from '@/features/loginCode/takeLoginCode'
import { apiErrorOf, keepOrder } from '@/features/orders/keepOrder'
import { ordersApi } from '@/features/orders/ordersApi'
import { hrefOf } from '@/features/shell/navigation'
import { askForMessage } from '@/platform/askForMessage'
import type { AppThunk } from '@/store/extra'
import { singleFlight } from '@/store/singleFlight'
import { paymentMoved, selectPayment, type Payment } from './paymentSlice'

/** Pauses between two questions, ms. WeChat's word usually takes a second or two; after these the shopper can ask himself. */
const PAUSES_MS = [0, 1000, 1500, 2000, 3000, 4000] as const

const flight = singleFlight<void>()

/** Marks the address that WeChat's page leads back to: on it the server is asked by itself. */
export const PAID_PARAM = 'paid'

/**
 * Lets the shopper pay, then asks the server until it knows: what the phone says about the money is never believed. To
 * turn back is no failure; the order stays payable, at once. How it goes is in `state.payment`.
 */
export function payOrder(number: string): AppThunk<Promise<void>> {
  return async (dispatch, getState, extra) => {
    await flight(extra, () => dispatch(letPay(number)), number)
    // Somebody may pay and then press "back": one question costs little, a second payment much.
    if (selectPayment(getState(), number)?.status === 'cancelled') await dispatch(lookForPayment(number))
  }
}

function letPay(number: string): AppThunk<Promise<void>> {
  return async (dispatch, _getState, { platform }) => {
    const move = (payment: Payment | null) => dispatch(paymentMoved({ number, payment }))
    move({ status: 'starting' })
    try {
      const started = await dispatch(startPayment(number))
      move({ status: 'paying' })
      const end = await platform.payer.pay(started, hrefOf({ page: 'order', params: { number, [PAID_PARAM]: 1 } }))
      if (end === 'back') {
        void dispatch(askToTellShipping(number, started))
        return await dispatch(askForMoney(number))
      }
      // 'away': a browser may bring this very page back, as it was when it was left.
      move(end === 'away' ? null : { status: 'cancelled' })
    } catch (thrown) {
      move({ status: 'failed', error: toApiError(thrown) })
      if (isProblem(thrown, 'order_state_conflict')) dispatch(ordersApi.util.invalidateTags(['Orders']))
    }
  }
}

/**
 * A message in WeChat when the parcel is on its way, asked for at once: WeChat shows its dialog in the callback of a payment
 * as in a tap, and later no more. It is asked once, and a no changes nothing.
 */
function askToTellShipping(number: string, started: PaymentStarted): AppThunk<Promise<void>> {
  return async (dispatch) => {
    const templateId = started.channel === 'weapp' ? started.messageTemplateId : null
    if (templateId && (await askForMessage(templateId))) await dispatch(ordersApi.endpoints.tellShipping.initiate(number, { track: false }))
  }
}

/** Asks whether the money has come, a few times. */
export function confirmPayment(number: string): AppThunk<Promise<void>> {
  return (dispatch, _getState, extra) => flight(extra, () => dispatch(askForMoney(number)), number)
}

/** Asks once, unseen: the shopper may have paid and come back another way. A failure says nothing. */
export function lookForPayment(number: string): AppThunk<Promise<void>> {
  return (dispatch) =>
    dispatch(checkOnce(number)).then(
      (order) => void (order.status !== 'unpaid' && dispatch(paymentMoved({ number, payment: null }))),
      () => undefined,
    )
}

function askForMoney(number: string): AppThunk<Promise<void>> {
  return async (dispatch, getState, extra) => {
    const { epoch } = getState().session
    const move = (payment: Payment | null) => dispatch(paymentMoved({ number, payment }))
    move({ status: 'asking' })
    for (const pause of PAUSES_MS) {
      if (pause > 0) await extra.clock.wait(pause)
      if (getState().session.epoch !== epoch) return
      try {
        const order = await dispatch(checkOnce(number))
        if (order.status !== 'unpaid') return void move(null)
      } catch (thrown) {
        // The network may be back at the next question.
        const error = toApiError(thrown)
        if (!error.retryable && error.kind !== 'aborted') return void move({ status: 'failed', error })
      }
    }
    move({ status: 'unsure' })
  }
}

function checkOnce(number: string): AppThunk<Promise<Order>> {
  return async (dispatch) => {
    const { data, error } = await dispatch(ordersApi.endpoints.checkPayment.initiate(number, { track: false }))
    if (!data) throw new ApiFailure(apiErrorOf(error))
    await dispatch(keepOrder(data))
    return data
  }
}

/** In the mini-program WeChat takes the money from an openid: an account that came by SMS gets one from a login code. */
function startPayment(number: string): AppThunk<Promise<PaymentStarted>> {
  return async (dispatch, getState, extra) => {
    const { channel } = extra.platform.payer
    const begin = async (input: PaymentInput) => {
      const { data, error } = await dispatch(ordersApi.endpoints.startPayment.initiate({ number, input }, { track: false }))
      if (!data) throw new ApiFailure(apiErrorOf(error))
      return data
    }
    try {
      return await begin({ channel })
    } catch (thrown) {
      if (channel !== 'weapp' || !isProblem(thrown, 'payer_unknown')) throw thrown
      return begin({ channel, code: await takeLoginCode({ dispatch, getState, extra }) })
    }
  }
}

import type { ApiError } from '@/api/apiError'
import { ensureSession } from '@/features/session/ensureSession'
import { selectIsMember } from '@/features/session/sessionSlice'
import type { AppThunk } from '@/store/extra'
import { guestLinesPut, guestLinesRemoved, quantitySettled, quantityWanted } from './cartActions'
import { cartApi } from './cartApi'
import { toInput, type GuestLine } from './cartLines'
import { checkGuestCart } from './checkGuestCart'
import { writeCart } from './writeCart'

/*
 * Changes of the cart, for a guest on the phone, for a member on the server. A member's show at once and are taken back when
 * the server refuses. Each answers its error, or null.
 */
type CartThunk = AppThunk<Promise<ApiError | null>>

interface Quantity {
  batchId: string
  quantity: number
  /** The price that it was added at; left out where the line is there already. */
  priceSeenCents?: number
}

/** Sets how many are wanted. Of many taps in a row only the last quantity is sent once the first has been answered. */
export function changeQuantity({ batchId, quantity, priceSeenCents }: Quantity): CartThunk {
  return async (dispatch, getState, extra) => {
    if (!selectIsMember(getState())) {
      const old = getState().guestCart.lines.find((line) => line.batchId === batchId)
      const seen = priceSeenCents ?? old?.priceSeenCents ?? null
      dispatch(guestLinesPut({ lines: [{ batchId, quantity, priceSeenCents: seen, seenChange: null }], at: extra.clock.now() }))
      return null
    }
    dispatch(quantityWanted({ batchId, quantity }))
    let sent = quantity
    const error = await dispatch(
      writeCart(({ cart }) => {
        const wanted = cart.wanted[batchId]
        // Sent already by an earlier tap's turn, or taken out meanwhile.
        if (!wanted) return null
        sent = wanted
        return { kind: 'put', batchId, quantity: wanted, priceSeenCents }
      }),
    )
    dispatch(quantitySettled({ batchId, quantity: sent }))
    return error
  }
}

export function removeLines(batchIds: string[]): CartThunk {
  return async (dispatch, getState) => {
    if (!selectIsMember(getState())) {
      dispatch(guestLinesRemoved({ batchIds }))
      return null
    }
    for (const batchId of batchIds) dispatch(quantityWanted({ batchId, quantity: 0 }))
    const error = await dispatch(writeCart(() => ({ kind: 'remove', batchIds })))
    for (const batchId of batchIds) dispatch(quantitySettled({ batchId, quantity: 0 }))
    return error
  }
}

/** Puts lines as they were seen: what was read of them, or what was removed by a slip. */
export function putLines(lines: GuestLine[]): CartThunk {
  return async (dispatch, getState, extra) => {
    if (selectIsMember(getState())) return dispatch(writeCart(() => ({ kind: 'putSeen', lines: lines.map(toInput) })))
    dispatch(guestLinesPut({ lines, at: extra.clock.now() }))
    return null
  }
}

/** Takes the batch that was offered in the place of one that is gone. */
export function replaceLine(replaces: string, { batchId, quantity, priceSeenCents }: Required<Quantity>): CartThunk {
  return async (dispatch, getState, extra) => {
    if (selectIsMember(getState())) return dispatch(writeCart(() => ({ kind: 'put', batchId, quantity, priceSeenCents, replaces })))
    dispatch(guestLinesPut({ lines: [{ batchId, quantity, priceSeenCents, seenChange: null }], replaces, at: extra.clock.now() }))
    void dispatch(checkGuestCart())
    return null
  }
}

/** Asks how the cart stands now. What is on the screen stays until the answer is there, and when none comes. */
export function refreshCart(): AppThunk<Promise<{ error?: unknown }>> {
  return async (dispatch, getState) => {
    if (getState().session.status !== 'guest') await dispatch(ensureSession())
    if (selectIsMember(getState())) return dispatch(cartApi.endpoints.cart.initiate(undefined, { forceRefetch: true, subscribe: false }))
    const result = await dispatch(checkGuestCart())
    return { error: checkGuestCart.rejected.match(result) && !result.meta.condition ? result.payload : undefined }
  }
}

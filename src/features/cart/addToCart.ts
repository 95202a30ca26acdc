import { CART_LINE_LIMIT, CART_QUANTITY_LIMIT } from '@contract/limits'
import { errorText } from '@/features/errors/errorText'
import { ensureSession } from '@/features/session/ensureSession'
import { selectIsMember } from '@/features/session/sessionSlice'
import { toastShown } from '@/features/shell/toastSlice'
import type { AppThunk } from '@/store/extra'
import { cartApi, selectMemberCart } from './cartApi'
import { changeQuantity } from './changeCart'
import { checkGuestCart } from './checkGuestCart'
import { selectQuantity } from './selectCart'
import { texts } from './texts'

export interface Addition {
  batchId: string
  quantity: number
  /** As the shopper sees them where he taps. */
  priceCents: number
  stock: number
}

/** Adds to what is in the cart, as far as there is more, and says so. Anybody may: nothing asks to sign in. */
export function addToCart({ batchId, quantity, priceCents, stock }: Addition): AppThunk<Promise<void>> {
  return async (dispatch, getState) => {
    // Who it is has to be known before it is known which cart.
    if (getState().session.status !== 'guest') await dispatch(ensureSession())
    const isMember = selectIsMember(getState())
    if (isMember && !selectMemberCart(getState()).data) await dispatch(cartApi.endpoints.cart.initiate(undefined, { subscribe: false }))
    if (getState().session.status === 'unavailable' || (isMember && !selectMemberCart(getState()).data)) {
      dispatch(toastShown(texts.addFailed, 'failed'))
      return
    }
    const before = selectQuantity(getState(), batchId)
    const most = Math.min(stock, CART_QUANTITY_LIMIT)
    const wanted = Math.min(before + quantity, most)
    if (wanted <= before) return void dispatch(toastShown(texts.noMore(before), 'plain'))
    if (!isMember && before === 0 && getState().guestCart.lines.length >= CART_LINE_LIMIT) return void dispatch(toastShown(texts.full, 'failed'))
    const error = await dispatch(changeQuantity({ batchId, quantity: wanted, priceSeenCents: priceCents }))
    dispatch(error ? toastShown(errorText(error), 'failed') : toastShown(wanted - before < quantity ? texts.addedSome(wanted) : texts.added, 'done'))
    // So that the cart opens with something to show, even where the network is gone by then.
    if (!isMember) void dispatch(checkGuestCart())
  }
}

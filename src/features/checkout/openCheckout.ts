import { open } from '@/features/shell/navigation'
import type { AppThunk } from '@/store/extra'
import { checkoutBegun, type CheckoutDraft } from './checkoutSlice'

/** What is wanted, and where it was chosen: plain data, so that a gate can keep it. */
export type Purchase = Pick<CheckoutDraft, 'lines' | 'from'>

/** To the checkout with these goods. Nothing is held for them until the order is made. */
export function openCheckout(purchase: Purchase): AppThunk<Promise<void>> {
  return async (dispatch) => {
    dispatch(checkoutBegun(purchase))
    await open({ page: 'checkout' })
  }
}

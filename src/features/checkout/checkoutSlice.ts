import { createSlice, type PayloadAction } from '@reduxjs/toolkit'
import type { OrderInput, OrderLineInput } from '@contract/orders'
import { isSessionReset } from '@/features/session/sessionActions'
import type { RootState } from '@/store/makeStore'

/** What is about to be ordered. `priceCents` of a line is what the shopper saw of it last. */
export interface CheckoutDraft {
  lines: OrderLineInput[]
  /** Ordered lines leave the cart that they came from. */
  from: 'cart' | 'product'
  /** Null until another than the default address was chosen. */
  addressId: string | null
  remark: string
  /** Left out: the one that saves most; null: none. */
  couponId?: string | null
}

/** Orders that were sent under one key and not answered: at most one of them was made. */
export interface OrderAttempt {
  key: string
  inputs: OrderInput[]
}

export interface CheckoutState {
  draft: CheckoutDraft | null
  attempt: OrderAttempt | null
  /** The order that was made last, and by how much less it cost than the screen had said. */
  placed: { number: string; fellCents: number } | null
}

export const initialCheckout: CheckoutState = { draft: null, attempt: null, placed: null }

const checkoutSlice = createSlice({
  name: 'checkout',
  initialState: initialCheckout,
  reducers: {
    checkoutBegun(state, { payload }: PayloadAction<Pick<CheckoutDraft, 'lines' | 'from'>>) {
      // The same goods once more: an attempt that was never answered may have been made after all.
      if (!state.draft || !isSameGoods(state.draft.lines, payload.lines)) state.attempt = null
      state.draft = { ...payload, addressId: null, remark: '' }
      state.placed = null
    },
    checkoutChanged({ draft }, { payload }: PayloadAction<Partial<CheckoutDraft>>) {
      if (draft) Object.assign(draft, payload)
    },
    orderSent(state, { payload }: PayloadAction<OrderAttempt>) {
      state.attempt = payload
    },
    /** The server has said that nothing was made. */
    orderRefused(state) {
      state.attempt = null
    },
    orderPlaced(_state, { payload }: PayloadAction<{ number: string; fellCents: number }>) {
      return { ...initialCheckout, placed: payload }
    },
  },
  extraReducers: (builder) => builder.addMatcher(isSessionReset, () => initialCheckout),
})

export const { checkoutBegun, checkoutChanged, orderSent, orderRefused, orderPlaced } = checkoutSlice.actions
export const checkoutReducer = checkoutSlice.reducer

export const selectDraft = (state: RootState) => state.checkout.draft
export const selectPlaced = (state: RootState) => state.checkout.placed

function isSameGoods(some: readonly OrderLineInput[], others: readonly OrderLineInput[]): boolean {
  const keyOf = (lines: readonly OrderLineInput[]) => lines.map(({ batchId, quantity }) => `${batchId}/${quantity}`).sort().join()
  return keyOf(some) === keyOf(others)
}

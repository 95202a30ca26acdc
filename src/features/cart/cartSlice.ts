import { createSlice } from '@reduxjs/toolkit'
import type { CartMergeEntry } from '@contract/cart'
import { isSessionReset } from '@/features/session/sessionActions'
import { guestCartMerged, linesPicked, mergeRead, quantitySettled, quantityWanted } from './cartActions'
import { mergeGuestCart } from './mergeGuestCart'

/** What the cart's screen knows besides the lines. The lines of a member are the server's (cartApi). */
export interface CartState {
  /** Quantities on their way to the server, laid over its cart. */
  wanted: Record<string, number>
  /** Lines that are not counted: new ones are. */
  unpicked: string[]
  /** `retrying`: it failed before, and that is still to be seen. */
  merge: 'idle' | 'running' | 'failed' | 'retrying'
  /** What became of the guest's lines, until it was read. */
  merged: CartMergeEntry[] | null
}

export const initialCart: CartState = { wanted: {}, unpicked: [], merge: 'idle', merged: null }

const cartSlice = createSlice({
  name: 'cart',
  initialState: initialCart,
  reducers: {},
  extraReducers: (builder) =>
    builder
      .addCase(quantityWanted, (state, { payload: { batchId, quantity } }) => {
        state.wanted[batchId] = quantity
      })
      .addCase(quantitySettled, (state, { payload: { batchId, quantity } }) => {
        // Tapped on meanwhile: what is wanted now is still to be sent.
        if (state.wanted[batchId] === quantity) delete state.wanted[batchId]
      })
      .addCase(linesPicked, (state, { payload: { batchIds, isPicked } }) => {
        const others = state.unpicked.filter((id) => !batchIds.includes(id))
        state.unpicked = isPicked ? others : [...others, ...batchIds]
      })
      .addCase(guestCartMerged, (state, { payload }) => {
        state.merged = payload
      })
      .addCase(mergeRead, (state) => {
        state.merged = null
      })
      .addCase(mergeGuestCart.pending, (state) => {
        state.merge = state.merge === 'failed' ? 'retrying' : 'running'
      })
      .addCase(mergeGuestCart.fulfilled, (state) => {
        state.merge = 'idle'
      })
      .addCase(mergeGuestCart.rejected, (state, { payload }) => {
        // Dropped with its session: the next sign-in starts it anew.
        state.merge = !payload || payload.kind === 'aborted' ? 'idle' : 'failed'
      })
      .addMatcher(isSessionReset, () => initialCart),
})

export const cartReducer = cartSlice.reducer

import { createSlice } from '@reduxjs/toolkit'
import { CART_LINE_LIMIT } from '@contract/limits'
import type { ApiError } from '@/api/apiError'
import { signedOut } from '@/features/session/sessionActions'
import { guestCartChecked, guestCartMerged, guestLinesPut, guestLinesRemoved, mergeBegun } from './cartActions'
import type { GuestLine, LineFacts } from './cartLines'
import { checkGuestCart } from './checkGuestCart'

/** What somebody without a session has gathered, on this phone. */
export interface GuestCartState {
  /** The latest added first. */
  lines: GuestLine[]
  /** What the server said last, by batch: shown at once, and without network. */
  facts: Record<string, LineFacts>
  /** When a line was last put, ms. */
  touchedAt: number
  /** Set once the lines are on their way into a shopper's cart. Another set of lines is another merge. */
  mergeId: string | null
  check: { status: 'idle' } | { status: 'loading'; requestId: string } | { status: 'failed'; error: ApiError }
}

export const initialGuestCart = { lines: [], facts: {}, touchedAt: 0, mergeId: null, check: { status: 'idle' } } as GuestCartState

const guestCartSlice = createSlice({
  name: 'guestCart',
  initialState: initialGuestCart,
  reducers: {},
  extraReducers: (builder) =>
    builder
      .addCase(guestLinesPut, (state, { payload: { lines, replaces, at, mergeId } }) => {
        const place = state.lines.findIndex(({ batchId }) => batchId === replaces)
        const added = lines.filter((line) => !state.lines.some(({ batchId }) => batchId === line.batchId))
        const kept = state.lines.map((line) => lines.find(({ batchId }) => batchId === line.batchId) ?? line)
        if (place < 0) state.lines = [...added, ...kept].slice(0, CART_LINE_LIMIT)
        else state.lines = [...kept.slice(0, place), ...added, ...kept.slice(place + 1)]
        state.touchedAt = at
        state.mergeId = mergeId
      })
      .addCase(guestLinesRemoved, (state, { payload: { batchIds, mergeId } }) => {
        state.lines = state.lines.filter(({ batchId }) => !batchIds.includes(batchId))
        state.mergeId = mergeId
      })
      .addCase(guestCartChecked, (state, { payload }) => {
        for (const { batchId, product, batch, replacement } of payload.lines) state.facts[batchId] = { product, batch, replacement }
        for (const id of Object.keys(state.facts)) if (!state.lines.some(({ batchId }) => batchId === id)) delete state.facts[id]
      })
      .addCase(mergeBegun, (state, { payload }) => {
        state.mergeId = payload
      })
      .addCase(checkGuestCart.pending, (state, { meta }) => {
        state.check = { status: 'loading', requestId: meta.requestId }
      })
      .addCase(checkGuestCart.fulfilled, (state) => {
        state.check = { status: 'idle' }
      })
      .addCase(checkGuestCart.rejected, (state, { payload }) => {
        state.check = { status: 'failed', error: payload ?? { kind: 'network', retryable: true } }
      })
      // Not on every reset of a session: a sign-in takes these lines along, and until they have arrived they stay here.
      .addCase(guestCartMerged, () => initialGuestCart)
      .addCase(signedOut, () => initialGuestCart),
})

export const guestCartReducer = guestCartSlice.reducer

import { createSlice, type PayloadAction } from '@reduxjs/toolkit'
import { SUMMARY_LIMIT } from '@contract/limits'
import { signedOut } from '@/features/session/sessionActions'

/** A product that was looked at. */
export interface ViewedProduct {
  productId: string
  /** The last time: a day in Shanghai, by the phone's clock. */
  on: string
}

export interface BrowsingState {
  /** Latest first. */
  views: ViewedProduct[]
}

const initialState: BrowsingState = { views: [] }

/** What was looked at on this phone. It never leaves it; what is asked of the server is products, by nobody. */
export const browsingSlice = createSlice({
  name: 'browsing',
  initialState,
  reducers: {
    productViewed(state, { payload }: PayloadAction<ViewedProduct>) {
      state.views = [payload, ...state.views.filter(({ productId }) => productId !== payload.productId)].slice(0, SUMMARY_LIMIT)
    },
    viewsCleared: () => initialState,
    /** Taken back. What was looked at since stays in front. */
    viewsRestored(state, { payload }: PayloadAction<ViewedProduct[]>) {
      const since = new Set(state.views.map(({ productId }) => productId))
      state.views = [...state.views, ...payload.filter(({ productId }) => !since.has(productId))].slice(0, SUMMARY_LIMIT)
    },
  },
  extraReducers: (builder) => builder.addCase(signedOut, () => initialState),
  selectors: { selectViews: (state) => state.views },
})

export const { productViewed, viewsCleared, viewsRestored } = browsingSlice.actions
export const { selectViews } = browsingSlice.selectors

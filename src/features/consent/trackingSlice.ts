import { createSlice, type PayloadAction } from '@reduxjs/toolkit'
import type { RootState } from '@/store/makeStore'

/** Whether what is done on this device may be counted. Null until somebody chose: silence is a no. */
export interface TrackingState {
  isAllowed: boolean | null
}

const initialState: TrackingState = { isAllowed: null }

/** Belongs to the device: a guest can choose, and it stays at sign-out. */
export const trackingSlice = createSlice({
  name: 'tracking',
  initialState,
  reducers: {
    trackingChosen(state, { payload }: PayloadAction<boolean>) {
      state.isAllowed = payload
    },
  },
})

export const { trackingChosen } = trackingSlice.actions

/** The one question that statistics ask, before anything is noted, kept or sent. */
export const selectMayTrack = (state: RootState) => state.tracking.isAllowed === true

import { createSlice, type PayloadAction } from '@reduxjs/toolkit'
import { CONSENT_VERSION } from '@contract/limits'
import type { RootState } from '@/store/makeStore'

/** What a guest chose on this device about usage statistics. Null until he chose: silence is a no. */
export interface TrackingState {
  isAllowed: boolean | null
}

const initialState: TrackingState = { isAllowed: null }

/** Belongs to the device: a guest can choose, and it stays at sign-out. A member's choice is a record on the server. */
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

/**
 * The one question that statistics ask, before anything is noted, kept or sent. A member allows it on the server, under the
 * text as it is now, and not without the agreement; a guest on his device; while it is not known who it is, nobody does.
 */
export const selectMayTrack = ({ session, user, tracking }: RootState): boolean => {
  if (session.status === 'guest') return tracking.isAllowed === true
  return session.status === 'member' && user.me?.consentVersion === CONSENT_VERSION && user.me.analyticsConsentVersion === CONSENT_VERSION
}

import { createSlice, type PayloadAction } from '@reduxjs/toolkit'
import { CONSENT_VERSION } from '@contract/limits'
import { isSessionReset } from '@/features/session/sessionActions'
import type { RootState } from '@/store/makeStore'

/** Which version of the agreement and privacy text was ticked. Null at every start: nobody agrees by default. */
export interface ConsentState {
  agreedVersion: string | null
}

export const initialConsent: ConsentState = { agreedVersion: null }

const consentSlice = createSlice({
  name: 'consent',
  initialState: initialConsent,
  reducers: {
    consentChanged(state, { payload }: PayloadAction<boolean>) {
      state.agreedVersion = payload ? CONSENT_VERSION : null
    },
  },
  extraReducers: (builder) => builder.addMatcher(isSessionReset, () => initialConsent),
})

export const { consentChanged } = consentSlice.actions
export const consentReducer = consentSlice.reducer

export const selectHasConsented = (state: RootState) => state.consent.agreedVersion === CONSENT_VERSION
/** A member whose agreement is of an older text, or was taken back, has to be asked again. */
export const selectIsConsentOutdated = (state: RootState) => state.user.me !== null && state.user.me.consentVersion !== CONSENT_VERSION
export const selectIsConsentWithdrawn = (state: RootState) => state.user.me !== null && state.user.me.consentVersion === null

import { createSlice, type PayloadAction } from '@reduxjs/toolkit'
import type { RootState } from '@/store/makeStore'

/** After a refusal WeChat fails every private call for this long; asking meanwhile could only annoy. */
export const REFUSAL_LASTS_MS = 10_000

/** WeChat's own privacy agreement of this phone, apart from ours: without it private calls stay locked. */
export interface PrivacyState {
  isAsking: boolean
  refusedAt: number | null
}

export const initialPrivacy: PrivacyState = { isAsking: false, refusedAt: null }

const privacySlice = createSlice({
  name: 'privacy',
  initialState: initialPrivacy,
  reducers: {
    privacyAsked(state) {
      state.isAsking = true
    },
    privacyAgreed: () => initialPrivacy,
    privacyRefused: (_state, { payload }: PayloadAction<number>) => ({ isAsking: false, refusedAt: payload }),
  },
})

export const { privacyAsked, privacyAgreed, privacyRefused } = privacySlice.actions
export const privacyReducer = privacySlice.reducer

export const selectIsPrivacyAsked = (state: RootState) => state.privacy.isAsking

export function isRefusalFresh({ refusedAt }: PrivacyState, now: number): boolean {
  return refusedAt !== null && now - refusedAt < REFUSAL_LASTS_MS
}

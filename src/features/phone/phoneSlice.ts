import { createSlice, type PayloadAction } from '@reduxjs/toolkit'
import type { PhoneProblem } from '@contract/identity'
import { isSessionReset, sessionStarted } from '@/features/session/sessionActions'
import type { RootState } from '@/store/makeStore'
import { sendSmsCode } from './sendSmsCode'
import { verifyPhone } from './verifyPhone'

/** A one-time code on its way. Times are by the phone's clock: they only pace the button that sends another. */
export interface SentCode {
  phone: string
  requestId: string
  sentAt: number
  resendAt: number
}

/** The one-time code that was asked for last. */
export type SmsState = { status: 'idle' } | { status: 'sending'; phone: string } | ({ status: 'sent' } & SentCode)

export interface PhoneState {
  /** Why WeChat's one-tap way is closed for now; asking again after a refusal would be a loop. */
  oneTap: 'open' | 'refused' | 'exhausted' | 'failed' | 'taken'
  sms: SmsState
  isVerifying: boolean
}

export const initialPhone: PhoneState = { oneTap: 'open', sms: { status: 'idle' }, isVerifying: false }

const ONE_TAP_AFTER: Partial<Record<PhoneProblem, PhoneState['oneTap']>> = { phone_taken: 'taken', wechat_quota_exhausted: 'exhausted' }

const phoneSlice = createSlice({
  name: 'phone',
  initialState: initialPhone,
  reducers: {
    /** The phone button answered without a number, or the server could not use it. */
    oneTapClosed(state, { payload }: PayloadAction<Exclude<PhoneState['oneTap'], 'open'>>) {
      state.oneTap = payload
    },
    /** A new gate: the shopper asked by himself, so a refusal before does not count. A used up quota does. */
    oneTapReopened(state) {
      if (state.oneTap !== 'exhausted') state.oneTap = 'open'
    },
  },
  extraReducers: (builder) =>
    builder
      .addCase(sendSmsCode.pending, (state, { meta }) => {
        state.sms = { status: 'sending', phone: meta.arg.phone }
      })
      .addCase(sendSmsCode.fulfilled, (state, { payload }) => {
        if (state.sms.status === 'sending' && state.sms.phone === payload.phone) state.sms = { status: 'sent', ...payload }
      })
      .addCase(sendSmsCode.rejected, (state) => {
        state.sms = { status: 'idle' }
      })
      .addCase(verifyPhone.pending, (state) => {
        state.isVerifying = true
      })
      .addCase(verifyPhone.fulfilled, () => initialPhone)
      .addCase(verifyPhone.rejected, (state) => {
        state.isVerifying = false
      })
      // The sign-in came through, the number did not; with this the phone step says why and offers the other way.
      .addCase(sessionStarted, (state, { payload }) => {
        if (payload.phoneProblem) state.oneTap = ONE_TAP_AFTER[payload.phoneProblem] ?? 'failed'
      })
      .addMatcher(isSessionReset, () => initialPhone),
})

export const { oneTapClosed, oneTapReopened } = phoneSlice.actions
export const phoneReducer = phoneSlice.reducer

export const selectSms = (state: RootState) => state.phone.sms
export const selectOneTap = (state: RootState) => state.phone.oneTap
export const selectIsVerifyingPhone = (state: RootState) => state.phone.isVerifying

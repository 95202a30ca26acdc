import { createSlice, isAnyOf, type PayloadAction } from '@reduxjs/toolkit'
import type { RootState } from '@/store/makeStore'
import { isSessionReset, sessionConfirmed, sessionEnded, sessionMovedElsewhere, sessionRenewed, sessionStarted, signedOut, signOutTold } from './sessionActions'
import { signIn } from './signIn'

/**
 * `unknown` only until the first check; `unavailable` when the check met no server: the session is kept, not lost.
 */
export type SessionStatus = 'unknown' | 'guest' | 'member' | 'unavailable'

export interface SessionState {
  status: SessionStatus
  /** Bearer token, mini-program only: on H5 the cookie is out of reach and this stays null. */
  token: string | null
  /** Counts sessions. An answer that was asked for in another epoch is dropped. */
  epoch: number
  /** He left on purpose, here or from another device: the mini-program must not sign him in silently at the next launch. */
  leftOnPurpose: boolean
  /** The silent sign-in met no server: it is tried again when the network returns. */
  silentSignInFailed: boolean
  /** A session that its shopper ended here and whose end the server has not heard of; `token` as above. */
  signOutOwed: { token: string | null } | null
  /** Request id of the sign-in under way: a second tap starts none. */
  signingIn: string | null
}

export const initialSession: SessionState = {
  status: 'unknown',
  token: null,
  epoch: 0,
  leftOnPurpose: false,
  silentSignInFailed: false,
  signOutOwed: null,
  signingIn: null,
}

const sessionSlice = createSlice({
  name: 'session',
  initialState: initialSession,
  reducers: {
    /** Nobody is signed in, and nobody was: there is nothing to clear. */
    guestFound(state, { payload }: PayloadAction<{ silentSignInFailed: boolean }>) {
      state.status = 'guest'
      state.silentSignInFailed = payload.silentSignInFailed
    },
    sessionUnavailable(state) {
      state.status = 'unavailable'
    },
  },
  extraReducers: (builder) =>
    builder
      .addCase(sessionConfirmed, (state) => {
        state.status = 'member'
      })
      .addCase(signedOut, (state) => {
        state.leftOnPurpose = true
        state.signOutOwed = { token: state.token }
      })
      // Whose the cookie is now is asked (followOtherTab); it is no longer that of the session that ended here.
      .addCase(sessionMovedElsewhere, (state) => {
        if (state.signOutOwed?.token === null) state.signOutOwed = null
      })
      .addCase(signOutTold, (state, { payload }) => {
        if (state.signOutOwed?.token === payload.token) state.signOutOwed = null
      })
      .addCase(sessionEnded, (state, { payload }) => {
        if (payload === 'elsewhere') state.leftOnPurpose = true
      })
      .addCase(signIn.pending, (state, { meta }) => {
        state.signingIn = meta.requestId
      })
      .addMatcher(isAnyOf(signIn.fulfilled, signIn.rejected), (state) => {
        state.signingIn = null
      })
      .addMatcher(isAnyOf(sessionStarted, sessionRenewed), (state, { payload }) => {
        state.status = 'member'
        state.token = payload.token
        state.leftOnPurpose = false
        state.silentSignInFailed = false
        // On H5 the cookie is the new session's now: to end what it stands for would end that one.
        if (state.signOutOwed?.token === null) state.signOutOwed = null
      })
      .addMatcher(isSessionReset, (state) => {
        state.epoch += 1
        state.token = null
      })
      .addMatcher(isAnyOf(sessionEnded, signedOut), (state) => {
        state.status = 'guest'
      }),
})

export const { guestFound, sessionUnavailable } = sessionSlice.actions
export const sessionReducer = sessionSlice.reducer

export const selectSessionStatus = (state: RootState) => state.session.status
export const selectIsMember = (state: RootState) => state.session.status === 'member'
export const selectIsSigningIn = (state: RootState) => state.session.signingIn !== null

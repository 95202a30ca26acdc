import { createSlice, type PayloadAction } from '@reduxjs/toolkit'

/** A `wx.login` code lives 5 minutes; the last one is left for the way to the server and on to WeChat. */
export const LOGIN_CODE_LIFETIME_MS = 4 * 60_000

/** `frozen`: a phone dialog is open. A `wx.login` now could replace the session_key that its answer is encrypted with. */
export type LoginCodeState = { isFrozen: boolean } & (
  | { phase: 'empty' | 'fetching' | 'failed' }
  | { phase: 'held'; value: string; obtainedAt: number }
)

export const initialLoginCode = { phase: 'empty', isFrozen: false } as LoginCodeState

const loginCodeSlice = createSlice({
  name: 'loginCode',
  initialState: initialLoginCode,
  reducers: {
    codeRequested: ({ isFrozen }) => ({ phase: 'fetching', isFrozen }),
    codeObtained: ({ isFrozen }, { payload }: PayloadAction<{ value: string; obtainedAt: number }>) => ({ phase: 'held', isFrozen, ...payload }),
    codeFailed: ({ isFrozen }) => ({ phase: 'failed', isFrozen }),
    /** Whoever takes the code uses it up: a second use is refused by WeChat. */
    codeTaken: ({ isFrozen }) => ({ phase: 'empty', isFrozen }),
    /** The phone button was tapped. */
    codeFrozen: (state) => ({ ...state, isFrozen: true }),
    /** Its answer was posted, or there is none. */
    codeThawed: (state) => ({ ...state, isFrozen: false }),
  },
})

export const { codeRequested, codeObtained, codeFailed, codeTaken, codeFrozen, codeThawed } = loginCodeSlice.actions
export const loginCodeReducer = loginCodeSlice.reducer

/**
 * The code that may still be sent, or null: one of at most `maxAgeMs`. While frozen, WeChat's own 5 minutes are all that
 * counts: another cannot be had.
 */
export function freshCode(state: LoginCodeState, now: number, maxAgeMs = LOGIN_CODE_LIFETIME_MS): string | null {
  if (state.phase !== 'held') return null
  const lifetime = state.isFrozen ? LOGIN_CODE_LIFETIME_MS + 60_000 : maxAgeMs
  return now - state.obtainedAt < lifetime ? state.value : null
}


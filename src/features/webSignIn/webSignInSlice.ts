import { createAction, createSlice, type PayloadAction } from '@reduxjs/toolkit'
import type { ProblemCode } from '@contract/problemCodes'
import type { WebWay } from '@contract/webSignIn'
import { intentDropped, intentKept } from '@/features/intent/intentSlice'
import type { RootState } from '@/store/makeStore'
import { findWebWay } from './findWebWay'

export interface WebSignInState {
  /** The shop is asked which ways it has, once it matters; after a failure, again the next time it does. */
  asked: 'no' | 'asking' | 'yes'
  /** What this browser and this shop have in common. */
  way: WebWay | null
  /** Why the last sign-in on WeChat's page came to nothing: the sheet says so. */
  problem: ProblemCode | null
}

export const initialWebSignIn: WebSignInState = { asked: 'no', way: null, problem: null }

/** Back from WeChat's page, with what came of it. */
export const returnedFromWechat = createAction<'ok' | ProblemCode>('webSignIn/returned')

const webSignInSlice = createSlice({
  name: 'webSignIn',
  initialState: initialWebSignIn,
  reducers: {
    webSignInFailed(state, { payload }: PayloadAction<ProblemCode>) {
      state.problem = payload
    },
  },
  extraReducers: (builder) =>
    builder
      .addCase(findWebWay.pending, (state) => {
        state.asked = 'asking'
      })
      .addCase(findWebWay.fulfilled, (state, { payload }) => {
        state.asked = 'yes'
        state.way = payload
      })
      .addCase(findWebWay.rejected, (state) => {
        state.asked = 'no'
      })
      // Another gate is another matter.
      .addCase(intentKept, clearProblem)
      .addCase(intentDropped, clearProblem),
})

function clearProblem(state: WebSignInState): void {
  state.problem = null
}

export const { webSignInFailed } = webSignInSlice.actions
export const webSignInReducer = webSignInSlice.reducer

/** `asking` until it is known; null where there is no way through WeChat. */
export const selectWebWay = ({ webSignIn }: RootState): WebWay | 'asking' | null => (webSignIn.asked === 'asking' ? 'asking' : webSignIn.way)
export const selectWebProblem = (state: RootState) => state.webSignIn.problem

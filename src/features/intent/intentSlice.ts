import { createSlice, type PayloadAction } from '@reduxjs/toolkit'
import type { Capability } from '@contract/identity'
import type { ApiError } from '@/api/apiError'
import { sessionEnded, signedOut } from '@/features/session/sessionActions'

/** After this a tap is forgotten: nobody expects it to complete by itself any more. */
export const INTENT_LIFETIME_MS = 30 * 60_000

/** What a gate may resume, as it survives a reload: a type of the registry (store/intents.ts) and a plain payload. */
export interface IntentAction {
  type: string
  payload: unknown
}

/** An action that waits for its shopper to sign in. */
export interface PendingIntent {
  /** Also the idempotency key of the write that it leads to. */
  id: string
  action: IntentAction
  capability: Capability
  /** What the sheet says it is for (features/gate/purposes.ts). */
  purpose: string
  /** The page that it was tapped on: the sheet comes back there and nowhere else. */
  page: string
  createdAt: number
  /** It ran, met a session that had ended, and asked again. It does not ask a third time. */
  isSecondTry?: boolean
}

export type IntentOutcome = { id: string; action: IntentAction } & ({ status: 'running' | 'done' } | { status: 'failed'; error: ApiError })

export interface IntentState {
  pending: PendingIntent | null
  /** What became of the last one, for the page to tell. */
  outcome: IntentOutcome | null
}

export const initialIntent: IntentState = { pending: null, outcome: null }

const intentSlice = createSlice({
  name: 'intent',
  initialState: initialIntent,
  reducers: {
    intentKept(state, { payload }: PayloadAction<PendingIntent>) {
      state.pending = payload
      state.outcome = null
    },
    /** Out of the store before it runs, so that nothing can run it twice. */
    intentTaken(state) {
      if (!state.pending) return
      const { id, action } = state.pending
      state.outcome = { id, action, status: 'running' }
      state.pending = null
    },
    intentDone({ outcome }, { payload }: PayloadAction<string>) {
      if (outcome?.id === payload) outcome.status = 'done'
    },
    intentFailed(state, { payload }: PayloadAction<{ id: string; error: ApiError }>) {
      if (state.outcome?.id !== payload.id) return
      state.outcome = { id: payload.id, action: state.outcome.action, status: 'failed', error: payload.error }
    },
    /** The shopper turned away, or waited too long. */
    intentDropped(state) {
      state.pending = null
    },
  },
  extraReducers: (builder) =>
    builder
      .addCase(signedOut, () => initialIntent)
      // The pending one stays: a session that ended by itself is what the gate asks for again. Likewise sessionCleared:
      // that is the very sign-in that the intent waits for.
      .addCase(sessionEnded, (state) => {
        if (state.outcome?.status !== 'running') state.outcome = null
      }),
})

export const { intentKept, intentTaken, intentDone, intentFailed, intentDropped } = intentSlice.actions
export const intentReducer = intentSlice.reducer


export function isIntentAlive(intent: PendingIntent, now: number): boolean {
  return now - intent.createdAt < INTENT_LIFETIME_MS
}

export function isSameAction(one: IntentAction, other: IntentAction): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

import type { ThunkAction, UnknownAction } from '@reduxjs/toolkit'
import type { Api } from '@/api/api'
import type { Clock } from '@/platform/clock'
import type { Platform } from '@/platform/platform'
import type { RootState } from './makeStore'

export type AppThunk<Result = unknown> = ThunkAction<Result, RootState, AppExtra, UnknownAction>

/** What thunks get from outside; tests hand in their own. */
export interface Extra {
  api: Api
  platform: Platform
  clock: Clock
}

/**
 * What one feature starts in another without importing it (store/wiring.ts): it keeps imports free of cycles, and a new
 * feature has one place to announce itself.
 */
export interface Wiring {
  /** Run in parallel after every sign-in, before the intent. A failure of one stops nothing. */
  loadsAfterSignIn: readonly (() => AppThunk)[]
  /** What a gate may resume, by type: the payload comes from storage, `key` is the idempotency key of the write. */
  intents: Readonly<Record<string, (payload: never, key: string) => AppThunk>>
}

export type AppExtra = Extra & Wiring

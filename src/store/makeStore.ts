import { configureStore, type Reducer, type ThunkDispatch, type UnknownAction } from '@reduxjs/toolkit'
import { FLUSH, PAUSE, PERSIST, PURGE, REGISTER, REHYDRATE } from 'redux-persist'
import { shopApi } from '@/api/shopApi'
import { memberApi } from '@/features/session/memberApi'
import type { AppExtra, Extra } from './extra'
import { makeListeners } from './listeners'
import { persisted } from './persistence'
import { reducer } from './reducer'
import { wiring } from './wiring'

export type RootState = ReturnType<typeof reducer>
export type AppDispatch = ThunkDispatch<RootState, AppExtra, UnknownAction>

/** The checks of development are slow on a busy machine; what they find matters, not how long it took. */
const CHECK_WARNING_MS = 1000

interface StoreOptions {
  extra: Extra & Partial<AppExtra>
  preloadedState?: Partial<RootState>
  /** Keep the whitelist of persistence.ts in `extra.platform.storage`. */
  isPersisted?: boolean
}

/** Builds the store. Nothing imports a store instance: the entry makes one, and so does each test. */
export function makeStore({ extra, preloadedState, isPersisted = false }: StoreOptions) {
  const extraArgument: AppExtra = { ...wiring, ...extra }
  const rootReducer = (isPersisted ? persisted(reducer, extraArgument) : reducer) as Reducer<RootState, never, Partial<RootState>>
  return configureStore({
    reducer: rootReducer,
    preloadedState,
    middleware: (getDefault) =>
      getDefault({
        thunk: { extraArgument },
        serializableCheck: { ignoredActions: [FLUSH, REHYDRATE, PAUSE, PERSIST, PURGE, REGISTER], warnAfter: CHECK_WARNING_MS },
        immutableCheck: { warnAfter: CHECK_WARNING_MS },
      })
        .prepend(makeListeners(extraArgument).middleware)
        .concat(shopApi.middleware, memberApi.middleware),
  })
}

export type AppStore = ReturnType<typeof makeStore>

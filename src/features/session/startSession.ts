import type { SessionStarted } from '@contract/identity'
import type { ThunkApi } from '@/store/appThunk'
import { sessionCleared, sessionLoaded, sessionStarted } from './sessionActions'

export type NewSession = Pick<SessionStarted, 'token' | 'user' | 'phoneProblem'>

/**
 * What follows every successful sign-in, in this order: a new epoch, with user, addresses and private caches cleared; the
 * session stored; then user (it came with the answer), addresses and the rest in parallel; then the intent, which waits for
 * `sessionLoaded`. The session stands when this returns; the promise resolves when all loads have settled, whatever they
 * came to. Whoever holds the flight of ensureSession must not await it: the loads may need that flight.
 */
export function startSession({ dispatch, extra }: ThunkApi, { token, user, phoneProblem }: NewSession): Promise<void> {
  dispatch(sessionCleared())
  dispatch(sessionStarted({ token, user, phoneProblem: phoneProblem ?? null }))
  const loads = extra.loadsAfterSignIn.map((load) => dispatch(load()))
  return Promise.allSettled(loads).then(() => void dispatch(sessionLoaded()))
}

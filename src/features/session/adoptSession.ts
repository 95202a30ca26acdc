import type { AppThunk } from '@/store/extra'
import { startSession, type NewSession } from './startSession'

/** Goes on in a session that a call answered other than a sign-in, such as a merge: all that is the shopper's is loaded anew. */
export function adoptSession(session: NewSession): AppThunk<Promise<void>> {
  return (dispatch, getState, extra) => startSession({ dispatch, getState, extra }, session)
}

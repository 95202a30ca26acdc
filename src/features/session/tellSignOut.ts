import { toApiError, type ApiError } from '@/api/apiError'
import type { AppThunk } from '@/store/extra'
import { singleFlight } from '@/store/singleFlight'
import { signOutTold } from './sessionActions'

const flight = singleFlight<ApiError | null>()

/**
 * Ends on the server what was ended here and what it has not heard of yet. Answers why it could not be told, or null where
 * nothing is left to tell. Never rejects.
 */
export function tellSignOut(): AppThunk<Promise<ApiError | null>> {
  return (dispatch, getState, extra) =>
    flight(extra, async () => {
      const { signOutOwed } = getState().session
      if (!signOutOwed) return null
      try {
        await extra.api.auth.signOut(signOutOwed)
      } catch (thrown) {
        const error = toApiError(thrown)
        // The server knows no such session: just what was wanted.
        if (error.kind !== 'auth') return error
      }
      dispatch(signOutTold(signOutOwed))
      return null
    })
}

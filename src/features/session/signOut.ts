import { toApiError } from '@/api/apiError'
import { createAppThunk } from '@/store/appThunk'
import { signedOut } from './sessionActions'

/**
 * Signs out here at once, then on the server. Without network the server's session outlives this by its idle time; the
 * shopper sees himself signed out either way, which on a shared phone is what counts.
 */
export const signOut = createAppThunk('session/signOut', async (_: void, { dispatch, getState, extra, rejectWithValue }) => {
  const { token } = getState().session
  dispatch(signedOut())
  try {
    await extra.api.auth.signOut({ token })
  } catch (thrown) {
    const error = toApiError(thrown)
    if (error.kind !== 'auth') return rejectWithValue(error)
  }
})

import { createAppThunk } from '@/store/appThunk'
import { signedOut } from './sessionActions'
import { tellSignOut } from './tellSignOut'

/**
 * Signs out here at once, then on the server. Where that does not hear of it, it is told again at the next chance
 * (tellSignOut), and until then nothing on this device takes the session up: on a shared one that is what counts.
 */
export const signOut = createAppThunk('session/signOut', async (_: void, { dispatch, extra, rejectWithValue }) => {
  // First: other tabs look for it as soon as they hear of the sign-out.
  extra.platform.forgetSession()
  dispatch(signedOut())
  const error = await dispatch(tellSignOut())
  if (error) return rejectWithValue(error)
})

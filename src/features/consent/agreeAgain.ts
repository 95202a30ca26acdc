import { CONSENT_VERSION } from '@contract/limits'
import { toApiError } from '@/api/apiError'
import { callInSession } from '@/features/session/callInSession'
import { userChanged } from '@/features/user/userSlice'
import { createAppThunk } from '@/store/appThunk'

/** A member agrees to the text as it is now: kept on the server as a record, like the first time. */
export const agreeAgain = createAppThunk<void, void>('consent/agreeAgain', async (_, thunkApi) => {
  const { dispatch, extra, rejectWithValue } = thunkApi
  try {
    const consent = { version: CONSENT_VERSION }
    dispatch(userChanged(await callInSession(thunkApi, (token) => extra.api.me.update({ consent }, { token }))))
  } catch (thrown) {
    return rejectWithValue(toApiError(thrown))
  }
})

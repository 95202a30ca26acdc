import type { DeletionRequested } from '@contract/privacy'
import { toApiError } from '@/api/apiError'
import { callInSession } from '@/features/session/callInSession'
import { signedOut } from '@/features/session/sessionActions'
import { createAppThunk } from '@/store/appThunk'

/** Asks for the account to be deleted. The server has ended every session by then: this device is signed out as if on purpose. */
export const requestDeletion = createAppThunk<DeletionRequested, void>('privacyData/requestDeletion', async (_, thunkApi) => {
  const { dispatch, extra, rejectWithValue } = thunkApi
  try {
    const run = (token: string | null) => extra.api.request<DeletionRequested>({ method: 'POST', path: '/v1/me/deletion', token, session: true })
    const answer = await callInSession(thunkApi, run)
    dispatch(signedOut())
    return answer
  } catch (thrown) {
    return rejectWithValue(toApiError(thrown))
  }
})

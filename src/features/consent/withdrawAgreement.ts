import type { Me } from '@contract/identity'
import { toApiError } from '@/api/apiError'
import { callInSession } from '@/features/session/callInSession'
import { userChanged } from '@/features/user/userSlice'
import { createAppThunk } from '@/store/appThunk'

/** Takes the agreement back, and everything optional with it. The session stays; the next gated action asks again. */
export const withdrawAgreement = createAppThunk<void, void>('consent/withdrawAgreement', async (_, thunkApi) => {
  const { dispatch, extra, rejectWithValue } = thunkApi
  try {
    const run = (token: string | null) => extra.api.request<Me>({ method: 'DELETE', path: '/v1/me/consents/agreement', token, session: true })
    dispatch(userChanged(await callInSession(thunkApi, run)))
  } catch (thrown) {
    return rejectWithValue(toApiError(thrown))
  }
})

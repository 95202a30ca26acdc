import type { Me } from '@contract/identity'
import { CONSENT_VERSION } from '@contract/limits'
import { toApiError } from '@/api/apiError'
import { callInSession } from '@/features/session/callInSession'
import { userChanged } from '@/features/user/userSlice'
import { createAppThunk } from '@/store/appThunk'
import { trackingChosen } from './trackingSlice'

/** Allows usage statistics or stops them: a member by a record on the server, a guest on this device. */
export const chooseTracking = createAppThunk<void, boolean>('consent/chooseTracking', async (isAllowed, thunkApi) => {
  const { dispatch, getState, extra, rejectWithValue } = thunkApi
  if (getState().session.status === 'guest') {
    dispatch(trackingChosen(isAllowed))
    return
  }
  const path = '/v1/me/consents/analytics'
  const call = isAllowed ? ({ method: 'PUT', path, body: { version: CONSENT_VERSION } } as const) : ({ method: 'DELETE', path } as const)
  try {
    dispatch(userChanged(await callInSession(thunkApi, (token) => extra.api.request<Me>({ ...call, token, session: true }))))
  } catch (thrown) {
    return rejectWithValue(toApiError(thrown))
  }
})

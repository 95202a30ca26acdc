import type { PhoneVerified, SessionStarted } from '@contract/identity'
import { CONSENT_VERSION } from '@contract/limits'
import { toApiError } from '@/api/apiError'
import { callInSession } from '@/features/session/callInSession'
import type { NewSession } from '@/features/session/startSession'
import { createAppThunk } from '@/store/appThunk'

/**
 * Shows that the account is his to who knows a recipient of it. Answers the session to adopt, once this page has made way:
 * what waits behind the gate then goes on by itself, and may open another.
 */
export const proveDormant = createAppThunk<NewSession, string>('dormancy/prove', async (recipient, thunkApi) => {
  const { extra, getState, rejectWithValue } = thunkApi
  try {
    const post = (held: string | null) =>
      extra.api.request<PhoneVerified>({ method: 'POST', path: '/v1/me/dormancy/proof', body: { recipient }, token: held, session: true })
    const { user, token } = await callInSession(thunkApi, post)
    return { user, token: token ?? getState().session.token }
  } catch (thrown) {
    return rejectWithValue(toApiError(thrown))
  }
})

/** Leaves the account to its owner and takes the number to a new one. Answers the session to adopt. */
export const startFresh = createAppThunk<NewSession>('dormancy/fresh', async (_, thunkApi) => {
  const { extra, rejectWithValue } = thunkApi
  const body = { consent: { version: CONSENT_VERSION } }
  try {
    return await callInSession(thunkApi, (token) =>
      extra.api.request<SessionStarted>({ method: 'POST', path: '/v1/me/dormancy/fresh', body, token, session: true }),
    )
  } catch (thrown) {
    return rejectWithValue(toApiError(thrown))
  }
})

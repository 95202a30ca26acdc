import type { PhoneProof } from '@contract/identity'
import { isProblem, toApiError } from '@/api/apiError'
import { callInSession } from '@/features/session/callInSession'
import { sessionRenewed } from '@/features/session/sessionActions'
import { codeThawed } from '@/features/loginCode/loginCodeSlice'
import { takeHeldCode } from '@/features/loginCode/takeLoginCode'
import { createAppThunk, type ThunkApi } from '@/store/appThunk'

/**
 * Binds a verified number to the account: by WeChat's phone code, by its older encrypted form, or by a one-time code.
 * An account that has one is never asked again, since each asking costs the merchant; only `replace` puts another in its place.
 */
export const verifyPhone = createAppThunk<void, PhoneProof>(
  'phone/verify',
  async (proof, thunkApi) => {
    const { dispatch, getState, extra, rejectWithValue } = thunkApi
    const body = withKey(thunkApi, proof)
    try {
      const { user, token } = await callInSession(thunkApi, (held) => extra.api.me.verifyPhone(body, { token: held }))
      // More rights, so a new token; H5 got a new cookie.
      dispatch(sessionRenewed({ token: token ?? getState().session.token, user }))
    } catch (thrown) {
      if (!isProblem(thrown, 'phone_already_verified')) return rejectWithValue(toApiError(thrown))
      dispatch(sessionRenewed({ token: getState().session.token, user: await callInSession(thunkApi, (token) => extra.api.me.get({ token })) }))
    } finally {
      dispatch(codeThawed())
    }
  },
  {
    condition: (proof, { getState }) => {
      const { phone, user } = getState()
      return !phone.isVerifying && (proof.replace === true || user.me?.capability !== 'phoneVerified')
    },
  },
)

/** Encrypted data opens with the session_key of the last `wx.login`: a code that was never exchanged takes it along. */
function withKey(thunkApi: ThunkApi, proof: PhoneProof): PhoneProof {
  if (!('encryptedData' in proof)) return proof
  const code = takeHeldCode(thunkApi)
  return code === null ? proof : { ...proof, code }
}

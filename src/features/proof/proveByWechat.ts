import { toApiError } from '@/api/apiError'
import { refreshLoginCode, takeLoginCode } from '@/features/loginCode/takeLoginCode'
import { callInSession } from '@/features/session/callInSession'
import { createAppThunk } from '@/store/appThunk'

/** Mini-program: a fresh login code of the WeChat on this phone, which nobody has to type. */
export const proveByWechat = createAppThunk<void>('proof/byWechat', async (_, thunkApi) => {
  const { dispatch, extra, rejectWithValue } = thunkApi
  try {
    const code = await takeLoginCode(thunkApi)
    await callInSession(thunkApi, (token) => extra.api.request({ method: 'POST', path: '/v1/me/proof', body: { code }, token, session: true }))
  } catch (thrown) {
    return rejectWithValue(toApiError(thrown))
  } finally {
    void dispatch(refreshLoginCode())
  }
})

import type { Proof, SmsCodeSent } from '@contract/identity'
import { isProblem, toApiError } from '@/api/apiError'
import { refreshLoginCode, takeLoginCode } from '@/features/loginCode/takeLoginCode'
import { callInSession } from '@/features/session/callInSession'
import { createAppThunk, type ThunkApi } from '@/store/appThunk'

function post<T>(thunkApi: ThunkApi, path: string, body?: Proof): Promise<T> {
  return callInSession(thunkApi, (token) => thunkApi.extra.api.request<T>({ method: 'POST', path, body, token, session: true }))
}

/** Mini-program: a fresh login code shows whose WeChat this is. One that WeChat no longer takes is replaced once. */
export const proveByWechat = createAppThunk<void, void>('privacyData/proveByWechat', async (_, thunkApi) => {
  const attempt = async () => post<void>(thunkApi, '/v1/me/proof', { code: await takeLoginCode(thunkApi) })
  try {
    await attempt().catch((thrown: unknown) => {
      if (!isProblem(thrown, 'wechat_code_invalid')) throw thrown
      return attempt()
    })
  } catch (thrown) {
    return thunkApi.rejectWithValue(toApiError(thrown))
  } finally {
    void thunkApi.dispatch(refreshLoginCode())
  }
})

/** When the code was sent and when another may be, in milliseconds by the phone's clock. */
export interface SentProofCode {
  requestId: string
  sentAt: number
  resendAt: number
}

export const sendProofCode = createAppThunk<SentProofCode, void>('privacyData/sendProofCode', async (_, thunkApi) => {
  try {
    const sent = await post<SmsCodeSent>(thunkApi, '/v1/me/proof/sms-codes')
    const sentAt = thunkApi.extra.clock.now()
    return { requestId: sent.requestId, sentAt, resendAt: sentAt + sent.retryAfterSeconds * 1000 }
  } catch (thrown) {
    return thunkApi.rejectWithValue(toApiError(thrown))
  }
})

export const proveBySms = createAppThunk<void, { smsCode: string; requestId?: string }>('privacyData/proveBySms', async (proof, thunkApi) => {
  try {
    await post<void>(thunkApi, '/v1/me/proof', proof)
  } catch (thrown) {
    return thunkApi.rejectWithValue(toApiError(thrown))
  }
})

import type { SessionStarted, WechatSignIn } from '@contract/identity'
import { isProblem } from '@/api/apiError'
import { refreshLoginCode, takeLoginCode } from '@/features/loginCode/takeLoginCode'
import type { ThunkApi } from '@/store/appThunk'

const WITHOUT_USER_INFO = { rawData: undefined, signature: undefined, encryptedData: undefined, iv: undefined }

/**
 * Signs in with a mini-program code. A code that WeChat no longer takes (expired, or used by a lost attempt) is replaced
 * once: a second refusal is the answer.
 */
export async function exchangeCode(thunkApi: ThunkApi, body: Omit<WechatSignIn, 'code'>): Promise<SessionStarted> {
  const { auth } = thunkApi.extra.api
  const code = await takeLoginCode(thunkApi)
  try {
    return await auth.wechat({ ...body, code })
  } catch (thrown) {
    // Encrypted data belongs to the session_key of this very code: another one could only fail to decrypt it.
    // A number was the point of the request; a name is left behind.
    const isNumber = body.encryptedData !== undefined && body.rawData === undefined
    if (!isProblem(thrown, 'wechat_code_invalid') || isNumber) throw thrown
    return await auth.wechat({ ...body, ...WITHOUT_USER_INFO, code: await takeLoginCode(thunkApi) })
  } finally {
    // The next use should not wait for a code.
    void thunkApi.dispatch(refreshLoginCode())
  }
}

import { toApiError } from '@/api/apiError'
import { givenConsent } from '@/features/consent/givenConsent'
import { codeThawed } from '@/features/loginCode/loginCodeSlice'
import { refreshLoginCode } from '@/features/loginCode/takeLoginCode'
import type { PhoneGrant } from '@/platform/phoneEvent'
import type { SignedUserInfo } from '@/platform/platform'
import { createAppThunk, type ThunkApi } from '@/store/appThunk'
import { exchangeCode } from './exchangeCode'
import { startSession } from './startSession'
import { tellSignOut } from './tellSignOut'

export type SignInWay = (
  /** One tap in the mini-program; with what the phone button gave, the number comes along in the same request. */
  { by: 'wechat'; phone?: PhoneGrant } | { by: 'sms'; phone: string; code: string; requestId?: string }
) & {
  /** Takes back the deletion of the account that this leads to. */
  undoDeletion?: true
}

/** Signs in or up. Needs the consent ticked; resolves when the shopper's own data has been asked for (see startSession). */
export const signIn = createAppThunk<void, SignInWay>(
  'session/signIn',
  async (way, thunkApi) => {
    const { dispatch, rejectWithValue } = thunkApi
    try {
      await startSession(thunkApi, await post(thunkApi, way))
    } catch (thrown) {
      return rejectWithValue(toApiError(thrown))
    } finally {
      dispatch(codeThawed())
      void dispatch(refreshLoginCode())
    }
  },
  { condition: (_, { getState }) => getState().session.signingIn === null },
)

async function post(thunkApi: ThunkApi, way: SignInWay) {
  const { extra, getState, dispatch } = thunkApi
  // Or its answer, which takes the cookie away, might come after the new one's.
  if (getState().session.signOutOwed) await dispatch(tellSignOut())
  const consent = givenConsent(getState())
  const undo = way.undoDeletion ? { undoDeletion: true } : {}
  if (way.by === 'sms') {
    const { phone, code, requestId } = way
    return extra.api.auth.sms({ phone, code, requestId, consent, ...undo })
  }
  return exchangeCode(thunkApi, { ...(way.phone ?? (await userInfo(extra))), consent, ...undo })
}

/** Old clients only; see WechatLogin.getSignedUserInfo. Never beside a number: a request has room for one encrypted text. */
async function userInfo({ platform }: ThunkApi['extra']): Promise<Partial<SignedUserInfo>> {
  return (await platform.wechat?.getSignedUserInfo()) ?? {}
}

import { refreshLoginCode } from '@/features/loginCode/takeLoginCode'
import type { AppThunk } from '@/store/extra'

/** Its answer has to reach WeChat under the same code: enough is left of it for a shopper who reads the dialog. */
const MAX_AGE_MS = 2 * 60_000
/** How often to prepare anew while the button is in sight. */
export const PREPARE_EVERY_MS = 60_000

/**
 * Makes the phone button safe to tap; call it when the button comes into sight, and while it stays. On old libraries its answer is encrypted
 * under the session_key of the last `wx.login`. A code still in the holder brings that key to the server along with the
 * answer. With an empty holder the server has the key already, as long as WeChat says that it holds: that is all that
 * checkSession can tell, and a needless `wx.login` would replace it.
 */
export function preparePhone(): AppThunk<Promise<void>> {
  return async (dispatch, getState, { platform }) => {
    if (!platform.wechat) return
    const { session, loginCode } = getState()
    const isMember = session.status === 'member'
    if (isMember && platform.wechat.phoneCodeSupported) return
    if (isMember && loginCode.phase === 'empty' && (await platform.wechat.isSessionKeyAlive())) return
    await dispatch(refreshLoginCode(MAX_AGE_MS))
  }
}

import { problemSentence } from '@/features/errors/problemSentence'
import { pathOfKey } from '@/features/shell/PageKeyProvider'
import { toastShown } from '@/features/shell/toastSlice'
import type { AppThunk } from '@/store/extra'
import { returnedFromWechat, webSignInFailed } from './webSignInSlice'

/**
 * After the launch: whoever comes back from WeChat's page as a guest learns why, in the sheet if that is open again on
 * this page, else at the foot of the screen. Once: a reload does not say it again.
 */
export function tellReturn(): AppThunk<void> {
  return (dispatch, getState, { platform: { webSignIn } }) => {
    const result = webSignIn?.result() ?? null
    const { session, intent } = getState()
    // Without network nobody knows yet how it ended.
    if (!webSignIn || result === null || session.status === 'unavailable') return
    webSignIn.forgetResult()
    dispatch(returnedFromWechat(session.status === 'member' ? 'ok' : result))
    if (result === 'ok' || session.status === 'member') return
    const isSheetHere = intent.pending !== null && pathOfKey(intent.pending.page) === pathOfKey(webSignIn.here())
    if (isSheetHere) dispatch(webSignInFailed(result))
    else dispatch(toastShown(problemSentence(result), 'failed'))
  }
}

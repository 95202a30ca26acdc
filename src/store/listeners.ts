import { createListenerMiddleware, isAnyOf } from '@reduxjs/toolkit'
import { listenForAnalytics } from '@/features/analytics/analyticsListeners'
import { listenForCart } from '@/features/cart/cartListeners'
import { agreeAgain } from '@/features/consent/agreeAgain'
import { connectivityChanged } from '@/features/connectivity/connectivitySlice'
import { ensureSession, silentSignIn } from '@/features/session/ensureSession'
import { memberApi } from '@/features/session/memberApi'
import { refreshLoginCode } from '@/features/loginCode/takeLoginCode'
import { errorText } from '@/features/errors/errorText'
import { texts as errorTexts } from '@/features/errors/texts'
import { purposeText } from '@/features/gate/purposes'
import { intentFailed } from '@/features/intent/intentSlice'
import { resumeIntent } from '@/features/intent/resumeIntent'
import { verifyPhone } from '@/features/phone/verifyPhone'
import { tellSignOut } from '@/features/session/tellSignOut'
import { isSessionReset, sessionConfirmed, sessionEnded, sessionLoaded, sessionRenewed, sessionStarted, signedOut } from '@/features/session/sessionActions'
import { toastShown } from '@/features/shell/toastSlice'
import { appShown } from './appEvents'
import type { AppExtra } from './extra'
import type { AppDispatch, RootState } from './makeStore'

/** What happens besides: reducers stay pure, components stay unaware. */
export function makeListeners(extra: AppExtra) {
  const listeners = createListenerMiddleware<RootState, AppDispatch, AppExtra>({ extra })

  listeners.startListening({
    matcher: isSessionReset,
    effect: (_action, { dispatch }) => void dispatch(memberApi.util.resetApiState()),
  })

  // A shopper who comes back has what is his, as one who has just signed in: days on arrival are reckoned to his address.
  listeners.startListening({
    matcher: isAnyOf(sessionConfirmed, sessionRenewed),
    effect: (_action, api) => {
      if (api.getState().addresses.status !== 'idle') return
      for (const load of extra.loadsAfterSignIn) void api.dispatch(load())
    },
  })

  listeners.startListening({
    matcher: isAnyOf(sessionStarted, signedOut),
    effect: () => extra.platform.tabs?.tellSession(),
  })

  // He is a guest from one moment to the next: better to say why.
  listeners.startListening({
    actionCreator: sessionEnded,
    effect: ({ payload }, { dispatch }) => {
      if (payload === 'elsewhere') dispatch(toastShown(errorTexts.problems.session_ended_elsewhere))
    },
  })

  // Also after a reload or a redirect in the middle of the gate: the intent is in storage, the session in its cookie.
  listeners.startListening({
    matcher: isAnyOf(sessionLoaded, sessionConfirmed, verifyPhone.fulfilled, agreeAgain.fulfilled),
    effect: async (_action, api) => {
      const { pending } = api.getState().intent
      await api.dispatch(resumeIntent())
      const { outcome } = api.getState().intent
      const done = pending && outcome?.id === pending.id && outcome.status === 'done' ? purposeText(pending.purpose).done : undefined
      if (done) api.dispatch(toastShown(done, 'done'))
    },
  })

  // Whoever tapped learns of a failure, also where the sheet that was in between is gone.
  listeners.startListening({
    actionCreator: intentFailed,
    effect: ({ payload }, { dispatch }) => void dispatch(toastShown(errorText(payload.error), 'failed')),
  })

  listeners.startListening({
    matcher: isAnyOf(appShown, connectivityChanged),
    effect: (_action, api) => {
      const { dispatch } = api
      const { session, connectivity } = api.getState()
      void dispatch(refreshLoginCode())
      if (!connectivity.isOnline) return
      void dispatch(tellSignOut())
      if (session.status === 'unavailable') void dispatch(ensureSession())
      if (session.status === 'guest' && session.silentSignInFailed) void dispatch(silentSignIn())
    },
  })

  listenForAnalytics(listeners.startListening)
  listenForCart(listeners)
  return listeners
}

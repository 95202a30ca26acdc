import type { Me } from '@contract/identity'
import { isProblem, toApiError } from '@/api/apiError'
import type { ThunkApi } from '@/store/appThunk'
import type { AppThunk } from '@/store/extra'
import { singleFlight } from '@/store/singleFlight'
import { exchangeCode } from './exchangeCode'
import { sessionConfirmed, sessionEnded, sessionMovedElsewhere, sessionRenewed, signOutTold } from './sessionActions'
import { guestFound, sessionUnavailable, type SessionStatus } from './sessionSlice'
import { startSession } from './startSession'
import { tellSignOut } from './tellSignOut'

const flight = singleFlight<SessionStatus>()

/**
 * The launch: who is it? Waits for `ready` (what storage kept) first. Everything that asks meanwhile joins this flight.
 */
export function restoreSession(ready?: Promise<unknown>): AppThunk<Promise<SessionStatus>> {
  return (dispatch, getState, extra) =>
    flight(extra, async () => {
      await ready
      return restore({ dispatch, getState, extra })
    })
}

/**
 * Settles whose session it is, one attempt at a time: checks a session that is not known yet or could not be checked, and
 * renews one whose token (`staleToken`) the server refused. Never rejects; a guest stays a guest.
 */
export function ensureSession(staleToken?: string | null): AppThunk<Promise<SessionStatus>> {
  return (dispatch, getState, extra) =>
    flight(extra, async () => {
      const { status, token } = getState().session
      if (status === 'guest') return 'guest'
      const thunkApi = { dispatch, getState, extra }
      if (status !== 'member') return restore(thunkApi)
      if (staleToken === undefined || staleToken !== token) return 'member'
      return extra.platform.wechat ? renew(thunkApi) : askAgain(thunkApi)
    })
}

/**
 * A session began or ended in another tab, which shares this one's cookie: whoever it is of now is met here as well, and
 * what belongs to the shopper before goes.
 */
export function followOtherTab(): AppThunk<Promise<SessionStatus>> {
  return (dispatch, getState, extra) =>
    flight(extra, async () => {
      dispatch(sessionMovedElsewhere())
      const { status } = getState().session
      const thunkApi = { dispatch, getState, extra }
      if (!extra.platform.mayHaveSession()) return status === 'guest' ? 'guest' : end(thunkApi)
      return askAgain(thunkApi)
    })
}

/** A returning shopper is signed in by his code alone: without consent the server creates no account. */
export function silentSignIn(): AppThunk<Promise<SessionStatus>> {
  return (dispatch, getState, extra) => flight(extra, () => signInSilently({ dispatch, getState, extra }))
}

async function restore(thunkApi: ThunkApi): Promise<SessionStatus> {
  const { dispatch, getState, extra } = thunkApi
  // What was owed for the session before has no cookie left: it is the new session's.
  if (extra.platform.webSignIn?.result() === 'ok') dispatch(signOutTold({ token: null }))
  const { token, signOutOwed } = getState().session
  const told = dispatch(tellSignOut())
  if (extra.platform.wechat && token === null) return signInSilently(thunkApi)
  // Signed out without network on H5: the cookie still opens that session, for whoever sits here now.
  const isLeft = signOutOwed !== null && token === null
  if (isLeft) await told
  if (isLeft || !extra.platform.mayHaveSession()) {
    dispatch(guestFound({ silentSignInFailed: false }))
    return 'guest'
  }
  try {
    welcome(thunkApi, await extra.api.me.get({ token }))
    return 'member'
  } catch (thrown) {
    return toApiError(thrown).kind === 'auth' ? renew(thunkApi) : keepForLater(thunkApi)
  }
}

/** Whoever comes back from WeChat's page has signed in this minute: what follows every sign-in has to follow this one. */
function welcome(thunkApi: ThunkApi, user: Me): void {
  const { webSignIn } = thunkApi.extra.platform
  if (!webSignIn?.result()) {
    thunkApi.dispatch(sessionConfirmed({ user }))
    return
  }
  webSignIn.forgetResult()
  void startSession(thunkApi, { token: null, user })
}

async function signInSilently(thunkApi: ThunkApi): Promise<SessionStatus> {
  const { dispatch, getState, extra } = thunkApi
  if (!extra.platform.wechat || getState().session.leftOnPurpose) {
    dispatch(guestFound({ silentSignInFailed: false }))
    return 'guest'
  }
  try {
    const started = await exchangeCode(thunkApi, {})
    // He may have signed in by himself while the answer was on its way; his own choice stands.
    if (getState().session.status !== 'member') void startSession(thunkApi, started)
    return 'member'
  } catch (thrown) {
    if (getState().session.status === 'member') return 'member'
    if (isEndedElsewhere(thrown)) return end(thunkApi, 'elsewhere')
    dispatch(guestFound({ silentSignInFailed: toApiError(thrown).retryable }))
    return 'guest'
  }
}

/**
 * H5 only, where nobody can tell by which cookie a call was refused: it may have been on its way while another call (a
 * verified number, a merge) or another tab got a new one. The server is asked once more before the session is given up.
 */
async function askAgain(thunkApi: ThunkApi): Promise<SessionStatus> {
  const { dispatch, getState, extra } = thunkApi
  const { epoch } = getState().session
  try {
    const user = await extra.api.me.get({ token: null })
    if (getState().session.epoch !== epoch) return getState().session.status
    if (isSameShopper(thunkApi, user)) dispatch(sessionRenewed({ token: null, user }))
    else void startSession(thunkApi, { token: null, user })
    return 'member'
  } catch (thrown) {
    if (getState().session.epoch !== epoch) return getState().session.status
    return toApiError(thrown).kind === 'auth' ? end(thunkApi) : keepForLater(thunkApi)
  }
}

/** The server refused the session. The mini-program gets another by a code; H5 can only ask at the next gate. */
async function renew(thunkApi: ThunkApi): Promise<SessionStatus> {
  const { dispatch, getState, extra } = thunkApi
  if (!extra.platform.wechat) return end(thunkApi)
  const { epoch } = getState().session
  try {
    const started = await exchangeCode(thunkApi, {})
    if (getState().session.epoch !== epoch) return getState().session.status
    if (isSameShopper(thunkApi, started.user)) dispatch(sessionRenewed({ token: started.token, user: started.user }))
    else void startSession(thunkApi, started)
    return 'member'
  } catch (thrown) {
    if (getState().session.epoch !== epoch) return getState().session.status
    if (isEndedElsewhere(thrown)) return end(thunkApi, 'elsewhere')
    // While the phone dialog is open no code can be had, which says nothing about the session.
    const isUnsettled = toApiError(thrown).retryable || isProblem(thrown, 'wechat_code_invalid') || getState().loginCode.isFrozen
    return isUnsettled ? keepForLater(thunkApi) : end(thunkApi)
  }
}

/** At launch the user is not known yet: then whoever WeChat says it is starts afresh. */
function isSameShopper({ getState }: ThunkApi, user: Me): boolean {
  return getState().user.me?.id === user.id
}

/** A code is good, but its shopper ended this phone's session from another device: he has to tap first. */
function isEndedElsewhere(thrown: unknown): boolean {
  return isProblem(thrown, 'session_ended_elsewhere')
}

function end({ dispatch }: ThunkApi, where?: 'elsewhere'): SessionStatus {
  dispatch(sessionEnded(where))
  return 'guest'
}

function keepForLater({ dispatch }: ThunkApi): SessionStatus {
  dispatch(sessionUnavailable())
  return 'unavailable'
}

import type { Me, SessionStarted } from '@contract/identity'
import { isProblem, toApiError } from '@/api/apiError'
import type { ThunkApi } from '@/store/appThunk'
import type { AppThunk } from '@/store/extra'
import { singleFlight } from '@/store/singleFlight'
import { exchangeCode } from './exchangeCode'
import { sessionConfirmed, sessionEnded, sessionRenewed } from './sessionActions'
import { guestFound, sessionUnavailable, type SessionStatus } from './sessionSlice'
import { startSession } from './startSession'

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
      const isStale = staleToken !== undefined && staleToken === token
      return isStale ? renew(thunkApi) : 'member'
    })
}

/** A returning shopper is signed in by his code alone: without consent the server creates no account. */
export function silentSignIn(): AppThunk<Promise<SessionStatus>> {
  return (dispatch, getState, extra) => flight(extra, () => signInSilently({ dispatch, getState, extra }))
}

async function restore(thunkApi: ThunkApi): Promise<SessionStatus> {
  const { dispatch, getState, extra } = thunkApi
  const { token } = getState().session
  if (extra.platform.wechat && token === null) return signInSilently(thunkApi)
  if (!extra.platform.mayHaveSession()) {
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

/** The server refused the session. The mini-program gets another by a code; H5 can only ask at the next gate. */
async function renew(thunkApi: ThunkApi): Promise<SessionStatus> {
  const { dispatch, getState, extra } = thunkApi
  if (!extra.platform.wechat) return end(thunkApi)
  const { epoch } = getState().session
  try {
    const started = await exchangeCode(thunkApi, {})
    if (getState().session.epoch !== epoch) return getState().session.status
    if (isSameShopper(thunkApi, started)) dispatch(sessionRenewed({ token: started.token, user: started.user }))
    else void startSession(thunkApi, started)
    return 'member'
  } catch (thrown) {
    if (getState().session.epoch !== epoch) return getState().session.status
    if (isEndedElsewhere(thrown)) return end(thunkApi, 'elsewhere')
    return toApiError(thrown).retryable || isProblem(thrown, 'wechat_code_invalid') ? keepForLater(thunkApi) : end(thunkApi)
  }
}

/** At launch the user is not known yet: then whoever WeChat says it is starts afresh. */
function isSameShopper({ getState }: ThunkApi, started: SessionStarted): boolean {
  return getState().user.me?.id === started.user.id
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

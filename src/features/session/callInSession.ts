import { ApiFailure, toApiError } from '@/api/apiError'
import type { ThunkApi } from '@/store/appThunk'
import { ensureSession } from './ensureSession'
import { sessionEnded } from './sessionActions'

/** `required` fails for a guest without a call; `optional` runs as a guest, and never leads to a sign-in. */
export type SessionNeed = 'required' | 'optional'

/**
 * Runs a call inside the session. A refused token is renewed once (or replaced by a newer one that is already there) and
 * the call replayed; a second refusal ends in guest. An answer that arrives in another epoch is dropped as `aborted`:
 * it belongs to another shopper.
 */
export async function callInSession<T>(thunkApi: ThunkApi, run: (token: string | null) => Promise<T>, need: SessionNeed = 'required'): Promise<T> {
  const { dispatch, getState } = thunkApi
  const status = getState().session.status === 'unknown' ? await dispatch(ensureSession()) : getState().session.status
  if (status === 'guest') return asGuest(run, need)
  const { token, epoch } = getState().session
  try {
    return await inEpoch(thunkApi, epoch, run(token))
  } catch (thrown) {
    if (toApiError(thrown).kind !== 'auth') throw thrown
  }
  const renewed = await dispatch(ensureSession(token))
  if (renewed === 'guest') return asGuest(run, need)
  if (renewed === 'unavailable') throw new ApiFailure({ kind: 'network', retryable: true })
  return replay(thunkApi, epoch, run)
}

async function replay<T>(thunkApi: ThunkApi, epoch: number, run: (token: string | null) => Promise<T>): Promise<T> {
  const { dispatch, getState } = thunkApi
  if (getState().session.epoch !== epoch) throw dropped()
  try {
    return await inEpoch(thunkApi, epoch, run(getState().session.token))
  } catch (thrown) {
    if (toApiError(thrown).kind === 'auth' && getState().session.epoch === epoch) dispatch(sessionEnded())
    throw thrown
  }
}

async function inEpoch<T>({ getState }: ThunkApi, epoch: number, answer: Promise<T>): Promise<T> {
  try {
    const value = await answer
    if (getState().session.epoch === epoch) return value
  } catch (thrown) {
    if (getState().session.epoch === epoch) throw thrown
  }
  throw dropped()
}

function asGuest<T>(run: (token: null) => Promise<T>, need: SessionNeed): Promise<T> {
  if (need === 'optional') return run(null)
  return Promise.reject(new ApiFailure({ kind: 'auth', reason: 'missing', retryable: false }))
}

function dropped(): ApiFailure {
  return new ApiFailure({ kind: 'aborted', retryable: false })
}

import { toApiError, type ApiError } from '@/api/apiError'
import { selectIsConsentOutdated } from '@/features/consent/consentSlice'
import { hasCapability } from '@/features/session/capability'
import type { AppThunk } from '@/store/extra'
import { intentDone, intentDropped, intentFailed, intentKept, intentTaken, isIntentAlive } from './intentSlice'

/**
 * Runs the pending intent if the shopper may do it now: exactly once, because it is taken out before it runs. A failure of
 * its own is told in `intent.outcome` and never touches the sign-in; one for want of a session puts the intent back, once,
 * so that the gate asks. Answers whether it ran.
 */
export function resumeIntent(): AppThunk<Promise<boolean>> {
  return async (dispatch, getState, extra) => {
    const { pending } = getState().intent
    if (!pending) return false
    const { id, action } = pending
    const handler = extra.intents[action.type]
    if (!handler || !isIntentAlive(pending, extra.clock.now())) {
      dispatch(intentDropped())
      return false
    }
    if (!hasCapability(getState(), pending.capability) || selectIsConsentOutdated(getState())) return false
    dispatch(intentTaken())
    // A session that ends under a mutation resets RTK Query, which aborts that very mutation: the error is then no `auth`.
    const wantsSession = (error: ApiError) => error.kind === 'auth' || !hasCapability(getState(), pending.capability)
    const error = await failureOf(() => dispatch(handler(action.payload as never, id)))
    if (!error) dispatch(intentDone(id))
    else if (wantsSession(error) && !pending.isSecondTry && !getState().intent.pending) dispatch(intentKept({ ...pending, isSecondTry: true }))
    else dispatch(intentFailed({ id, error }))
    return true
  }
}

/**
 * Thunks and mutations do not reject. An async thunk resolves with an action that holds the ApiError as payload (and one
 * that was skipped by its `condition` has not failed); a mutation with `{ error: ApiError }`.
 */
async function failureOf(run: () => unknown): Promise<ApiError | null> {
  try {
    const result = await run()
    if (!isObject(result) || !('error' in result) || result.error === undefined) return null
    if ('meta' in result && isObject(result.meta) && 'condition' in result.meta && result.meta.condition === true) return null
    if ('payload' in result && isApiError(result.payload)) return result.payload
    return isApiError(result.error) ? result.error : toApiError(result.error)
  } catch (thrown) {
    return toApiError(thrown)
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function isApiError(value: unknown): value is ApiError {
  return isObject(value) && 'kind' in value
}

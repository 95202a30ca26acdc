import { ApiFailure, toApiError } from '@/api/apiError'
import type { ThunkApi } from '@/store/appThunk'
import type { AppThunk } from '@/store/extra'
import { singleFlight } from '@/store/singleFlight'
import { codeFailed, codeObtained, codeRequested, codeTaken, freshCode, LOGIN_CODE_LIFETIME_MS } from './loginCodeSlice'

const flight = singleFlight<void>()

/**
 * Empties the holder and answers what was in it, getting a code first when there is none that is fresh. Of several takers
 * at once each gets its own. While frozen no new one is fetched; then it fails for want of a code.
 */
export async function takeLoginCode(thunkApi: ThunkApi): Promise<string> {
  const { getState, extra } = thunkApi
  for (;;) {
    const code = takeHeldCode(thunkApi)
    if (code !== null) return code
    if (getState().loginCode.isFrozen) throw noCode()
    await flight(extra, () => fetchCode(thunkApi))
  }
}

/** What is in the holder, if it may still be sent, and the holder emptied. */
export function takeHeldCode({ dispatch, getState, extra }: ThunkApi): string | null {
  const code = freshCode(getState().loginCode, extra.clock.now())
  if (code !== null) dispatch(codeTaken())
  return code
}

/**
 * Puts a fresh code into the holder ahead of use, so that the tap that needs it does not wait; one that is older than
 * `maxAgeMs` is replaced. Never rejects.
 */
export function refreshLoginCode(maxAgeMs = LOGIN_CODE_LIFETIME_MS): AppThunk<Promise<void>> {
  return async (dispatch, getState, extra) => {
    const { loginCode } = getState()
    if (!extra.platform.wechat || loginCode.isFrozen || freshCode(loginCode, extra.clock.now(), maxAgeMs) !== null) return
    await flight(extra, () => fetchCode({ dispatch, getState, extra })).catch(() => undefined)
  }
}

async function fetchCode({ dispatch, extra }: ThunkApi): Promise<void> {
  if (!extra.platform.wechat) throw noCode()
  dispatch(codeRequested())
  try {
    const value = await extra.platform.wechat.getCode()
    dispatch(codeObtained({ value, obtainedAt: extra.clock.now() }))
  } catch (thrown) {
    dispatch(codeFailed())
    throw new ApiFailure(toApiError(thrown))
  }
}

function noCode(): ApiFailure {
  return new ApiFailure({ kind: 'unsupported', retryable: false })
}

import type { Merge, MergeConfirmed, MergeStarted, MergeUndone } from '@contract/merges'
import { toApiError } from '@/api/apiError'
import { refreshLoginCode, takeLoginCode } from '@/features/loginCode/takeLoginCode'
import { callInSession } from '@/features/session/callInSession'
import { ensureSession } from '@/features/session/ensureSession'
import { startSession } from '@/features/session/startSession'
import { createAppThunk, type ThunkApi } from '@/store/appThunk'

function post<T>(thunkApi: ThunkApi, path: string, body?: object): Promise<T> {
  return callInSession(thunkApi, (token) => thunkApi.extra.api.request<T>({ method: 'POST', path: `/v1/me/merges${path}`, body, token, session: true }))
}

/** Mini-program: names the account that this WeChat leads to besides, and proves it by a fresh login code. */
export const proveByUnion = createAppThunk<Merge>('merges/proveByUnion', async (_, thunkApi) => {
  try {
    const { merge } = await post<MergeStarted>(thunkApi, '', { unionConflict: true })
    return await post<Merge>(thunkApi, `/${merge.id}/proof`, { code: await takeLoginCode(thunkApi) })
  } catch (thrown) {
    return thunkApi.rejectWithValue(toApiError(thrown))
  } finally {
    void thunkApi.dispatch(refreshLoginCode())
  }
})

/** Joins the two. All that is the shopper's is loaded anew, and what waits behind a gate goes on by itself. */
export const confirmMerge = createAppThunk<Merge, string>('merges/confirm', async (id, thunkApi) => {
  try {
    const { merge, user, token } = await post<MergeConfirmed>(thunkApi, `/${id}/confirm`)
    void startSession(thunkApi, { token: token ?? thunkApi.getState().session.token, user })
    return merge
  } catch (thrown) {
    return thunkApi.rejectWithValue(toApiError(thrown))
  }
})

/** Parts them again. A session that came in through the other account has ended: WeChat then says whose this phone is. */
export const undoMerge = createAppThunk<void, string>('merges/undo', async (id, thunkApi) => {
  const { dispatch, getState, rejectWithValue } = thunkApi
  try {
    const { user } = await post<MergeUndone>(thunkApi, `/${id}/undo`)
    const { token } = getState().session
    if (user) void startSession(thunkApi, { token, user })
    else await dispatch(ensureSession(token))
  } catch (thrown) {
    return rejectWithValue(toApiError(thrown))
  }
})

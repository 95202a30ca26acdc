import { toApiError } from '@/api/apiError'
import { fetchPicture } from '@/api/fetchPicture'
import { callInSession } from '@/features/session/callInSession'
import { createAppThunk } from '@/store/appThunk'

/** Brings one photo of a refund, by its path below the host, to this device; answers the address that shows it there. */
export const loadRefundPhoto = createAppThunk<string, string>('orders/loadRefundPhoto', async (path, thunkApi) => {
  try {
    return await callInSession(thunkApi, (token) => fetchPicture({ path, token, signal: thunkApi.signal }))
  } catch (thrown) {
    return thunkApi.rejectWithValue(toApiError(thrown))
  }
})

import type { RefundPhoto } from '@contract/refunds'
import { toApiError } from '@/api/apiError'
import { upload } from '@/api/upload'
import { callInSession } from '@/features/session/callInSession'
import type { PickedPicture } from '@/platform/upload'
import { createAppThunk } from '@/store/appThunk'

interface RefundPhotoUpload {
  /** Of the order. */
  number: string
  picture: PickedPicture
  onProgress: (percent: number) => void
}

/** Brings one photo to the server, which keeps it until the request for the refund names it, or a day. */
export const uploadRefundPhoto = createAppThunk<RefundPhoto, RefundPhotoUpload>('orders/uploadRefundPhoto', async ({ number, picture, onProgress }, thunkApi) => {
  try {
    return await callInSession(thunkApi, (token) => upload<RefundPhoto>({ path: `/v1/orders/${number}/refund-photos`, picture, token, onProgress }))
  } catch (thrown) {
    return thunkApi.rejectWithValue(toApiError(thrown))
  }
})

import type { Me } from '@contract/identity'
import { toApiError } from '@/api/apiError'
import { upload } from '@/api/upload'
import { callInSession } from '@/features/session/callInSession'
import { userChanged } from '@/features/user/userSlice'
import type { PickedPicture } from '@/platform/upload'
import { createAppThunk, type ThunkApi } from '@/store/appThunk'

interface AvatarUpload {
  picture: PickedPicture
  onProgress: (percent: number) => void
}

/** Puts the picked picture in the place of the one before. */
export const uploadAvatar = createAppThunk<void, AvatarUpload>('profile/uploadAvatar', async ({ picture, onProgress }, thunkApi) => {
  try {
    await change(thunkApi, (token) => upload<Me>({ path: '/v1/me/avatar', picture, token, onProgress }))
  } catch (thrown) {
    return thunkApi.rejectWithValue(toApiError(thrown))
  }
})

export const removeAvatar = createAppThunk<void, void>('profile/removeAvatar', async (_, thunkApi) => {
  try {
    await change(thunkApi, (token) => thunkApi.extra.api.request<Me>({ method: 'DELETE', path: '/v1/me/avatar', session: true, token }))
  } catch (thrown) {
    return thunkApi.rejectWithValue(toApiError(thrown))
  }
})

/** An empty name takes the name away. */
export const saveNickname = createAppThunk<void, string>('profile/saveNickname', async (text, thunkApi) => {
  const nickname = text.trim() || null
  try {
    await change(thunkApi, (token) => thunkApi.extra.api.me.update({ nickname }, { token }))
  } catch (thrown) {
    return thunkApi.rejectWithValue(toApiError(thrown))
  }
})

async function change(thunkApi: ThunkApi, call: (token: string | null) => Promise<Me>): Promise<void> {
  thunkApi.dispatch(userChanged(await callInSession(thunkApi, call)))
}

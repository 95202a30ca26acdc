import { useState } from 'react'
import { errorText } from '@/features/errors/errorText'
import { toastShown } from '@/features/shell/toastSlice'
import type { PickedPicture } from '@/platform/upload'
import { useAppDispatch } from '@/store/hooks'
import { removeAvatar, uploadAvatar } from './profileThunks'
import { texts } from './texts'

export type AvatarPhase =
  | { name: 'idle' }
  | { name: 'uploading'; picture: PickedPicture; percent: number }
  | { name: 'removing' }
  /** With a picture it can be tried again as it is. */
  | { name: 'failed'; message: string; picture: PickedPicture | null }

/** What happens to the face: a picked picture shows at once, goes up, and may be sent again when the network failed. */
export function useAvatar() {
  const [phase, setPhase] = useState<AvatarPhase>({ name: 'idle' })
  const dispatch = useAppDispatch()

  const send = async (picture: PickedPicture) => {
    setPhase({ name: 'uploading', picture, percent: 0 })
    const onProgress = (percent: number) => setPhase((now) => (now.name === 'uploading' ? { ...now, percent } : now))
    const result = await dispatch(uploadAvatar({ picture, onProgress }))
    if (uploadAvatar.fulfilled.match(result)) return finish(texts.uploaded)
    const error = result.payload ?? { kind: 'aborted', retryable: false }
    // The same picture would be refused again; another one is picked by the button that is there anyway.
    setPhase({ name: 'failed', message: errorText(error), picture: error.retryable ? picture : null })
  }

  const remove = async () => {
    setPhase({ name: 'removing' })
    const result = await dispatch(removeAvatar())
    if (removeAvatar.fulfilled.match(result)) return finish(texts.removed)
    setPhase({ name: 'failed', message: errorText(result.payload ?? { kind: 'aborted', retryable: false }), picture: null })
  }

  const finish = (text: string) => {
    setPhase({ name: 'idle' })
    dispatch(toastShown(text, 'done'))
  }

  return { phase, send: (picture: PickedPicture) => void send(picture), remove: () => void remove() }
}

import { useState } from 'react'
import { REFUND_PHOTO_LIMIT } from '@contract/limits'
import { errorText } from '@/features/errors/errorText'
import { toastShown } from '@/features/shell/toastSlice'
import { pickPictures } from '@/platform/pickPictures'
import type { PickedPicture } from '@/platform/upload'
import { useAppDispatch } from '@/store/hooks'
import { texts } from './texts'
import { uploadRefundPhoto } from './uploadRefundPhoto'

export type PhotoPhase =
  | { name: 'uploading'; percent: number }
  | { name: 'failed'; message: string; isRetryable: boolean }
  | { name: 'done'; id: string }

export interface RefundPhotoItem {
  picture: PickedPicture
  phase: PhotoPhase
}

/** The photos of a request for a refund: each goes up as soon as it is picked, and can be sent again or taken out. */
export function useRefundPhotos(number: string) {
  const dispatch = useAppDispatch()
  const [photos, setPhotos] = useState<readonly RefundPhotoItem[]>([])

  // A temporary file has an address of its own: it tells photos apart.
  const move = (path: string, phase: PhotoPhase) => setPhotos((now) => now.map((photo) => (photo.picture.path === path ? { ...photo, phase } : photo)))

  const send = async (picture: PickedPicture) => {
    move(picture.path, { name: 'uploading', percent: 0 })
    const onProgress = (percent: number) => move(picture.path, { name: 'uploading', percent })
    const result = await dispatch(uploadRefundPhoto({ number, picture, onProgress }))
    if (uploadRefundPhoto.fulfilled.match(result)) return move(picture.path, { name: 'done', id: result.payload.id })
    const error = result.payload ?? { kind: 'aborted', retryable: false }
    move(picture.path, { name: 'failed', message: errorText(error), isRetryable: error.retryable })
  }

  const add = async () => {
    try {
      const picked = await pickPictures(REFUND_PHOTO_LIMIT - photos.length)
      // A double tap opens the chooser twice.
      setPhotos((now) => [...now, ...picked.map((picture) => ({ picture, phase: { name: 'uploading' as const, percent: 0 } }))].slice(0, REFUND_PHOTO_LIMIT))
      // One after the other: on a phone's network together they would all be slow.
      for (const picture of picked) await send(picture)
    } catch {
      dispatch(toastShown(texts.photosUnavailable))
    }
  }

  return {
    photos,
    /** What the request names, once nothing is under way; null where a photo still is, or failed. */
    photoIds: photos.every(({ phase }) => phase.name === 'done') ? photos.flatMap(({ phase }) => (phase.name === 'done' ? [phase.id] : [])) : null,
    add: () => void add(),
    retry: (picture: PickedPicture) => void send(picture),
    /** The server has one of them no more and does not say which: they have to be added again. */
    removeSent: () => setPhotos((now) => now.filter(({ phase }) => phase.name !== 'done')),
    remove: ({ path }: PickedPicture) => setPhotos((now) => now.filter((photo) => photo.picture.path !== path)),
  }
}

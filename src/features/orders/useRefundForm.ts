import { useState } from 'react'
import type { RefundReason } from '@contract/refunds'
import type { ApiError } from '@/api/apiError'
import { back } from '@/features/shell/navigation'
import { toastShown } from '@/features/shell/toastSlice'
import { bringIntoSight } from '@/platform/bringIntoSight'
import { useAppDispatch } from '@/store/hooks'
import { takeStep } from './orderSteps'
import { texts } from './texts'
import { useRefundPhotos } from './useRefundPhotos'

export const REASONS_ID = 'refund-reasons'

/** What the shopper says and shows about the refund, and sending it. */
export function useRefundForm(number: string) {
  const dispatch = useAppDispatch()
  const [reason, setReason] = useState<RefundReason | null>(null)
  const [note, setNote] = useState('')
  const photos = useRefundPhotos(number)
  const [isMissing, setMissing] = useState(false)
  const [isWaiting, setWaiting] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)

  const submit = async () => {
    if (reason === null) {
      setMissing(true)
      return bringIntoSight(REASONS_ID)
    }
    const { photoIds } = photos
    setWaiting(photoIds === null)
    if (photoIds === null) return
    setBusy(true)
    setError(null)
    const input = { reason, ...(note.trim() === '' ? {} : { note: note.trim() }), ...(photoIds.length > 0 ? { photoIds } : {}) }
    const failure = await dispatch(takeStep(number, { kind: 'refund', input }))
    setBusy(false)
    if (failure?.kind === 'problem' && failure.code === 'refund_photo_missing') photos.removeSent()
    if (failure) return setError(failure)
    dispatch(toastShown(texts.refundAsked, 'done'))
    await back()
  }
  return {
    reason,
    setReason,
    note,
    setNote,
    photos,
    isMissing: isMissing && reason === null,
    /** He wanted to send while a photo was not there yet. */
    isWaiting: isWaiting && photos.photoIds === null,
    isBusy,
    error,
    submit: () => void submit(),
  }
}

import { useState } from 'react'
import type { Order } from '@contract/orders'
import type { RefundInput, RefundReason } from '@contract/refunds'
import type { ApiError } from '@/api/apiError'
import { back } from '@/features/shell/navigation'
import { toastShown } from '@/features/shell/toastSlice'
import { bringIntoSight } from '@/platform/bringIntoSight'
import { useAppDispatch } from '@/store/hooks'
import { takeStep } from './orderSteps'
import { GOODS_ID } from './RefundGoods'
import { texts } from './texts'
import { useRefundLines } from './useRefundLines'
import { useRefundPhotos } from './useRefundPhotos'

export const REASONS_ID = 'refund-reasons'

/** What the shopper wants back, says and shows about it, and sending it. */
export function useRefundForm(order: Order) {
  const { number } = order
  const dispatch = useAppDispatch()
  const [reason, setReason] = useState<RefundReason | null>(null)
  const [note, setNote] = useState('')
  const lines = useRefundLines(order, reason)
  const photos = useRefundPhotos(number)
  const [isMissing, setMissing] = useState(false)
  const [isWaiting, setWaiting] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)

  const { hasChoice, wanted } = lines
  const isNothing = hasChoice && lines.isEmpty
  const submit = async () => {
    setMissing(reason === null || isNothing)
    if (reason === null) return bringIntoSight(REASONS_ID)
    if (isNothing) return bringIntoSight(GOODS_ID)
    const { photoIds } = photos
    setWaiting(photoIds === null)
    if (photoIds === null) return
    setBusy(true)
    setError(null)
    const input: RefundInput = { reason, ...(wanted ? { lines: wanted } : {}), ...(note.trim() === '' ? {} : { note: note.trim() }), ...(photoIds.length > 0 ? { photoIds } : {}) }
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
    lines,
    photos,
    isMissing: isMissing && reason === null,
    /** He wanted to send, and nothing was chosen. */
    isNothing: isMissing && isNothing,
    /** He wanted to send while a photo was not there yet. */
    isWaiting: isWaiting && photos.photoIds === null,
    isBusy,
    error,
    submit: () => void submit(),
  }
}

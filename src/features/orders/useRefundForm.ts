import { useState } from 'react'
import type { RefundReason } from '@contract/orders'
import type { ApiError } from '@/api/apiError'
import { back } from '@/features/shell/navigation'
import { toastShown } from '@/features/shell/toastSlice'
import { useAppDispatch } from '@/store/hooks'
import { takeStep } from './orderSteps'
import { texts } from './texts'

/** What the shopper says about the refund, and sending it. Whatever else a request may carry is added to `input` here. */
export function useRefundForm(number: string) {
  const dispatch = useAppDispatch()
  const [reason, setReason] = useState<RefundReason | null>(null)
  const [note, setNote] = useState('')
  const [isMissing, setMissing] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)

  const submit = async () => {
    if (reason === null) return setMissing(true)
    setBusy(true)
    setError(null)
    const input = { reason, ...(note.trim() === '' ? {} : { note: note.trim() }) }
    const failure = await dispatch(takeStep(number, { kind: 'refund', input }))
    setBusy(false)
    if (failure) return setError(failure)
    dispatch(toastShown(texts.refundAsked, 'done'))
    await back()
  }
  return { reason, setReason, note, setNote, isMissing: isMissing && reason === null, isBusy, error, submit: () => void submit() }
}

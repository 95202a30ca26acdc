import { useState } from 'react'
import type { ApiError } from '@/api/apiError'
import { errorText } from '@/features/errors/errorText'
import { toastShown } from '@/features/shell/toastSlice'
import type { AppThunk } from '@/store/extra'
import { useAppDispatch } from '@/store/hooks'
import { buyAgain } from './buyAgain'
import { takeStep } from './orderSteps'
import { texts } from './texts'

/** Steps that ask first: neither can be taken back. */
export type AskedStep = 'cancel' | 'receive'

export interface OrderActions {
  isBusy: boolean
  asked: AskedStep | null
  ask: (step: AskedStep) => void
  close: () => void
  take: (step: AskedStep) => void
  buyAgain: () => void
}

const DONE: Record<AskedStep, string> = { cancel: texts.cancelled, receive: texts.received }

/** What the shopper does with an order besides paying it; a failure is said. */
export function useOrderActions(number: string): OrderActions {
  const dispatch = useAppDispatch()
  const [isBusy, setBusy] = useState(false)
  const [asked, setAsked] = useState<AskedStep | null>(null)
  const run = async (action: AppThunk<Promise<ApiError | null>>, done?: string) => {
    if (isBusy) return
    setBusy(true)
    const error = await dispatch(action)
    setBusy(false)
    if (error) dispatch(toastShown(errorText(error), 'failed'))
    else if (done !== undefined) dispatch(toastShown(done, 'done'))
  }
  return {
    isBusy,
    asked,
    ask: setAsked,
    close: () => setAsked(null),
    take: (step) => void run(takeStep(number, { kind: step }), DONE[step]),
    buyAgain: () => void run(buyAgain(number)),
  }
}

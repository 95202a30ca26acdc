import { useState } from 'react'
import type { SessionInfo } from '@contract/sessions'
import type { ApiError } from '@/api/apiError'
import { errorText } from '@/features/errors/errorText'
import { toastShown } from '@/features/shell/toastSlice'
import { useAppDispatch } from '@/store/hooks'
import { useEndOtherSessionsMutation, useEndSessionMutation } from './sessionsApi'
import { texts } from './texts'

/** What the shopper is being asked about: one session, or all others. */
export type EndTarget = SessionInfo | 'others'

/** Asking before sessions are ended, ending them, and saying what became of it. */
export function useEnding(onOthersEnded: () => void) {
  const dispatch = useAppDispatch()
  // The target stays while the sheet slides away with its words.
  const [ending, setEnding] = useState<{ isOpen: boolean; target: EndTarget | null }>({ isOpen: false, target: null })
  const [endOne, one] = useEndSessionMutation()
  const [endOthers, others] = useEndOtherSessionsMutation()

  const confirm = async () => {
    const { target } = ending
    if (!target) return
    const { error } = target === 'others' ? await endOthers() : await endOne(target.id)
    if (error && !isGone(error)) {
      dispatch(toastShown(errorText(error as ApiError), 'failed'))
      return
    }
    dispatch(toastShown(texts.ended, 'done'))
    if (target === 'others') onOthersEnded()
  }
  return {
    ending,
    ask: (target: EndTarget) => setEnding({ isOpen: true, target }),
    cancel: () => setEnding({ ...ending, isOpen: false }),
    confirm: () => void confirm(),
    isBusy: one.isLoading || others.isLoading,
  }
}

/** It was over already: that is what was wanted. */
function isGone(error: object): boolean {
  return 'code' in error && error.code === 'not_found'
}

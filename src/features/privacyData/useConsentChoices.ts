import { useState } from 'react'
import type { ApiError } from '@/api/apiError'
import { agreeAgain } from '@/features/consent/agreeAgain'
import { chooseTracking } from '@/features/consent/chooseTracking'
import { withdrawAgreement } from '@/features/consent/withdrawAgreement'
import { errorText } from '@/features/errors/errorText'
import { toastShown } from '@/features/shell/toastSlice'
import { useAppDispatch } from '@/store/hooks'
import { privacyDataApi } from './privacyDataApi'
import { texts } from './texts'

type Choice = 'agreement' | 'tracking'

/** Giving and taking back, one at a time; a failure is told and changes nothing. */
export function useConsentChoices() {
  const dispatch = useAppDispatch()
  const [busy, setBusy] = useState<Choice | null>(null)

  const run = async (choice: Choice, change: () => PromiseLike<{ payload?: unknown; type: string }>, done?: string) => {
    setBusy(choice)
    const result = await change()
    setBusy(null)
    if (result.type.endsWith('/rejected')) {
      if (result.payload) dispatch(toastShown(errorText(result.payload as ApiError), 'failed'))
      return
    }
    dispatch(privacyDataApi.util.invalidateTags(['Consents']))
    if (done) dispatch(toastShown(done, 'done'))
  }
  return {
    busy,
    agree: () => void run('agreement', () => dispatch(agreeAgain()), texts.agreedToast),
    withdraw: () => void run('agreement', () => dispatch(withdrawAgreement()), texts.withdrawnToast),
    track: (isOn: boolean) => void run('tracking', () => dispatch(chooseTracking(isOn))),
  }
}

import { useState } from 'react'
import type { ApiError } from '@/api/apiError'
import { errorText } from '@/features/errors/errorText'
import { SmsForm } from './SmsForm'
import { PhoneTaken } from './PhoneTaken'
import { texts } from './stepTexts'
import { usePhoneStep } from './usePhoneStep'

/**
 * A number proved by a one-time code. One that belongs to another account is a choice, never a takeover. `firstError` is
 * how another way ended before; it is over with the first attempt here.
 */
export function PhoneBySms({ firstError = null }: { firstError?: ApiError | null }) {
  const { isBusy, error, attempt } = usePhoneStep()
  const [isTried, setTried] = useState(false)
  const [wantsOther, setWantsOther] = useState(false)
  const shown = isTried ? error : firstError
  const isTaken = shown?.kind === 'problem' && shown.code === 'phone_taken'
  if (isTaken && !wantsOther) return <PhoneTaken onOther={() => setWantsOther(true)} />
  return (
    <SmsForm
      purpose="bindPhone"
      submit={texts.verify}
      isBusy={isBusy}
      error={shown && !isTaken ? errorText(shown) : null}
      onSubmit={(proof) => {
        setTried(true)
        setWantsOther(false)
        attempt(proof)
      }}
    />
  )
}

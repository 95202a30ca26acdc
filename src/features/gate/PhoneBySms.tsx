import { useState } from 'react'
import type { ApiError } from '@/api/apiError'
import { errorText } from '@/features/errors/errorText'
import { SmsForm } from '@/features/phone/SmsForm'
import { PhoneTaken } from './PhoneTaken'
import { texts } from './texts'
import { usePhoneStep } from './usePhoneStep'

/** A number proved by a one-time code. One that belongs to another account is a choice, never a takeover. */
export function PhoneBySms({ firstError = null }: { firstError?: ApiError | null }) {
  const { isBusy, error, attempt } = usePhoneStep()
  const [isSettled, setSettled] = useState(false)
  const shown = error ?? (isSettled ? null : firstError)
  if (shown?.kind === 'problem' && shown.code === 'phone_taken' && !isSettled) return <PhoneTaken onOther={() => setSettled(true)} />
  return (
    <SmsForm
      purpose="bindPhone"
      submit={texts.verify}
      isBusy={isBusy}
      error={shown && errorText(shown)}
      onSubmit={(proof) => {
        setSettled(false)
        attempt(proof)
      }}
    />
  )
}

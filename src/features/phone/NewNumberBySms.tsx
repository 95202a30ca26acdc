import { errorText } from '@/features/errors/errorText'
import { PhoneTaken } from './PhoneTaken'
import { texts } from './changeTexts'
import { SmsForm } from './SmsForm'
import type { useNewNumber } from './useNewNumber'

/** The new number and its code. One that belongs to another account is a choice here as well. */
export function NewNumberBySms({ isBusy, error, isTaken, attempt, forget }: ReturnType<typeof useNewNumber>) {
  if (isTaken) return <PhoneTaken onOther={forget} />
  return <SmsForm purpose="bindPhone" submit={texts.submit} isBusy={isBusy} error={error && errorText(error)} onSubmit={attempt} />
}

import type { Capability } from '@contract/identity'
import { errorText } from '@/features/errors/errorText'
import { SmsForm } from '@/features/phone/SmsForm'
import { ConsentLine } from './ConsentLine'
import { texts } from './texts'
import { useConsent } from './useConsent'
import { useSignIn } from './useSignIn'

/** On H5 a one-time code is the way in; it proves the number as well, so the capability makes no difference. */
export function SignInStep(_props: { capability: Capability }) {
  const consent = useConsent()
  const { isBusy, error, attempt } = useSignIn()
  return (
    <SmsForm
      purpose="signIn"
      submit={texts.signIn}
      isBusy={isBusy}
      error={error && errorText(error)}
      mayProceed={consent.demand}
      onSubmit={(proof) => attempt({ by: 'sms', ...proof })}
    >
      <ConsentLine {...consent} />
    </SmsForm>
  )
}

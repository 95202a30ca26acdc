import { Button } from '@/components/Button'
import { errorText } from '@/features/errors/errorText'
import { SmsForm } from '@/features/phone/SmsForm'
import { ConsentLine } from './ConsentLine'
import { DeletingAccount } from './DeletingAccount'
import { texts } from './texts'
import { useConsent } from './useConsent'
import { useSignIn } from './useSignIn'

/** Signing in by a one-time code; `onWechat` where WeChat's page is the other way. */
export function SmsSignIn({ onWechat }: { onWechat?: () => void }) {
  const consent = useConsent()
  const { isBusy, error, deleting, attempt } = useSignIn()
  if (deleting) return <DeletingAccount deleting={deleting} isBusy={isBusy} />
  return (
    <>
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
      {onWechat && (
        <Button kind="soft" block disabled={isBusy} onTap={onWechat}>
          {texts.byWechat}
        </Button>
      )}
    </>
  )
}

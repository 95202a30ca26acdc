import { LoginGate } from '@/features/gate/LoginGate'
import { PhoneAccount } from '@/features/phone/PhoneAccount'
import { texts } from '@/features/phone/accountTexts'
import { Page } from '@/features/shell/Page'

export default function PhonePage() {
  return (
    <Page title={texts.title}>
      <LoginGate require="member" purpose="phone">
        <PhoneAccount />
      </LoginGate>
    </Page>
  )
}

import { LoginGate } from '@/features/gate/LoginGate'
import { ChangePhone } from '@/features/phone/ChangePhone'
import { texts } from '@/features/phone/changeTexts'
import { Page } from '@/features/shell/Page'

export default function PhoneChangePage() {
  return (
    <Page title={texts.title}>
      <LoginGate require="member" purpose="phone">
        <ChangePhone />
      </LoginGate>
    </Page>
  )
}

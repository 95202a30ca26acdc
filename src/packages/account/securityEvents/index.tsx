import { LoginGate } from '@/features/gate/LoginGate'
import { SecurityEventsView } from '@/features/privacyData/SecurityEventsView'
import { texts } from '@/features/privacyData/texts'
import { Page } from '@/features/shell/Page'

export default function SecurityEventsPage() {
  return (
    <Page title={texts.eventsTitle}>
      <LoginGate require="member" purpose="privacyData">
        <SecurityEventsView />
      </LoginGate>
    </Page>
  )
}

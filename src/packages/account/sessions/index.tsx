import { LoginGate } from '@/features/gate/LoginGate'
import { SessionsSkeleton } from '@/features/sessions/SessionsSkeleton'
import { SessionsView } from '@/features/sessions/SessionsView'
import { texts } from '@/features/sessions/texts'
import { Page } from '@/features/shell/Page'

export default function SessionsPage() {
  return (
    <Page title={texts.title}>
      <LoginGate require="member" purpose="sessions" skeleton={<SessionsSkeleton />}>
        <SessionsView />
      </LoginGate>
    </Page>
  )
}

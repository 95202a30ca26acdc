import { DatesSkeleton } from '@/features/dates/DatesSkeleton'
import { DatesView } from '@/features/dates/DatesView'
import { texts } from '@/features/dates/texts'
import { LoginGate } from '@/features/gate/LoginGate'
import { Page } from '@/features/shell/Page'

export default function DatesPage() {
  return (
    <Page title={texts.title}>
      <LoginGate require="member" purpose="dates" skeleton={<DatesSkeleton />}>
        <DatesView />
      </LoginGate>
    </Page>
  )
}

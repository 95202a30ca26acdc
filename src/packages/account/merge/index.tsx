import { LoginGate } from '@/features/gate/LoginGate'
import { MergeAccounts } from '@/features/merges/MergeAccounts'
import { texts } from '@/features/merges/texts'
import { Page } from '@/features/shell/Page'
import { useRouteParams } from '@/features/shell/useRouteParams'

/** Without an id, the way to join another account; with one, what was joined, and its undo. */
export default function MergePage() {
  const { id } = useRouteParams()
  return (
    <Page title={texts.title}>
      <LoginGate require="member" purpose="account">
        <MergeAccounts id={id} />
      </LoginGate>
    </Page>
  )
}

import type { SessionInfo } from '@contract/sessions'
import { Button } from '@/components/Button'
import { Cell } from '@/components/Cell'
import { nameOf, whereaboutsOf } from './sessionWords'
import { texts } from './texts'

interface SessionCellProps {
  session: SessionInfo
  today: string
  isBusy?: boolean
  /** Without it, the session can only be looked at. */
  onEnd?: (session: SessionInfo) => void
}

export function SessionCell({ session, today, isBusy, onEnd }: SessionCellProps) {
  const name = nameOf(session)
  const end = onEnd && (
    <Button kind="danger" size="small" disabled={isBusy} label={texts.endLabel(name)} onTap={() => onEnd(session)}>
      {texts.end}
    </Button>
  )
  return <Cell icon="smartphone" title={name} note={whereaboutsOf(session, today)} value={end} />
}

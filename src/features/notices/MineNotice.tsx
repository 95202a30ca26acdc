import { open } from '@/features/shell/navigation'
import { DateNotice } from './DateNotice'
import { SignInNotice } from './SignInNotice'
import { texts } from './texts'
import { useNotices } from './useNotices'

/** On 我的: that somebody signed in, and the way to where it can be undone; and what comes to its date at home. */
export function MineNotice() {
  const { signIns, dates, dismiss } = useNotices()
  return (
    <>
      <SignInNotice notices={signIns} action={{ label: texts.look, onTap: () => void open({ page: 'sessions' }) }} onDismiss={() => dismiss(signIns)} />
      <DateNotice notices={dates} onLook={() => void open({ page: 'dates' })} onDismiss={() => dismiss(dates)} />
    </>
  )
}

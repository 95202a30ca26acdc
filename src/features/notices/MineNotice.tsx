import { open } from '@/features/shell/navigation'
import { DateNotice } from './DateNotice'
import { OtherNotice } from './OtherNotice'
import { SignInNotice } from './SignInNotice'
import { texts } from './texts'
import { useNotices } from './useNotices'

/** The rest comes up as these are read. */
const SHOWN = 3

/** On 我的: that somebody signed in, and the way to where it can be undone; what comes to its date at home; what became of favourites and parcels. */
export function MineNotice() {
  const { signIns, dates, others, dismiss } = useNotices()
  return (
    <>
      <SignInNotice notices={signIns} action={{ label: texts.look, onTap: () => void open({ page: 'sessions' }) }} onDismiss={() => dismiss(signIns)} />
      <DateNotice notices={dates} onLook={() => void open({ page: 'dates' })} onDismiss={() => dismiss(dates)} />
      {others.slice(0, SHOWN).map((notice) => (
        <OtherNotice key={notice.id} notice={notice} onRead={() => dismiss([notice])} />
      ))}
    </>
  )
}

import { open } from '@/features/shell/navigation'
import { SignInNotice } from './SignInNotice'
import { texts } from './texts'
import { useNotices } from './useNotices'

/** On 我的: that somebody signed in, and the way to where it can be undone. */
export function MineNotice() {
  const { notices, dismiss } = useNotices()
  return <SignInNotice notices={notices} action={{ label: texts.look, onTap: () => void open({ page: 'sessions' }) }} onDismiss={dismiss} />
}

import type { SignInNotice as News } from '@contract/sessions'
import { NoticeCard } from './NoticeCard'
import { texts } from './texts'

interface SignInNoticeProps {
  /** Newest first; nothing is drawn for none. */
  notices: readonly News[]
  /** What to do if it was not the shopper himself. */
  action: { label: string; onTap: () => void }
  onDismiss: () => void
}

/** One card however many sign-ins there were: the newest is told, the others are counted. */
export function SignInNotice({ notices, action, onDismiss }: SignInNoticeProps) {
  const [newest] = notices
  const title = notices.length > 1 ? texts.titleOfMany(notices.length) : texts.title
  return <NoticeCard news={newest ? { icon: 'shield-check', title, text: texts.signedIn(newest), action: { ask: texts.ask, ...action }, onDismiss } : null} />
}

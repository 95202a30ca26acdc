import type { BestBeforeNotice } from '@contract/sessions'
import { NoticeCard } from './NoticeCard'
import { texts } from './texts'

interface DateNoticeProps {
  /** Newest first; nothing is drawn for none. */
  notices: readonly BestBeforeNotice[]
  onLook: () => void
  onDismiss: () => void
}

/** What he wished to be reminded of. One card however many there are: the list has them all. */
export function DateNotice({ notices, onLook, onDismiss }: DateNoticeProps) {
  const [newest] = notices
  const action = { label: texts.lookAtDates, onTap: onLook }
  return <NoticeCard news={newest ? { icon: 'calendar-days', title: texts.dateTitle, text: texts.comesToDate(newest, notices.length - 1), action, onDismiss } : null} />
}

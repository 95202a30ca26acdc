import { Notice } from '@/components/Notice'
import { purposeText, type Purpose } from './purposes'
import { texts } from './texts'

/** What a guest sees in the place of a section of his own: what it is for, and the way in. */
export function GuestNotice({ purpose, onTap }: { purpose: Purpose; onTap: () => void }) {
  const { art, title, text } = purposeText(purpose)
  return <Notice art={art} title={title} text={text} action={{ label: texts.guestAction, onTap }} />
}

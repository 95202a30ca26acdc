import { ConfirmSheet } from '@/components/ConfirmSheet'
import { nameOf } from './sessionWords'
import { texts } from './texts'
import type { EndTarget } from './useEnding'

interface EndSheetProps {
  isOpen: boolean
  target: EndTarget | null
  otherCount: number
  onConfirm: () => void
  onClose: () => void
}

/** Asks before a session is ended, or all others. */
export function EndSheet({ isOpen, target, otherCount, onConfirm, onClose }: EndSheetProps) {
  const { title, text } = wordsOf(target, otherCount)
  return (
    <ConfirmSheet isOpen={isOpen} title={title} text={text} confirm={texts.confirm} cancel={texts.cancel} isDanger onConfirm={onConfirm} onClose={onClose} />
  )
}

function wordsOf(target: EndTarget | null, otherCount: number): { title: string; text: string } {
  if (target === null || target === 'others') return { title: texts.endAllTitle(otherCount), text: texts.endAllText }
  return { title: texts.endTitle(nameOf(target)), text: texts.endText }
}

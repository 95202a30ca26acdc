import type { ReactNode } from 'react'

export interface SheetProps {
  isOpen: boolean
  /** Heading and accessible name. */
  title: string
  /** Seen above the title, such as an illustration. */
  art?: ReactNode
  /** Title in the middle with air around it, for a question rather than a form. */
  centred?: boolean
  children: ReactNode
  /** Stays in sight below the content while that scrolls. */
  footer?: ReactNode
  /** By the close button, a tap beside the sheet, or Esc. */
  onClose: () => void
}

/** As long as the slide takes; the content stays until it is over. */
export const SLIDE_MS = 260

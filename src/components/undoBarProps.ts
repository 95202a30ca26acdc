export interface UndoBarProps {
  /** What was taken away; null hides the bar, another one begins the time anew. */
  removed: object | null
  text: string
  undo: string
  isBusy?: boolean
  className?: string
  onUndo: () => void
  /** The time is over. */
  onGone: () => void
}

/** Long enough to notice, to read and to reach the button. */
export const UNDO_MS = 8000

import { useEffect, useRef } from 'react'
import { UNDO_MS } from './undoBarProps'

/** Ends what is shown when its time is over; while it is held the time stands still, and then begins anew. */
export function useUndoTime(removed: object | null, isHeld: boolean, onGone: () => void): void {
  const gone = useRef(onGone)
  useEffect(() => {
    gone.current = onGone
  })
  useEffect(() => {
    if (!removed || isHeld) return
    const timer = setTimeout(() => gone.current(), UNDO_MS)
    return () => clearTimeout(timer)
  }, [removed, isHeld])
}

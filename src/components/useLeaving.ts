import { useEffect, useState } from 'react'
import { SLIDE_MS } from './sheetProps'

/** Keeps something on the screen while it slides away: `isPresent` outlives `isOpen` by the length of the slide. */
export function useLeaving(isOpen: boolean): boolean {
  const [isPresent, setPresent] = useState(isOpen)
  if (isOpen && !isPresent) setPresent(true)
  useEffect(() => {
    if (isOpen) return
    const timer = setTimeout(() => setPresent(false), SLIDE_MS)
    return () => clearTimeout(timer)
  }, [isOpen])
  return isOpen || isPresent
}

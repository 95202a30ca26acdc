import { useEffect, useState } from 'react'
import type { CartLine } from '@contract/cart'

/** Long enough to notice, to read and to reach the button. */
const SHOWN_MS = 8000

/** What was taken out last, for as long as it can be had back. */
export function useRemoved(): { removed: CartLine[]; show: (lines: CartLine[]) => void; forget: () => void } {
  const [removed, setRemoved] = useState<CartLine[]>([])
  const forget = () => setRemoved([])
  useEffect(() => {
    if (removed.length === 0) return
    const timer = setTimeout(forget, SHOWN_MS)
    return () => clearTimeout(timer)
  }, [removed])
  return { removed, show: setRemoved, forget }
}

import { useEffect, useState } from 'react'

/** `value`, once it has stood still for `delayMs`; null until it first has. */
export function useDebounced<T>(value: T, delayMs: number): T | null {
  const [settled, setSettled] = useState<T | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delayMs)
    return () => clearTimeout(timer)
  }, [value, delayMs])
  return settled
}

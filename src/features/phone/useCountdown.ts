import { useEffect, useState } from 'react'

/**
 * Whole seconds from now until `until`, 0 once it has passed. Both in milliseconds since the epoch, by the phone's clock;
 * `from` is when the countdown began, because the last tick may be older than that.
 */
export function useCountdown(from: number, until: number): number {
  const [now, setNow] = useState(() => Date.now())
  const seconds = Math.max(0, Math.ceil((until - Math.max(now, from)) / 1000))
  const isRunning = seconds > 0

  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [isRunning])

  return seconds
}

import type { Clock } from '@/platform/clock'

export interface TestClock extends Clock {
  advance(milliseconds: number): void
}

/** Starts at a fixed instant, moves when told, and waits for nobody. */
export function makeClock(start = Date.UTC(2026, 10, 22, 4)): TestClock {
  let now = start
  return {
    now: () => now,
    advance: (milliseconds) => {
      now += milliseconds
    },
    wait: () => Promise.resolve(),
  }
}

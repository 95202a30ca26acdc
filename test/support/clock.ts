import type { Clock } from '../../server/clock'

export interface TestClock extends Clock {
  set(instant: string): void
  advance(ms: number): void
}

/** Stands still at `instant` until it is moved. */
export function testClock(instant = '2026-05-20T10:00:00+08:00'): TestClock {
  let now = Date.parse(instant)
  return {
    now: () => now,
    set: (next) => {
      now = Date.parse(next)
    },
    advance: (ms) => {
      now += ms
    },
  }
}

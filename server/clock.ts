/** The one source of "now". Injected, so that tests stand at the instant they need and a phone's clock never matters. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number
}

export const systemClock: Clock = { now: () => Date.now() }

/** Time, injected so that tests own it. */
export interface Clock {
  /** Milliseconds since the epoch, by the phone: good for ages and timeouts, never for prices or days left. */
  now(): number
  wait(milliseconds: number): Promise<void>
}

export const systemClock: Clock = {
  now: () => Date.now(),
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
}

/** Refused because too much work is already waiting. */
export class BusyError extends Error {
  constructor() {
    super('too many pictures are waiting to be drawn')
    this.name = 'BusyError'
  }
}

/**
 * Runs at most `running` tasks at once and lets at most `waiting` more stand in line, first come, first served.
 * One more rejects with `BusyError`: without an end to the line, a crawler would hold the memory of the whole shop.
 */
export function createLimit({ running, waiting }: { running: number; waiting: number }): <T>(task: () => Promise<T>) => Promise<T> {
  const line: (() => void)[] = []
  let active = 0
  return async (task) => {
    if (active < running) active += 1
    else if (line.length >= waiting) throw new BusyError()
    // The one who finishes hands over the place: `active` stays, so nobody can slip in between.
    else await new Promise<void>((resolve) => line.push(resolve))
    try {
      return await task()
    } finally {
      const next = line.shift()
      if (next) next()
      else active -= 1
    }
  }
}

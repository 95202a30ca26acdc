import { nextShanghaiMidnight } from '@domain/calendarDay'
import type { FastifyInstance } from 'fastify'

/** Past the hour, so that a timer that fires a moment early still finds the new day. */
const MARGIN_MS = 1_000

/**
 * Computes the new day's prices right after midnight, so that no shopper waits for it. A convenience only:
 * every answer checks the day by itself, because timers sleep when the machine does.
 */
export function refreshAtMidnight(app: FastifyInstance): void {
  let timer: NodeJS.Timeout
  const schedule = () => {
    const now = app.clock.now()
    timer = setTimeout(run, nextShanghaiMidnight(now) - now + MARGIN_MS).unref()
  }
  const run = () => {
    app.catalogue
      .refresh()
      .catch((error: unknown) => app.log.warn({ err: error }, 'prices of the new day are not computed yet'))
      .finally(schedule)
  }
  schedule()
  app.addHook('onClose', async () => clearTimeout(timer))
}

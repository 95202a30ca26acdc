import type { FastifyInstance } from 'fastify'

const MINUTE_MS = 60_000

/** `config.rateLimit` of a route: so many requests a minute from one address; none where load tests lift all limits. */
export function routeLimit(app: FastifyInstance, max: number): { max: number; timeWindow: number } | false {
  return app.config.rateLimitPerMinute === 0 ? false : { max, timeWindow: MINUTE_MS }
}

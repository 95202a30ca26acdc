import underPressure from '@fastify/under-pressure'
import metrics from 'fastify-metrics'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { sql } from 'kysely'
import { problem } from '../errors'
import { requireInside } from './inside'

/** The event loop this far behind means that answers time out at the client anyway: better to say so at once. */
const MAX_EVENT_LOOP_DELAY_MS = 1_000
const RETRY_AFTER_SECONDS = 5

/** `/healthz`: the process lives. `/readyz`: it can answer, database included. `/metrics`: for Prometheus. */
export const healthPlugin = fp(async (app: FastifyInstance) => {
  await app.register(underPressure, {
    // A developer's machine that builds the app beside it is slow, not overloaded.
    maxEventLoopDelay: app.config.isProduction ? MAX_EVENT_LOOP_DELAY_MS : 0,
    pressureHandler: () => {
      throw problem('service_unavailable', { retryAfterSeconds: RETRY_AFTER_SECONDS })
    },
  })
  const hidden = {
    schema: { hide: true },
    config: { rateLimit: false as const },
    // Asked every few seconds by the machine that watches us.
    logLevel: app.config.logLevel === 'info' ? ('warn' as const) : app.config.logLevel,
  }
  app.get('/healthz', hidden, () => ({ status: 'ok' }))
  app.get('/readyz', hidden, async () => {
    await sql`select 1`.execute(app.db).catch((error: unknown) => {
      throw problem('service_unavailable', { retryAfterSeconds: RETRY_AFTER_SECONDS, cause: error })
    })
    return { status: 'ready' }
  })
  await app.register(metrics, { endpoint: null, clearRegisterOnInit: true, routeMetrics: { registeredRoutesOnly: true, groupStatusCodes: true } })
  // They tell how the shop is doing.
  app.get('/metrics', { ...hidden, onRequest: requireInside }, async (_request, reply) => {
    const { register } = app.metrics.client
    return reply.type(register.contentType).send(await register.metrics())
  })
}, { name: 'health' })

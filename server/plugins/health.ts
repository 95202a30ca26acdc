import { BlockList } from 'node:net'
import underPressure from '@fastify/under-pressure'
import metrics from 'fastify-metrics'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { sql } from 'kysely'
import { problem } from '../errors'

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
    config: { rateLimit: false },
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
  app.get('/metrics', hidden, async (request, reply) => {
    if (!isInside(request)) throw problem('not_found')
    const { register } = app.metrics.client
    return reply.type(register.contentType).send(await register.metrics())
  })
}, { name: 'health' })

const inside = new BlockList()
for (const [network, prefix] of [['127.0.0.0', 8], ['10.0.0.0', 8], ['172.16.0.0', 12], ['192.168.0.0', 16]] as const) inside.addSubnet(network, prefix, 'ipv4')
inside.addAddress('::1', 'ipv6')
inside.addSubnet('fc00::', 7, 'ipv6')

/** Metrics tell how the shop is doing: for the operator's own network, not for the internet, a proxy in front or not. */
function isInside(request: FastifyRequest): boolean {
  // Behind a proxy that nobody told us of, everyone comes from the proxy's address.
  if (request.headers['x-forwarded-for'] !== undefined && request.server.config.trustProxy === 0) return false
  return inside.check(request.ip, request.ip.includes(':') ? 'ipv6' : 'ipv4')
}

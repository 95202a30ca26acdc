import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { AnalyticsBatch } from '@contract/analytics'
import { problemResponses } from '../../plugins/problemResponses'
import { forbidStoring } from '../../plugins/session'
import { clientKind } from '../identity/client'
import { routeLimit } from '../identity/routeLimit'
import { fillAnalyticsMarks } from '../identity/tracked'
import { forwardHits } from './forwardHits'
import type { Matomo } from './matomo'
import { sweepReceipts } from './receipts'

/** Per address and minute. A device sends a few calls a minute; a campus shares one address. */
export const ANALYTICS_CALLS_PER_MINUTE = 240
const SWEEP_INTERVAL_MS = 60 * 60_000

/**
 * `POST /v1/analytics`: what shoppers who agreed to it do, handed on to Matomo. It reads no session: a hit says by itself
 * whose it is, and one that was noted before a sign-out still belongs to whom it belonged then.
 */
export const analyticsRoutes: FastifyPluginAsyncTypebox<{ matomo: Matomo }> = async (app, { matomo }) => {
  const { db, clock, log, vault } = app

  app.post(
    '/v1/analytics',
    {
      config: { rateLimit: routeLimit(app, ANALYTICS_CALLS_PER_MINUTE) },
      schema: {
        tags: ['analytics'],
        summary: 'Hand on page views and steps',
        description: 'Only after the shopper agreed to statistics: hits of a member who does not stand by it are dropped. A hit is counted once, however often it is sent. 503: send the same hits again later.',
        body: AnalyticsBatch,
        response: { 204: Type.Null(), ...problemResponses },
      },
    },
    async (request, reply) => {
      forbidStoring(reply)
      await forwardHits({ db, clock, log, matomo }, request.body.hits, clientKind(request))
      return reply.code(204).send(null)
    },
  )

  app.addHook('onReady', () => fillAnalyticsMarks(db, vault).catch((error: unknown) => log.warn({ err: error }, 'analytics: some who allowed it are not counted until the next start')))

  const timer = setInterval(() => {
    sweepReceipts(db, clock.now()).catch((error: unknown) => log.warn({ err: error }, 'analytics: old receipts stay for now'))
  }, SWEEP_INTERVAL_MS).unref()
  app.addHook('onClose', async () => clearInterval(timer))
}

import type { FastifyBaseLogger } from 'fastify'
import type { Kysely } from 'kysely'
import type { AnalyticsHit } from '@contract/analytics'
import type { Clock } from '../../clock'
import type { Database } from '../../database/schema'
import { problem } from '../../errors'
import type { ClientKind } from '../identity/client'
import { findTracked } from '../identity/tracked'
import { MatomoFailure, type Matomo } from './matomo'
import { claim, release } from './receipts'

export interface AnalyticsDeps {
  db: Kysely<Database>
  clock: Clock
  log: FastifyBaseLogger
  matomo: Matomo
}

const RETRY_AFTER_SECONDS = 60

/**
 * Hands on what was not handed on before. Throws `service_unavailable` where the phone may send it again; where Matomo may
 * have counted it although no answer came, it is let go: a step that is missing bends the statistics less than one twice.
 */
export async function forwardHits(deps: AnalyticsDeps, all: readonly AnalyticsHit[], client: ClientKind): Promise<void> {
  const hits = await withConsent(deps.db, all)
  if (hits.length === 0) return
  const now = deps.clock.now()
  const claimed = await claim(
    deps.db,
    hits.map(({ id }) => id),
    now,
  )
  const fresh = firstOfEach(hits).filter(({ id }) => claimed.has(id))
  if (fresh.length === 0) return
  try {
    await deps.matomo.send(fresh, { client, now })
  } catch (error) {
    if (error instanceof MatomoFailure && !error.isSafeToRepeat) {
      deps.log.warn({ reason: error.message, hits: fresh.length }, 'analytics: no answer; these hits may be missing')
      return
    }
    await release(deps.db, claimed)
    throw problem('service_unavailable', { retryAfterSeconds: RETRY_AFTER_SECONDS, cause: error })
  }
}

/**
 * Drops what belongs to who does not stand by statistics, whatever the app says: he may have taken it back on another
 * device a moment ago. What names nobody is a guest's: his choice is on his device alone.
 */
async function withConsent(db: Kysely<Database>, hits: readonly AnalyticsHit[]): Promise<AnalyticsHit[]> {
  const named = new Set(hits.flatMap(({ userId }) => userId ?? []))
  const tracked = await findTracked(db, [...named])
  return hits.filter(({ userId }) => userId === undefined || tracked.has(userId))
}

function firstOfEach(hits: readonly AnalyticsHit[]): AnalyticsHit[] {
  return [...new Map([...hits].reverse().map((hit) => [hit.id, hit])).values()].reverse()
}

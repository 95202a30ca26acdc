import { randomUUID } from 'node:crypto'
import type { AnalyticsHit } from '../../contract/analytics'
import { buildMatomoCollector, type MatomoCollector } from '../../server/sandbox/matomo/collector'
import { testClock } from './clock'
import { buildIdentityApp, type IdentityApp } from './identity'

export interface AnalyticsApp extends IdentityApp {
  collector: MatomoCollector
  /** Parameters of what the collector got, oldest first. */
  parameters(): Record<string, string>[]
}

/** The application with Matomo's stand-in behind it. */
export async function buildAnalyticsApp(): Promise<AnalyticsApp> {
  const collector = buildMatomoCollector(testClock())
  const url = await collector.app.listen({ host: '127.0.0.1', port: 0 })
  const identity = await buildIdentityApp({ deps: () => ({ matomo: { url, collector } }) })
  return {
    ...identity,
    collector,
    parameters: () => collector.collected().map(({ parameters }) => parameters),
    close: async () => {
      await identity.close()
      await collector.app.close()
    },
  }
}

/** A look at home, a moment ago. */
export function makeHit(over: Partial<AnalyticsHit> = {}): AnalyticsHit {
  return { id: randomUUID(), ageSeconds: 5, visitorId: '0123456789abcdef', page: 'home', ...over }
}

import type { AnalyticsHit } from '@contract/analytics'
import { failureName } from '../../failureName'
import type { ClientKind } from '../identity/client'

const TIMEOUT_MS = 5_000
/** The connection never stood, so that nothing of the request can have arrived. */
const NEVER_ARRIVED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'])

/** Matomo did not take the hits. */
export class MatomoFailure extends Error {
  constructor(
    reason: string,
    /** Certain that none was counted, so that sending them again doubles nothing. */
    readonly isSafeToRepeat: boolean,
  ) {
    super(`Matomo did not take the hits: ${reason}`)
    this.name = 'MatomoFailure'
  }
}

export interface MatomoOptions {
  /** With or without `matomo.php`. */
  url: string
  siteId: number
  /** Origin of the shop: hits are shown below it. */
  publicUrl: string
}

export interface Matomo {
  /** Hands hits on in one bulk request. Throws `MatomoFailure`. */
  send(hits: readonly AnalyticsHit[], from: { client: ClientKind; now: number }): Promise<void>
}

/** Matomo's HTTP Tracking API. */
export function createMatomo(options: MatomoOptions): Matomo {
  const endpoint = endpointOf(options.url)
  return {
    async send(hits, { client, now }) {
      const answer = await post(endpoint, { requests: hits.map((hit) => trackingRequest(hit, { ...options, client, now })) })
      if (answer['status'] !== 'success') throw new MatomoFailure('an answer of another kind', true)
    },
  }
}

export function endpointOf(url: string): string {
  return url.endsWith('.php') ? url : `${url.replace(/\/$/, '')}/matomo.php`
}

/**
 * One hit as Matomo's query string. The page is a name, never an address: no query of ours, with words or ids in it, gets
 * there. Neither do the shopper's network address and browser, because it is this server that calls.
 */
export function trackingRequest(hit: AnalyticsHit, { siteId, publicUrl, client, now }: Omit<MatomoOptions, 'url'> & { client: ClientKind; now: number }): string {
  const { event } = hit
  const query = new URLSearchParams({
    idsite: String(siteId),
    rec: '1',
    apiv: '1',
    send_image: '0',
    // Both: `_id` alone would also match by address and browser, and here those are this server's for everybody.
    _id: hit.visitorId,
    cid: hit.visitorId,
    ...(hit.userId ? { uid: hit.userId } : {}),
    url: `${publicUrl}/${hit.page}`,
    ...(event ? { e_c: event.category, e_a: event.action, ...(event.name ? { e_n: event.name } : {}) } : { action_name: hit.page }),
    cdt: String(Math.floor(now / 1000) - hit.ageSeconds),
    // Mini-program or H5; shown once the operator adds a visit dimension with id 1.
    dimension1: client,
    // A server that calls looks like a bot, and those are left out by default.
    bots: '1',
    rand: hit.id,
  })
  return `?${query.toString()}`
}

async function post(endpoint: string, body: object): Promise<Record<string, unknown>> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((error: unknown) => {
    throw new MatomoFailure(failureName(error), NEVER_ARRIVED.has(failureName(error)))
  })
  // Matomo takes a bulk request in one transaction: where it answers with an error, none of it was counted.
  if (!response.ok) throw new MatomoFailure(`HTTP ${response.status}`, true)
  const answer: unknown = await response.json().catch(() => {
    throw new MatomoFailure('no JSON', false)
  })
  return typeof answer === 'object' && answer !== null ? (answer as Record<string, unknown>) : {}
}

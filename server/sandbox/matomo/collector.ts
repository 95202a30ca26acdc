import Fastify, { type FastifyInstance } from 'fastify'
import type { Clock } from '../../clock'

const KEPT = 500

/** One tracking request as it arrived: Matomo's own parameter names. */
export interface CollectedHit {
  /** RFC 3339, UTC. */
  receivedAt: string
  parameters: Record<string, string>
}

/** What goes wrong with the next bulk request: nothing is counted, or it is counted and the answer is lost. */
export type CollectorFault = 'refuse' | 'loseAnswer'

export interface MatomoCollector {
  /** A program of its own, like Matomo: `POST /matomo.php`. */
  app: FastifyInstance
  /** Oldest first. */
  collected(): readonly CollectedHit[]
  fail(fault: CollectorFault): void
}

/** A stand-in for Matomo's HTTP Tracking API, for development and tests: it keeps the last requests in memory and shows them. */
export function buildMatomoCollector(clock: Clock): MatomoCollector {
  const app = Fastify({ logger: false, forceCloseConnections: true })
  let hits: CollectedHit[] = []
  let fault: CollectorFault | null = null

  app.post('/matomo.php', async (request, reply) => {
    const met = fault
    fault = null
    if (met === 'refuse') return reply.code(500).send({ status: 'error', tracked: 0 })
    const parsed = readRequests(request.body)
    const valid = parsed.filter(isValid)
    const receivedAt = new Date(clock.now()).toISOString()
    hits = [...hits, ...valid.map((parameters) => ({ receivedAt, parameters }))].slice(-KEPT)
    if (met === 'loseAnswer') {
      reply.hijack()
      request.raw.socket.destroy()
      return reply
    }
    return { status: 'success', tracked: valid.length, invalid: parsed.length - valid.length }
  })

  return { app, collected: () => hits, fail: (next) => (fault = next) }
}

function readRequests(body: unknown): Record<string, string>[] {
  const requests: unknown = typeof body === 'object' && body !== null && 'requests' in body ? body.requests : []
  if (!Array.isArray(requests)) return []
  return requests.filter((one): one is string => typeof one === 'string').map((one) => Object.fromEntries(new URLSearchParams(one)))
}

/** What Matomo insists on. */
function isValid(parameters: Record<string, string>): boolean {
  return /^[1-9]\d*$/.test(parameters['idsite'] ?? '') && parameters['rec'] === '1' && /^[0-9a-f]{16}$/.test(parameters['_id'] ?? '')
}

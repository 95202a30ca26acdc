import type { FastifyRequest } from 'fastify'
import { problem } from '../errors'
import { isPrivateAddress } from '../network'

/** What a proxy adds. */
const FORWARDED = ['x-forwarded-for', 'x-real-ip', 'forwarded'] as const

/** Whether the operator's own network asks, and not the internet, a proxy in front or not. */
export function isInside(request: FastifyRequest): boolean {
  // Behind a proxy that nobody told us of, everyone comes from the proxy's address.
  if (request.server.config.trustProxy === 0 && FORWARDED.some((name) => request.headers[name] !== undefined)) return false
  return isPrivateAddress(request.ip)
}

/** `onRequest` hook of pages that are for the operator or the developer alone. To all others they do not exist. */
export async function requireInside(request: FastifyRequest): Promise<void> {
  if (!isInside(request)) throw problem('not_found')
}

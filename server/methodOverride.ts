import type { IncomingMessage } from 'node:http'

/**
 * `wx.request` cannot send PATCH (its list of methods ends at TRACE and CONNECT), so the mini-program posts with
 * `X-HTTP-Method-Override: PATCH`. Only that one pair is honoured: anything wider would let a request slip past
 * whatever a proxy in front of us decides by method.
 *
 * Handed to Fastify as `rewriteUrl`, the one hook that runs before the route is looked up.
 */
export function overrideMethod(request: IncomingMessage): string {
  if (request.method === 'POST' && request.headers['x-http-method-override']?.toString().toUpperCase() === 'PATCH') request.method = 'PATCH'
  return request.url ?? '/'
}

import type { CookieSerializeOptions } from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { SIGNED_IN_COOKIE } from '@contract/cookies'

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Over https the `__Host-` prefix makes the browser itself refuse a cookie that a neighbouring subdomain
 * planted. On http://localhost browsers store no such cookie, so development gets a plain one.
 */
function isPlain(request: FastifyRequest): boolean {
  return request.protocol === 'http' && LOOPBACK.has(request.hostname) && !request.server.config.publicUrl.startsWith('https:')
}

/** The name under which a cookie of this host alone is kept. */
export function hostCookieName(request: FastifyRequest, name: string): string {
  return isPlain(request) ? name : `__Host-${name}`
}

/** Out of reach of scripts and of other sites, but sent along when the shopper comes from one by a link or redirect. */
export function hostCookieOptions(request: FastifyRequest): CookieSerializeOptions {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: !isPlain(request) }
}

function cookieName(request: FastifyRequest): string {
  return hostCookieName(request, 'session')
}

export function readSessionCookie(request: FastifyRequest): string | null {
  return request.cookies[cookieName(request)] || null
}

export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, token: string, expiresAt: number): void {
  const maxAge = Math.max(Math.floor((expiresAt - request.server.clock.now()) / 1000), 0)
  void reply.setCookie(cookieName(request), token, { ...hostCookieOptions(request), maxAge })
  void reply.setCookie(SIGNED_IN_COOKIE, '1', { ...hostCookieOptions(request), httpOnly: false, maxAge })
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  void reply.clearCookie(cookieName(request), hostCookieOptions(request))
  void reply.clearCookie(SIGNED_IN_COOKIE, { ...hostCookieOptions(request), httpOnly: false })
}

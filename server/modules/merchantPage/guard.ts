import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { problem } from '../../errors'
import { isOwnOrigin } from '../../plugins/session'
import { hostCookieName, hostCookieOptions } from '../../plugins/sessionCookie'
import type { BackOfficeDeps } from '../orders/deps'
import { findSession, type MerchantSession, type StartedSession } from './sessions'

declare module 'fastify' {
  interface FastifyRequest {
    merchant: MerchantSession | null
  }
}

const COOKIE = 'merchant'

/** Sent along by no other site, not even by a link on it. */
function cookieOptions(request: FastifyRequest) {
  return { ...hostCookieOptions(request), sameSite: 'strict' } as const
}

export function setMerchantCookie(request: FastifyRequest, reply: FastifyReply, { token, expiresAt }: StartedSession): void {
  const maxAge = Math.max(Math.floor((expiresAt - request.server.clock.now()) / 1000), 0)
  void reply.setCookie(hostCookieName(request, COOKIE), token, { ...cookieOptions(request), maxAge })
}

export function clearMerchantCookie(request: FastifyRequest, reply: FastifyReply): void {
  void reply.clearCookie(hostCookieName(request, COOKIE), cookieOptions(request))
}

/** Every form of the page, the sign-in as well: refuses what another site made the browser send. */
export function guardOrigin(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    if (request.method === 'POST' && !isOwnOrigin(request)) throw problem('forbidden_origin')
  })
}

/** All but the sign-in: a session for everything, and for every form the key that its page was given. */
export function guardSession(app: FastifyInstance, deps: BackOfficeDeps): void {
  app.addHook('onRequest', async (request) => {
    const token = request.cookies[hostCookieName(request, COOKIE)]
    request.merchant = token ? await findSession(deps, token) : null
    if (!request.merchant) throw problem('not_signed_in')
  })
  app.addHook('preValidation', async (request) => {
    if (request.method === 'POST' && !isSame(formKeyIn(request.body), atWork(request).formKey)) throw problem('forbidden_origin', { detail: 'the form carries no valid key' })
  })
}

/** The session of a route behind `guardSession`. */
export function atWork(request: FastifyRequest): MerchantSession {
  if (!request.merchant) throw problem('not_signed_in')
  return request.merchant
}

function formKeyIn(body: unknown): string {
  return typeof body === 'object' && body !== null && 'formKey' in body && typeof body.formKey === 'string' ? body.formKey : ''
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}

import cookie from '@fastify/cookie'
import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify'
import fp from 'fastify-plugin'
import { problem } from '../errors'
import { clientKind } from '../modules/identity/client'
import { Sessions, type Session } from '../modules/identity/sessions'
import { clearSessionCookie, readSessionCookie } from './sessionCookie'

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * True on writes that a shopper may make who has taken back his consent: what the law or an order needs. All others
     * of the shopper's own answer `consent_required`; reading and deleting always work.
     */
    withoutConsent?: boolean
  }
  interface FastifyInstance {
    sessions: Sessions
    /** `onRequest` hook of every route that is the shopper's own. Afterwards `signedIn(request)` has the session. */
    requireSession: onRequestAsyncHookHandler
    /** `onRequest` hook of routes that guests may use too: a session that is over counts as none. */
    acceptSession: onRequestAsyncHookHandler
  }
  interface FastifyRequest {
    session: Session | null
  }
  interface FastifyContextConfig {
    /** True where the session of a dormant account, which lacks its second proof, is taken for one. Nowhere else it is. */
    takesLimitedSession?: boolean
    /**
     * True where a browser asks whether its session lives: there alone a dead cookie is taken away. Any other call may have
     * been under way while its session got a new token, and its late answer would take the new cookie away.
     */
    clearsDeadCookie?: boolean
  }
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])
/** Not DELETE: to have less kept about oneself takes no consent. */
const WRITES = new Set(['POST', 'PUT', 'PATCH'])

/** Who asks: from the mini-program's `Authorization: Bearer`, or from the browser's cookie. */
export const sessionPlugin = fp(
  async (app: FastifyInstance) => {
    await app.register(cookie)
    app.decorate('sessions', new Sessions(app.db, app.clock))
    app.decorateRequest('session', null)
    app.decorate('requireSession', async (request, reply) => {
      forbidStoring(reply)
      request.session = await find(request, reply)
      if (!request.session) throw problem(readToken(request) === null ? 'not_signed_in' : 'session_expired')
      if (!isTaken(request, request.session)) throw problem('account_dormant')
      if (WRITES.has(request.method) && request.routeOptions.config.withoutConsent !== true) await demandConsent(request, request.session)
    })
    app.decorate('acceptSession', async (request, reply) => {
      forbidStoring(reply)
      const session = await find(request, reply)
      request.session = session && isTaken(request, session) ? session : null
    })
    app.addHook('onRequest', async (request) => {
      if (needsOriginCheck(request) && !isOwnOrigin(request)) throw problem('forbidden_origin')
    })
  },
  { name: 'session' },
)

function isTaken(request: FastifyRequest, session: Session): boolean {
  return !session.isLimited || request.routeOptions.config.takesLimitedSession === true
}

/** The session of a route behind `requireSession`. */
export function signedIn(request: FastifyRequest): Session {
  if (!request.session) throw problem('not_signed_in')
  return request.session
}

/** Throws `consent_required` after a withdrawal: nothing new is stored until the shopper agrees again. */
async function demandConsent({ server }: FastifyRequest, { userId }: Session): Promise<void> {
  const row = await server.db.selectFrom('user_account').select('consent_version').where('id', '=', userId).executeTakeFirst()
  if (row?.consent_version === null) throw problem('consent_required')
}

/** What belongs to one shopper is kept by no cache on the way. */
export function forbidStoring(reply: FastifyReply): void {
  void reply.header('Cache-Control', 'no-store')
}

async function find(request: FastifyRequest, reply: FastifyReply): Promise<Session | null> {
  const token = readToken(request)
  if (token === null) return null
  const session = await request.server.sessions.find(token)
  const { clearsDeadCookie = false } = request.routeOptions.config
  if (!session && clearsDeadCookie && request.headers.authorization === undefined) clearSessionCookie(request, reply)
  return session
}

function readToken(request: FastifyRequest): string | null {
  const { authorization } = request.headers
  if (authorization === undefined) return readSessionCookie(request)
  return /^Bearer ([A-Za-z0-9_-]{1,256})$/i.exec(authorization)?.[1] ?? null
}

/** A browser sends the cookie along with whatever any page makes it send; a Bearer token goes only where our own code puts it. */
function needsOriginCheck(request: FastifyRequest): boolean {
  if (SAFE_METHODS.has(request.method) || request.headers.authorization !== undefined) return false
  return readSessionCookie(request) !== null || clientKind(request) === 'h5'
}

/** Whether our own page sent it: by `Sec-Fetch-Site`, by `Origin`, or by a header that no form can carry. */
export function isOwnOrigin(request: FastifyRequest): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers
  if (site === 'same-origin' || site === 'none') return true
  if (origin !== undefined) return origin === request.server.config.publicUrl || origin === `${request.protocol}://${request.host}`
  // An old browser that names neither: a header that no plain form can carry shows that our own code is calling.
  return site === undefined && request.headers['x-client'] !== undefined
}

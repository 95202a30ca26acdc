import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { PhoneVerified, SessionStarted } from '@contract/identity'
import { DormancyProof, FreshStart } from '@contract/merges'
import { problem } from '../../errors'
import { problemResponses } from '../../plugins/problemResponses'
import { signedIn } from '../../plugins/session'
import { setSessionCookie } from '../../plugins/sessionCookie'
import { readMe } from './accounts'
import { deliver } from './authRoutes'
import { callerOf } from './client'
import type { IdentityDeps } from './deps'
import { proveDormant, startFresh } from './dormancy'
import { routeLimit } from './routeLimit'
import type { Session } from './sessions'

const tags = ['identity']
export const DORMANCY_CALLS_PER_MINUTE = 10

/** For the limited session of a dormant account: show that it is one's own, or leave it. */
export const dormancyRoutes: FastifyPluginAsyncTypebox<{ identity: IdentityDeps }> = async (app, { identity: deps }) => {
  app.addHook('onRequest', app.requireSession)
  // The answers hold a token.
  const config = { rateLimit: routeLimit(app, DORMANCY_CALLS_PER_MINUTE), idempotency: false, takesLimitedSession: true, withoutConsent: true }

  app.post(
    '/v1/me/dormancy/proof',
    {
      config,
      schema: {
        tags,
        summary: 'Name a recipient of the dormant account',
        description: 'Every failure is the same `dormancy_proof_failed`; after five in thirty days the right name fails as well.',
        body: DormancyProof,
        response: { 200: PhoneVerified, ...problemResponses },
      },
    },
    async (request, reply) => {
      const session = limited(request)
      const token = await proveDormant(deps, session, request.body.recipient, callerOf(request))
      if (session.client === 'h5') setSessionCookie(request, reply, token, session.expiresAt)
      return { user: await readMe(deps.db, deps, session.userId), token: session.client === 'weapp' ? token : null }
    },
  )

  app.post(
    '/v1/me/dormancy/fresh',
    {
      config,
      schema: {
        tags,
        summary: 'The account is not mine: start afresh with the number',
        body: FreshStart,
        response: { 200: SessionStarted, ...problemResponses },
      },
    },
    async (request, reply) => {
      const started = await startFresh(deps, limited(request), request.body, callerOf(request))
      return deliver(deps, request, reply, { ...started, isNewUser: true })
    },
  )
}

/** An account that is in use has nothing to prove here, and must not lose its number here. */
function limited(request: FastifyRequest): Session {
  const session = signedIn(request)
  if (!session.isLimited) throw problem('not_found')
  return session
}

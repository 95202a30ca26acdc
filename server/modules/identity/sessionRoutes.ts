import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { Id, Strict } from '@contract/common'
import { SessionList, SessionsEnded } from '@contract/sessions'
import { problemResponses } from '../../plugins/problemResponses'
import { signedIn } from '../../plugins/session'
import { clearSessionCookie } from '../../plugins/sessionCookie'
import { callerOf } from './client'
import type { IdentityDeps } from './deps'
import { endOtherSessions, endSession, listSessions } from './sessionList'
import { signOut } from './signOut'

const tags = ['identity']
const params = Type.Object({ id: Id }, Strict)

/** Where the shopper is signed in, `/v1/me/sessions`. */
export const sessionRoutes: FastifyPluginAsyncTypebox<{ identity: IdentityDeps }> = async (app, { identity: deps }) => {
  app.addHook('onRequest', app.requireSession)

  app.get(
    '/v1/me/sessions',
    { schema: { tags, summary: 'Where I am signed in', description: 'At most ten.', response: { 200: SessionList, ...problemResponses } } },
    async (request) => ({ items: await listSessions(deps.db, signedIn(request), deps.clock.now()), nextCursor: null }),
  )

  app.delete(
    '/v1/me/sessions/:id',
    {
      schema: {
        tags,
        summary: 'End one session',
        description: 'Its token is dead everywhere within a second. A mini-program that was ended from elsewhere signs itself in by no code until its shopper taps. The own session ends as by `DELETE /v1/session`.',
        params,
        response: { 204: Type.Null(), ...problemResponses },
      },
    },
    async (request, reply) => {
      const session = signedIn(request)
      if (request.params.id === session.id) {
        await signOut(deps, session, callerOf(request))
        clearSessionCookie(request, reply)
      } else {
        await endSession(deps, session, request.params.id, callerOf(request))
      }
      return reply.code(204).send(null)
    },
  )

  app.delete(
    '/v1/me/sessions',
    { schema: { tags, summary: 'End all other sessions', description: 'The one that asks stays.', response: { 200: SessionsEnded, ...problemResponses } } },
    async (request) => ({ count: await endOtherSessions(deps, signedIn(request), callerOf(request)) }),
  )
}

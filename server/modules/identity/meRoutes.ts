import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Me, MeUpdate, PhoneProof, PhoneVerified } from '@contract/identity'
import { inTransaction } from '../../database/transaction'
import { problemResponses } from '../../plugins/problemResponses'
import { signedIn } from '../../plugins/session'
import { setSessionCookie } from '../../plugins/sessionCookie'
import { readMe } from './accounts'
import { callerOf } from './client'
import type { IdentityDeps } from './deps'
import { routeLimit } from './routeLimit'
import { readSessionUser } from './sessionUser'
import { updateMe } from './updateMe'
import { verifyPhone } from './verifyPhone'

const tags = ['identity']
/** Per address and minute: guessing at numbers and keys is slow work anyway, and stays so. */
export const PHONE_CALLS_PER_MINUTE = 30

export const meRoutes: FastifyPluginAsyncTypebox<{ identity: IdentityDeps }> = async (app, { identity: deps }) => {
  app.addHook('onRequest', app.requireSession)

  app.get(
    '/v1/me',
    { config: { takesLimitedSession: true, clearsDeadCookie: true }, schema: { tags, summary: 'Who am I', description: 'Refused, it takes the dead cookie away; no other call does.', response: { 200: Me, ...problemResponses } } },
    async (request) => readSessionUser(deps, signedIn(request)),
  )

  app.patch(
    '/v1/me',
    {
      config: { withoutConsent: true },
      schema: { tags, summary: 'Change the profile, or agree to a new text', body: MeUpdate, response: { 200: Me, ...problemResponses } },
    },
    async (request) => {
      const { userId } = signedIn(request)
      await inTransaction(deps.db, (trx) => updateMe(trx, deps, userId, request.body, callerOf(request)))
      return readMe(deps.db, deps, userId)
    },
  )

  app.put(
    '/v1/me/phone',
    {
      // The answer holds a token. Repeating is harmless: a number that is bound already is bound again.
      config: { rateLimit: routeLimit(app, PHONE_CALLS_PER_MINUTE), idempotency: false },
      schema: {
        tags,
        summary: 'Verify a phone number',
        description:
          'A success gives the session a new token; the old one is dead. A number of another account is `phone_taken`. ' +
          'A further number is `phone_already_verified`; with `replace` it takes the place of the one so far, after a proof (`proof_required`).',
        body: PhoneProof,
        response: { 200: PhoneVerified, ...problemResponses },
      },
    },
    async (request, reply) => {
      const session = signedIn(request)
      const token = await verifyPhone(deps, session, request.body, callerOf(request))
      if (token !== null && session.client === 'h5') setSessionCookie(request, reply, token, session.expiresAt)
      return { user: await readMe(deps.db, deps, session.userId), token: session.client === 'weapp' ? token : null }
    },
  )
}

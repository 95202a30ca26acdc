import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { Proof, SmsCodeSent } from '@contract/identity'
import { problemResponses } from '../../plugins/problemResponses'
import { signedIn } from '../../plugins/session'
import { callerOf } from './client'
import type { IdentityDeps } from './deps'
import { prove, sendProofCode } from './proofs'
import { routeLimit } from './routeLimit'

const tags = ['identity']
export const PROOF_CALLS_PER_MINUTE = 30

export const proofRoutes: FastifyPluginAsyncTypebox<{ identity: IdentityDeps }> = async (app, { identity: deps }) => {
  app.addHook('onRequest', app.requireSession)
  // A code is good once, and a proof may be given again: there is no answer worth keeping.
  const config = { rateLimit: routeLimit(app, PROOF_CALLS_PER_MINUTE), idempotency: false, withoutConsent: true }

  app.post(
    '/v1/me/proof/sms-codes',
    {
      config,
      schema: {
        tags,
        summary: 'Send a one-time code to the own number',
        description: '`phone_missing` for an account without a number: it proves itself through WeChat.',
        response: { 200: SmsCodeSent, ...problemResponses },
      },
    },
    async (request) => sendProofCode(deps, signedIn(request), callerOf(request)),
  )

  app.post(
    '/v1/me/proof',
    {
      config,
      schema: {
        tags,
        summary: 'Show again who one is',
        description: 'Good for ten minutes. What needs it answers `proof_required` without.',
        body: Proof,
        response: { 204: Type.Null(), ...problemResponses },
      },
    },
    async (request, reply) => {
      await prove(deps, signedIn(request), request.body, callerOf(request))
      return reply.code(204).send(null)
    },
  )
}

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { Id, Strict } from '@contract/common'
import { Proof } from '@contract/identity'
import { Merge, MergeConfirmed, MergeList, MergeStart, MergeStarted, MergeUndone } from '@contract/merges'
import { problemResponses } from '../../plugins/problemResponses'
import { signedIn } from '../../plugins/session'
import { setSessionCookie } from '../../plugins/sessionCookie'
import { readMe } from '../identity/accounts'
import { callerOf } from '../identity/client'
import type { IdentityDeps } from '../identity/deps'
import { routeLimit } from '../identity/routeLimit'
import { confirmMerge } from './join'
import { listMerges, presentMerge } from './present'
import { proveOther } from './proveOther'
import { cancelMerge, startMerge } from './start'
import { findMerge } from './state'
import { undoMerge } from './undo'

const tags = ['merges']
const params = Type.Object({ id: Id }, Strict)
export const MERGE_CALLS_PER_MINUTE = 30

/** Joining two accounts of one person, `/v1/me/merges`. */
export const mergeRoutes: FastifyPluginAsyncTypebox<{ identity: IdentityDeps }> = async (app, { identity: deps }) => {
  app.addHook('onRequest', app.requireSession)
  // Codes are good once, and a confirmation answers a token: nothing here is worth keeping. Each may be repeated.
  const config = { rateLimit: routeLimit(app, MERGE_CALLS_PER_MINUTE), idempotency: false }

  app.get(
    '/v1/me/merges',
    { schema: { tags, summary: 'Accounts that were joined into this one', response: { 200: MergeList, ...problemResponses } } },
    async (request) => listMerges(deps, signedIn(request)),
  )

  app.post(
    '/v1/me/merges',
    {
      config,
      schema: {
        tags,
        summary: 'Start to join another account into this one',
        description: 'A number gets a one-time code, known or not; starting again sends another. `unionConflict` is `not_found` where WeChat knows of no other account.',
        body: MergeStart,
        response: { 201: MergeStarted, ...problemResponses },
      },
    },
    async (request, reply) => reply.code(201).send(await startMerge(deps, signedIn(request), request.body, callerOf(request))),
  )

  app.get(
    '/v1/me/merges/:id',
    {
      schema: { tags, summary: 'Where it stands, and what would come over', params, response: { 200: Merge, ...problemResponses } },
    },
    async (request) => presentMerge(deps, signedIn(request), await findMerge(deps.db, signedIn(request).userId, request.params.id)),
  )

  app.post(
    '/v1/me/merges/:id/proof',
    {
      config,
      schema: {
        tags,
        summary: 'Prove the other account',
        description:
          'Good for ten minutes. Behind a right code: `merge_other_missing`, `merge_same_account`, `merge_recent`, `account_dormant`, `account_limited` say why it cannot be joined.',
        params,
        body: Proof,
        response: { 200: Merge, ...problemResponses },
      },
    },
    async (request) => {
      const session = signedIn(request)
      await proveOther(deps, session, request.params.id, request.body, callerOf(request))
      return presentMerge(deps, session, await findMerge(deps.db, session.userId, request.params.id))
    },
  )

  app.post(
    '/v1/me/merges/:id/confirm',
    {
      config,
      schema: {
        tags,
        summary: 'Join them',
        description: 'Needs both proofs within ten minutes: `proof_required` for the own side, `merge_not_proven` for the other. The sessions of the other account end.',
        params,
        response: { 200: MergeConfirmed, ...problemResponses },
      },
    },
    async (request, reply) => {
      const session = signedIn(request)
      const token = await confirmMerge(deps, session, request.params.id, callerOf(request))
      if (token !== null && session.client === 'h5') setSessionCookie(request, reply, token, session.expiresAt)
      const merge = await presentMerge(deps, session, await findMerge(deps.db, session.userId, request.params.id))
      return { merge, user: await readMe(deps.db, deps, session.userId), token: session.client === 'weapp' ? token : null }
    },
  )

  app.post(
    '/v1/me/merges/:id/undo',
    {
      // Both people may be less known afterwards, not more: it takes no consent.
      config: { ...config, withoutConsent: true },
      schema: {
        tags,
        summary: 'Part them again, within seven days',
        description: 'Needs a proof (`proof_required`). `merge_final` afterwards; `merge_not_last` where another account was joined since.',
        params,
        response: { 200: MergeUndone, ...problemResponses },
      },
    },
    async (request) => {
      const session = signedIn(request)
      const goesOn = await undoMerge(deps, session, request.params.id, callerOf(request))
      const merge = await presentMerge(deps, session, await findMerge(deps.db, session.userId, request.params.id))
      return { merge, user: goesOn ? await readMe(deps.db, deps, session.userId) : null }
    },
  )

  app.delete(
    '/v1/me/merges/:id',
    { schema: { tags, summary: 'Give an unfinished one up', params, response: { 204: Type.Null(), ...problemResponses } } },
    async (request, reply) => {
      await cancelMerge(deps, signedIn(request), request.params.id)
      return reply.code(204).send(null)
    },
  )
}

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { Strict } from '@contract/common'
import { Me } from '@contract/identity'
import { ConsentGrant, ConsentPurpose, ConsentRecords, DeletionRequested, PersonalData, SecurityEventPage, SecurityEventQuery } from '@contract/privacy'
import { inTransaction } from '../../database/transaction'
import { problemResponses } from '../../plugins/problemResponses'
import { signedIn } from '../../plugins/session'
import { clearSessionCookie } from '../../plugins/sessionCookie'
import { readMe } from '../identity/accounts'
import { recordEvent } from '../identity/authEvents'
import { callerOf } from '../identity/client'
import { giveConsent, listConsents, withdrawConsent } from '../identity/consents'
import type { IdentityDeps } from '../identity/deps'
import { requireProof } from '../identity/proofs'
import { routeLimit } from '../identity/routeLimit'
import { startErasing } from './eraseDue'
import { exportData } from './exportData'
import { requestDeletion } from './requestDeletion'
import { listEvents } from './securityEvents'

const tags = ['privacy']
const params = Type.Object({ purpose: ConsentPurpose }, Strict)
/** Per address and minute. */
export const CONSENT_CALLS_PER_MINUTE = 60
export const EXPORTS_PER_MINUTE = 10
export const DELETIONS_PER_MINUTE = 10

/** What the shopper decides about his data: `/v1/me/consents`, `/v1/me/export`, `/v1/me/deletion`, `/v1/me/events`. */
export const privacyRoutes: FastifyPluginAsyncTypebox<{ identity: IdentityDeps }> = async (app, { identity: deps }) => {
  app.addHook('onRequest', app.requireSession)
  const consentConfig = { rateLimit: routeLimit(app, CONSENT_CALLS_PER_MINUTE), withoutConsent: true }

  app.get(
    '/v1/me/consents',
    { schema: { tags, summary: 'What I agreed to, and took back', response: { 200: ConsentRecords, ...problemResponses } } },
    async (request) => ({ items: await listConsents(app.db, signedIn(request).userId), nextCursor: null }),
  )

  app.put(
    '/v1/me/consents/:purpose',
    {
      config: consentConfig,
      schema: {
        tags,
        summary: 'Give a consent',
        description: 'A record of version, channel and time. `consent_required` for an optional one while the agreement is missing.',
        params,
        body: ConsentGrant,
        response: { 200: Me, ...problemResponses },
      },
    },
    async (request) => {
      const { userId } = signedIn(request)
      await inTransaction(app.db, (trx) => giveConsent(trx, deps, userId, request.params.purpose, request.body.version, callerOf(request)))
      return readMe(app.db, deps, userId)
    },
  )

  app.delete(
    '/v1/me/consents/:purpose',
    {
      config: consentConfig,
      schema: {
        tags,
        summary: 'Take a consent back',
        description: 'With the agreement every optional one ends. The session stays; writes answer `consent_required` until the shopper agrees again.',
        params,
        response: { 200: Me, ...problemResponses },
      },
    },
    async (request) => {
      const { userId } = signedIn(request)
      await inTransaction(app.db, (trx) => withdrawConsent(trx, deps, userId, request.params.purpose, callerOf(request)))
      return readMe(app.db, deps, userId)
    },
  )

  app.get(
    '/v1/me/events',
    { schema: { tags, summary: 'What happened to my account, newest first', querystring: SecurityEventQuery, response: { 200: SecurityEventPage, ...problemResponses } } },
    async (request) => listEvents(app, signedIn(request).userId, request.query.cursor, request.query.limit),
  )

  app.get(
    '/v1/me/export',
    {
      config: { rateLimit: routeLimit(app, EXPORTS_PER_MINUTE) },
      schema: {
        tags,
        summary: 'Everything about me, as one file',
        description: 'Holds the number in full. Needs a proof (`proof_required`).',
        response: { 200: PersonalData, ...problemResponses },
      },
    },
    async (request, reply) => {
      const session = signedIn(request)
      await requireProof(app.db, session, app.clock.now())
      // First, so that the file tells of itself.
      await recordEvent(deps, callerOf(request), { kind: 'export', result: 'ok', userId: session.userId, sessionId: session.id })
      const data = await exportData({ db: app.db, clock: app.clock, vault: app.vault, dataDir: app.config.dataDir }, session.userId)
      void reply.header('Content-Disposition', `attachment; filename="my-data-${data.exportedAt.slice(0, 10)}.json"`)
      return data
    },
  )

  app.post(
    '/v1/me/deletion',
    {
      // Its record would go with the account, and the session that could ask for it is gone at once.
      config: { rateLimit: routeLimit(app, DELETIONS_PER_MINUTE), idempotency: false, withoutConsent: true },
      schema: {
        tags,
        summary: 'Delete my account',
        description:
          'Needs a proof (`proof_required`). Every session ends at once; the account is erased after 15 days. Signing in meanwhile answers `account_deleting`, and with `undoDeletion: true` takes the deletion back.',
        response: { 200: DeletionRequested, ...problemResponses },
      },
    },
    async (request, reply) => {
      const session = signedIn(request)
      await requireProof(app.db, session, app.clock.now())
      const dueAt = await requestDeletion(deps, session, callerOf(request))
      if (session.client === 'h5') clearSessionCookie(request, reply)
      return { deletionDueAt: dueAt.toISOString() }
    },
  )

  startErasing(app)
}

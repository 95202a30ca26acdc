import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from '@sinclair/typebox'
import { SessionStarted, SmsCodeRequest, SmsCodeSent, SmsSignIn, WechatSignIn, type PhoneProblem } from '@contract/identity'
import { problem } from '../../errors'
import { problemResponses } from '../../plugins/problemResponses'
import { clearSessionCookie, setSessionCookie } from '../../plugins/sessionCookie'
import { callerOf } from './client'
import type { IdentityDeps } from './deps'
import { routeLimit } from './routeLimit'
import { readSessionUser } from './sessionUser'
import { sendSmsCode } from './smsCodes'
import type { StartedSession } from './sessions'
import { signInWithSms } from './signInWithSms'
import { signInWithWechat } from './signInWithWechat'
import { signOut } from './signOut'

const tags = ['identity']
/** Per address and minute. A shopper signs in once in weeks; a campus behind one address may do it in a rush. */
export const SIGN_INS_PER_MINUTE = 60
export const SMS_CALLS_PER_MINUTE = 30

export const authRoutes: FastifyPluginAsyncTypebox<{ identity: IdentityDeps }> = async (app, { identity: deps }) => {
  const onRequest = app.acceptSession

  app.post(
    '/v1/auth/wechat',
    {
      onRequest,
      // The answer holds a token, and a code is good once: neither here nor below is it kept.
      config: { rateLimit: routeLimit(app, SIGN_INS_PER_MINUTE), idempotency: false, takesLimitedSession: true },
      schema: {
        tags,
        summary: 'Sign in or up with a mini-program login code',
        description: 'Without `consent` only a returning shopper is let in. A number that fails does not undo the sign-in: see `phoneProblem`.',
        body: WechatSignIn,
        response: { 200: SessionStarted, ...problemResponses },
      },
    },
    async (request, reply) => deliver(deps, request, reply, await signInWithWechat(deps, request.body, callerOf(request))),
  )

  app.post(
    '/v1/auth/sms/codes',
    {
      onRequest,
      config: { rateLimit: routeLimit(app, SMS_CALLS_PER_MINUTE) },
      schema: {
        tags,
        summary: 'Send a one-time code',
        description: '6 digits, good for 5 minutes and one use; a new code ends the old. Per number: one a minute, 5 an hour, 10 a day.',
        body: SmsCodeRequest,
        response: { 200: SmsCodeSent, ...problemResponses },
      },
    },
    async (request) => {
      const { phone } = request.body
      const purpose = request.body.purpose ?? (request.session ? 'bindPhone' : 'signIn')
      if (purpose === 'bindPhone' && !request.session) throw problem('not_signed_in')
      const userId = purpose === 'bindPhone' ? (request.session?.userId ?? null) : null
      return sendSmsCode(deps, { phone, purpose, userId }, callerOf(request))
    },
  )

  app.post(
    '/v1/auth/sms',
    {
      onRequest,
      config: { rateLimit: routeLimit(app, SMS_CALLS_PER_MINUTE), idempotency: false, takesLimitedSession: true },
      schema: {
        tags,
        summary: 'Sign in or up with a one-time code',
        description:
          '`consent_required` for a new number without `consent`: the code stays good for another try. ' +
          'An account that nobody used for 90 days gets a limited session (`user.isLimited`): see `/v1/me/dormancy`.',
        body: SmsSignIn,
        response: { 200: SessionStarted, ...problemResponses },
      },
    },
    async (request, reply) => deliver(deps, request, reply, await signInWithSms(deps, request.body, callerOf(request))),
  )

  app.delete(
    '/v1/session',
    {
      onRequest,
      config: { takesLimitedSession: true },
      schema: { tags, summary: 'Sign out', description: 'Done as well when there is no session.', response: { 204: Type.Null(), ...problemResponses } },
    },
    async (request, reply) => {
      const { session } = request
      if (session) await signOut(deps, session, callerOf(request))
      clearSessionCookie(request, reply)
      return reply.code(204).send(null)
    },
  )
}

/** Hands the session over: a token in the body to the mini-program, a cookie to a browser. The session used so far ends. */
export async function deliver(
  deps: IdentityDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  started: StartedSession & { isNewUser: boolean; phoneProblem?: PhoneProblem | null },
): Promise<SessionStarted> {
  const { session, token, isNewUser, phoneProblem } = started
  if (request.session) await deps.sessions.end(request.session)
  if (session.client === 'h5') setSessionCookie(request, reply, token, session.expiresAt)
  return {
    token: session.client === 'weapp' ? token : null,
    expiresAt: new Date(session.expiresAt).toISOString(),
    isNewUser,
    user: await readSessionUser(deps, session),
    ...(phoneProblem ? { phoneProblem } : {}),
  }
}

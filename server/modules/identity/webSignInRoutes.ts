import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from '@sinclair/typebox'
import { PROBLEMS, type ProblemCode } from '@contract/problemCodes'
import { AuthWays, WebSignInPage, WebSignInStart } from '@contract/webSignIn'
import { problem, ProblemError } from '../../errors'
import { answer } from '../../plugins/errors'
import { problemResponses } from '../../plugins/problemResponses'
import { setSessionCookie } from '../../plugins/sessionCookie'
import { SIGN_INS_PER_MINUTE } from './authRoutes'
import { callerOf, type Caller } from './client'
import type { IdentityDeps } from './deps'
import { returnPage } from './returnPage'
import { routeLimit } from './routeLimit'
import { CALLBACK_PATH, finishWebSignIn, startWebSignIn, waysOf, type WebOutcome } from './signInOnWeb'
import { leaveResult, markBrowser, readBrowser } from './webCookies'

const tags = ['identity']

/** Sign-in of H5 on WeChat's own pages: which ways there are, the way out, and the way back. */
export const webSignInRoutes: FastifyPluginAsyncTypebox<{ identity: IdentityDeps }> = async (app, { identity: deps }) => {
  app.addHook('onRequest', app.acceptSession)

  app.get(
    '/v1/auth/ways',
    { schema: { tags, summary: 'The ways of signing in through WeChat that a browser may be offered', response: { 200: AuthWays, ...problemResponses } } },
    async () => waysOf(deps),
  )

  app.post(
    '/v1/auth/wechat/web',
    {
      // A state is for one sign-in: no answer may be given twice.
      config: { rateLimit: routeLimit(app, SIGN_INS_PER_MINUTE), idempotency: false },
      schema: {
        tags,
        summary: "Begin a sign-in on WeChat's page",
        description: 'Answers the page to go to, and marks the browser by a cookie. `sign_in_way_off` where the shop has no such app at WeChat.',
        body: WebSignInStart,
        response: { 200: WebSignInPage, ...problemResponses },
      },
    },
    async (request, reply) => ({ url: await startWebSignIn(deps, request.body, markBrowser(request, reply)) }),
  )

  app.get(
    CALLBACK_PATH,
    {
      config: { rateLimit: routeLimit(app, SIGN_INS_PER_MINUTE) },
      // Looking ahead at a link must not spend its code.
      exposeHeadRoute: false,
      // Too many requests, a database that is away: also then the shopper sits before a browser.
      errorHandler: (error, request, reply) => void refuse(request, reply, error, '/'),
      schema: {
        tags,
        summary: "The way back from WeChat's page",
        description:
          'Signs in by the cookie and redirects to where the shopper was, or on to the page that asks him; the cookie `sign_in_result` says how it ended. ' +
          '`sign_in_state_invalid` for a state that is wrong, used, expired or of another browser.',
        querystring: Type.Object({ code: Type.Optional(Type.String()), state: Type.Optional(Type.String()) }),
        response: { 303: Type.Null(), ...problemResponses },
      },
    },
    async (request, reply) => {
      const { code = '', state = '' } = request.query
      return goOn(deps, request, reply, await finishWebSignIn(deps, { code, state }, readBrowser(request), browserOf(request)))
    },
  )
}

/** A browser on its way between two sites: an old web view sends nothing that would tell it from a mini-program. */
function browserOf(request: FastifyRequest): Caller {
  return { ...callerOf(request), client: 'h5' }
}

/** Always a redirect, so that the address the shopper ends at holds neither code nor state, and "back" sends neither again. */
async function goOn(deps: IdentityDeps, request: FastifyRequest, reply: FastifyReply, outcome: WebOutcome): Promise<FastifyReply> {
  if (outcome.kind === 'ask') {
    markBrowser(request, reply)
    return reply.redirect(outcome.url, 303)
  }
  if (outcome.kind === 'failed') {
    if (outcome.code === 'sign_in_state_invalid') return refuse(request, reply, problem(outcome.code), outcome.returnTo)
    leaveResult(request, reply, outcome.code)
    return reply.redirect(outcome.returnTo, 303)
  }
  const { session, token } = outcome.started
  if (request.session) await deps.sessions.end(request.session)
  setSessionCookie(request, reply, token, session.expiresAt)
  leaveResult(request, reply, 'ok')
  return reply.redirect(outcome.returnTo, 303)
}

/** Refuses by status, and in words: problem+json to a program, a page that leads back to a browser. */
function refuse(request: FastifyRequest, reply: FastifyReply, error: FastifyError | ProblemError, returnTo: string): FastifyReply {
  if (!request.headers.accept?.includes('text/html')) return answer(error, request, reply)
  const code = codeOf(error)
  const { status, title } = PROBLEMS[code]
  if (status >= 500) request.log.error({ err: error }, 'request failed')
  else request.log.info({ code }, 'request refused')
  leaveResult(request, reply, code)
  return reply.status(status).type('text/html; charset=utf-8').header('Cache-Control', 'no-store').serializer(String).send(returnPage(title, returnTo))
}

function codeOf(error: FastifyError | ProblemError): ProblemCode {
  if (error instanceof ProblemError) return error.code
  return error.validation ? 'invalid_request' : 'service_unavailable'
}

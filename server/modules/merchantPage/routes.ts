import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { FastifyError, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from '@sinclair/typebox'
import { PROBLEMS, type ProblemCode } from '@contract/problems'
import { Strict } from '@contract/common'
import { problem, type ProblemError } from '../../errors'
import { classify } from '../../plugins/errors'
import { forbidStoring } from '../../plugins/session'
import type { BackOfficeDeps } from '../orders/deps'
import { batchPageRoutes } from './batchRoutes'
import { couponPageRoutes } from './couponRoutes'
import { atWork, clearMerchantCookie, guardOrigin, guardSession } from './guard'
import { html } from './html'
import { sendPage } from './layout'
import { orderPageRoutes, type PageDeps } from './orderRoutes'
import { recordRoutes } from './recordRoutes'
import { endSession } from './sessions'
import { signInRoutes } from './signInRoutes'

const STYLE = readFileSync(path.join(__dirname, 'style.css'), 'utf8')
const STYLE_LIFE_SECONDS = 300
/** Stricter than the shop's: no script at all, and nothing from elsewhere. */
const POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

/**
 * The merchant's web page, under `/merchant`: plain HTML and forms. It does what the command line does, through the same
 * functions: each checks the role and writes the record.
 */
export const merchantPageRoutes: FastifyPluginAsync = async (app) => {
  const deps: BackOfficeDeps = { db: app.db, clock: app.clock, vault: app.vault, wechat: { appId: app.config.wechat.appId } }
  const page: PageDeps = { deps, cursors: app.cursors }

  app.decorateRequest('merchant', null)
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body.toString()))))
  app.addHook('onRequest', async (_request, reply) => {
    forbidStoring(reply)
    // `no-referrer` would make browsers send `Origin: null` with every form.
    reply.headers({ 'Content-Security-Policy': POLICY, 'Referrer-Policy': 'same-origin', 'Cross-Origin-Resource-Policy': 'same-origin' })
  })
  guardOrigin(app)
  app.setErrorHandler((error: FastifyError | ProblemError, request, reply) => answerAsPage(error, request, reply))
  const missing = async (request: FastifyRequest): Promise<never> => {
    await app.limitMisses(request)
    throw problem('not_found')
  }
  app.setNotFoundHandler(missing)
  // The files of H5, once built, take every GET that no route takes, and their misses are not this page's.
  app.get('/*', { schema: { hide: true } }, missing)

  app.get('/style.css', { schema: { hide: true } }, (_request, reply) => reply.type('text/css; charset=utf-8').header('Cache-Control', `public, max-age=${STYLE_LIFE_SECONDS}`).send(STYLE))
  await app.register(signInRoutes, { deps })
  await app.register(async (own) => {
    guardSession(own, deps)
    own.get('/', { schema: { hide: true } }, (_request, reply) => reply.redirect('/merchant/orders', 303))
    own.post('/sign-out', { schema: { hide: true, body: Type.Object({ formKey: Type.String() }, Strict) } }, async (request, reply) => {
      await endSession(deps, atWork(request))
      clearMerchantCookie(request, reply)
      return reply.redirect('/merchant/sign-in', 303)
    })
    await own.register(orderPageRoutes, page)
    await own.register(batchPageRoutes, page)
    await own.register(couponPageRoutes, page)
    await own.register(recordRoutes, page)
  })
}

const OWN_WORDS: Partial<Record<ProblemCode, string>> = {
  not_signed_in: '登录已结束，刚才的操作没有执行。请重新登录后再做一次。',
  forbidden_origin: '这个页面放得太久，或者不是从这里提交的。没有改动，请返回刷新后再试。',
  invalid_request: '提交的内容不对，没有改动。请返回检查后再试。',
}

function answerAsPage(error: FastifyError | ProblemError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { code, extra } = classify(error)
  const { status, title } = PROBLEMS[code]
  if (code === 'not_signed_in' && request.method === 'GET') return reply.redirect('/merchant/sign-in', 303)
  if (status >= 500) request.log.error({ err: error }, 'request failed')
  else request.log.info({ code, reason: error.message }, 'request refused')
  if (extra.retryAfterSeconds !== undefined) void reply.header('Retry-After', String(extra.retryAfterSeconds))
  const [href, label] = request.merchant ? ['/merchant/orders', '回到订单'] : ['/merchant/sign-in', '去登录']
  return sendPage(request, reply, { title: '没有完成', alert: OWN_WORDS[code] ?? `${title}。`, main: html`<p><a class="button" href="${href}">${label}</a></p>` }, status)
}

import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { askPage, errorPage, PAGE_STYLE } from './pages'
import { makeShopper, type Shopper } from './shopper'
import type { WechatState } from './state'
import type { WebApp, WebAppKind, WebApps } from './webApps'

/** Whose WeChat this browser's phone has; remembered by the choice on the page. */
const PHONE_COOKIE = 'wechat_of_this_phone'
const MONTH_SECONDS = 30 * 86_400

const SCOPES: Record<WebAppKind, string[]> = { oa: ['snsapi_base', 'snsapi_userinfo'], web: ['snsapi_login'] }

/** What the way out asked for. */
export interface PageRequest {
  app: WebApp
  redirectUri: string
  scope: string
  state: string
}

type Query = Record<string, unknown>

/**
 * WeChat's pages: `connect/oauth2/authorize` of its own browser and `connect/qrconnect` of a desktop. They look like
 * nothing of WeChat's on purpose; the addresses and the way back are WeChat's own. `/sandbox/web/*` is where the
 * buttons lead.
 */
export function pageRoutes(app: FastifyInstance, state: WechatState, apps: WebApps): void {
  app.get('/connect/oauth2/authorize', async (request, reply) => {
    const asked = read(apps, request.query as Query, 'oa')
    if (typeof asked === 'string') return sendPage(reply.code(400), errorPage(asked))
    // Silent, as at WeChat. Before anybody was chosen, the code is that of somebody new.
    if (asked.scope === 'snsapi_base') return goBack(reply, asked, apps.grant(asked.app, phoneOwner(request, state) ?? stranger(asked.app), asked.scope))
    return sendPage(reply, askPage(asked, state.knownShoppers(), phoneOwner(request, state)))
  })
  app.get('/connect/qrconnect', async (request, reply) => {
    const asked = read(apps, request.query as Query, 'web')
    if (typeof asked === 'string') return sendPage(reply.code(400), errorPage(asked))
    return sendPage(reply, askPage(asked, state.knownShoppers(), phoneOwner(request, state)))
  })
  app.get('/sandbox/web/agree', async (request, reply) => {
    const query = request.query as Query
    const asked = read(apps, query)
    const name = textOf(query['shopper']).trim().slice(0, 64)
    if (typeof asked === 'string' || name === '') return sendPage(reply.code(400), errorPage(typeof asked === 'string' ? asked : '没有选择用户'))
    const shopper = state.shopper(name)
    if ('snapshot' in query) shopper.snapshot = query['snapshot'] === '1'
    void reply.header('Set-Cookie', `${PHONE_COOKIE}=${encodeURIComponent(name)}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${MONTH_SECONDS}`)
    return goBack(reply, asked, apps.grant(asked.app, shopper, asked.scope))
  })
  // A refusal comes back with the state and without a code.
  app.get('/sandbox/web/refuse', async (request, reply) => {
    const asked = read(apps, request.query as Query)
    return typeof asked === 'string' ? sendPage(reply.code(400), errorPage(asked)) : goBack(reply, asked, null)
  })
  app.get('/sandbox/web/style.css', async (_request, reply) => reply.type('text/css; charset=utf-8').send(PAGE_STYLE))
}

/** The request as WeChat would take it, or what is wrong with it. */
function read(apps: WebApps, query: Query, kind?: WebAppKind): PageRequest | string {
  const app = apps.find(textOf(query['appid']))
  if (!app || (kind && app.kind !== kind)) return 'AppID 参数错误'
  if (query['response_type'] !== 'code') return 'response_type 参数错误'
  const scope = textOf(query['scope'])
  if (!SCOPES[app.kind].includes(scope)) return 'Scope 参数错误或没有 Scope 权限'
  const redirectUri = textOf(query['redirect_uri'])
  if (!URL.canParse(redirectUri) || !/^https?:$/.test(new URL(redirectUri).protocol)) return 'redirect_uri 参数错误'
  const state = textOf(query['state'])
  if (!/^[A-Za-z0-9]{0,128}$/.test(state)) return 'state 参数错误'
  return { app, redirectUri, scope, state }
}

function goBack(reply: FastifyReply, { redirectUri, state }: PageRequest, code: string | null): FastifyReply {
  const url = new URL(redirectUri)
  if (code !== null) url.searchParams.set('code', code)
  url.searchParams.set('state', state)
  return reply.redirect(url.toString(), 302)
}

function phoneOwner(request: FastifyRequest, state: WechatState): Shopper | null {
  const value = new RegExp(`(?:^|; )${PHONE_COOKIE}=([^;]+)`).exec(request.headers.cookie ?? '')?.[1]
  return value === undefined ? null : state.shopper(decodeURIComponent(value))
}

function stranger({ appId }: WebApp): Shopper {
  return makeShopper(appId, `stranger-${randomBytes(6).toString('hex')}`)
}

function sendPage(reply: FastifyReply, page: string): FastifyReply {
  return reply.header('Cache-Control', 'no-store').type('text/html; charset=utf-8').send(page)
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

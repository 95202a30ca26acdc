import Fastify, { type FastifyInstance } from 'fastify'
import type { Clock } from '../../clock'
import type { WechatKeys } from '../../config'
import { pageRoutes } from './pageRoutes'
import { scriptingRoutes } from './scripting'
import { WechatState } from './state'
import { WebApps } from './webApps'
import { webWireRoutes } from './webWire'
import { wireRoutes } from './wire'

export interface WechatSandboxOptions {
  clock: Clock
  /** The mini-program. */
  appId: string
  secret: string
  /** The official account and the website app, for sign-in on WeChat's pages. */
  oa?: WechatKeys | null
  web?: WechatKeys | null
}

/**
 * A stand-in for WeChat's servers and pages and for the shopper's phone, for development and tests. It is a program of
 * its own on a loopback port, so that the shop reaches it over HTTP exactly as it would reach WeChat.
 * `/sandbox/*` plays the phone: those paths do not exist at WeChat.
 */
export function buildWechatSandbox({ clock, appId, secret, oa = null, web = null }: WechatSandboxOptions): FastifyInstance {
  const app = Fastify({ logger: false, forceCloseConnections: true, ajv: { customOptions: { removeAdditional: false } } })
  const state = new WechatState(clock, appId, secret)
  const apps = new WebApps(clock, { oa, web })

  // WeChat reads a JSON body whatever the Content-Type says, and answers 47001 to anything else.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body === '' ? {} : JSON.parse(String(body)))
    } catch {
      done(null, 'not json')
    }
  })
  app.setErrorHandler(async (error: { validation?: unknown; message: string }, _request, reply) =>
    error.validation ? reply.code(400).send({ message: error.message }) : reply.code(200).send({ errcode: -1, errmsg: 'system error' }),
  )

  void app.register(async (wire) => {
    wireRoutes(wire, state, clock)
    webWireRoutes(wire, apps)
  })
  void app.register(async (pages) => pageRoutes(pages, state, apps))
  void app.register(async (phone) => scriptingRoutes(phone, state, clock))
  return app
}

import Fastify, { type FastifyInstance } from 'fastify'
import type { Clock } from '../../clock'
import type { WechatPaySettings } from '../../wechatPay/settings'
import { makePayKeys, type PayKeys } from './keys'
import { PLATFORM_KEY_ID } from './notices'
import { deliverByHttp, Outbox, type Deliver } from './outbox'
import { payPage } from './page'
import { scriptingRoutes } from './scripting'
import { PayState } from './state'
import { wireRoutes, type WireDeps } from './wire'

declare module 'fastify' {
  interface FastifyRequest {
    /** The body as it was signed. */
    rawText?: string
    payFirst?: boolean
  }
}

const MCH_ID = '1900000001'
const MERCHANT_SERIAL = '0000000000000000000000000000000000000001'

export interface PaySandboxOptions {
  clock: Clock
  /** How notices reach the shop; over HTTP unless a test says otherwise. */
  deliver?: Deliver
  /** Notices wait for `flush`. */
  holdNotices?: boolean
}

export interface PaySandbox {
  app: FastifyInstance
  outbox: Outbox
  keys: PayKeys
  /** What the shop has to be set to, once the stand-in listens at `apiBase`. */
  settings(apiBase: string): WechatPaySettings
}

/**
 * A stand-in for WeChat Pay and for the cashier on the shopper's phone. A program of its own on a loopback port with keys of
 * its own, so that signing, verifying and decrypting run exactly as in earnest. Production refuses to start with it.
 */
export async function buildPaySandbox({ clock, deliver = deliverByHttp, holdNotices = false }: PaySandboxOptions): Promise<PaySandbox> {
  const keys = await makePayKeys()
  const outbox = new Outbox(deliver, holdNotices)
  const deps: WireDeps = { state: new PayState(clock), keys, clock, mchId: MCH_ID, serial: MERCHANT_SERIAL, outbox }
  const app = Fastify({ logger: false, forceCloseConnections: true, routerOptions: { maxParamLength: 200 } })
  readBodies(app)
  app.addHook('onClose', async () => outbox.close())
  void app.register(async (wire) => wireRoutes(wire, deps))
  void app.register(async (page) => payPage(page, deps))
  void app.register(async (phone) => scriptingRoutes(phone, deps))
  return {
    app,
    outbox,
    keys,
    settings: (apiBase) => ({
      apiBase,
      mchId: MCH_ID,
      serial: MERCHANT_SERIAL,
      privateKey: keys.merchant.privateKey,
      apiV3Key: keys.apiV3Key,
      platformKeys: new Map([[PLATFORM_KEY_ID, keys.platform.publicKey]]),
    }),
  }
}

function readBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    request.rawText = String(body)
    try {
      done(null, body === '' ? {} : JSON.parse(String(body)))
    } catch (error) {
      done(error as Error)
    }
  })
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))))
}

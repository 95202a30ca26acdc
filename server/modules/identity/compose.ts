import type { FastifyInstance } from 'fastify'
import type { WebWay } from '@contract/webSignIn'
import type { SmsSender } from '../../sms/sender'
import { createWechatClient } from '../../wechat/client'
import { createWechatWebClient, type WechatWebClient } from '../../wechat/webClient'
import type { IdentityDeps } from './deps'

/** Nobody listens there: calls fail at once, and are answered as `wechat_unavailable`. */
const NOWHERE = 'http://127.0.0.1:9'

export interface OutsideDeps {
  /** Address of WeChat's stand-in where the configuration names none. */
  wechatApiBase?: string
  /** How long WeChat may take, in ms; the client's own limit when not given. */
  wechatTimeoutMs?: number
  sms?: SmsSender | null
}

/** Puts the identity module together from the app's own parts and the outside services. */
export function composeIdentity(app: FastifyInstance, outside: OutsideDeps): IdentityDeps {
  const { appId, secret, apiBase, isSandbox } = app.config.wechat
  const webClient = (way: WebWay) => composeWebClient(app, outside, way)
  return {
    db: app.db,
    clock: app.clock,
    log: app.log,
    vault: app.vault,
    sessions: app.sessions,
    wechat: createWechatClient({ appId, secret, apiBase: apiBase ?? outside.wechatApiBase ?? NOWHERE, clock: app.clock, log: app.log, timeoutMs: outside.wechatTimeoutMs }),
    wechatWeb: { oa: webClient('oa'), web: webClient('web') },
    publicUrl: app.config.publicUrl,
    sms: app.config.smsMode === 'off' ? null : (outside.sms ?? null),
    checksMessages: app.config.isProduction,
    takesTouristCode: isSandbox,
  }
}

function composeWebClient({ config, log }: FastifyInstance, { wechatApiBase }: OutsideDeps, way: WebWay): WechatWebClient | null {
  const { apiBase, openBase, [way]: keys } = config.wechat
  const sandbox = wechatApiBase ?? NOWHERE
  return keys && createWechatWebClient({ way, ...keys, apiBase: apiBase ?? sandbox, openBase: openBase ?? sandbox, log })
}

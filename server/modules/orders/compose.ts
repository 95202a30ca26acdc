import type { FastifyInstance } from 'fastify'
import type { WechatClient } from '../../wechat/client'
import { createWechatPay } from '../../wechatPay/provider'
import type { WechatPaySettings } from '../../wechatPay/settings'
import type { OrderDeps } from './deps'

export interface PayOutside {
  /** The stand-in's settings, where the configuration names no account. */
  paySandbox?: WechatPaySettings
}

const NOTIFY_PATH = '/v1/payments/wechat/notify'

/** Puts the module together from the app's own parts and the outside services. */
export function composeOrders(app: FastifyInstance, outside: PayOutside, wechat: WechatClient): OrderDeps {
  const { pay, publicUrl } = app.config
  // The stand-in is asked for twice: it has to be there, and the settings have to want it.
  const sandbox = pay.mode === 'sandbox' ? (outside.paySandbox ?? null) : null
  const settings = pay.wechat ?? sandbox
  return {
    db: app.db,
    clock: app.clock,
    log: app.log,
    vault: app.vault,
    cursors: app.cursors,
    wechat,
    payments: settings && createWechatPay({ settings, clock: app.clock, notifyUrl: `${publicUrl}${NOTIFY_PATH}`, ...(sandbox ? { standInPage: `${sandbox.apiBase}/pay` } : {}) }),
    browserAppId: app.config.wechat.oa?.appId ?? null,
    messages: app.config.wechat,
  }
}

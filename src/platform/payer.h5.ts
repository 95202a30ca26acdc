import type { JsapiParams } from '@contract/payments'
import { ApiFailure } from '@/api/apiError'
import { isInWechat } from './inWechat.h5'
import type { Payer, PayReturn } from './platform'
import { webSignIn } from './webSignIn.h5'

/** What WeChat puts into the pages of its own browser. */
interface WechatBridge {
  invoke(name: 'getBrandWCPayRequest', params: JsapiParams, answer: (result: { err_msg: string }) => void): void
}

const BRIDGE_WAIT_MS = 3000

declare global {
  interface Window {
    WeixinJSBridge?: WechatBridge
  }
}

/** WeChat Pay in a browser: over WeChat's bridge inside WeChat, else on a page of WeChat's that opens it and leads back. */
export const payer: Payer = {
  get channel() {
    return isInWechat() ? 'wechatBrowser' : 'h5'
  },
  async pay(started, returnTo) {
    if (started.channel === 'h5') return leaveFor(started.h5Url, returnTo)
    const bridge = await findBridge(started.standInUrl === undefined ? BRIDGE_WAIT_MS : 0)
    if (bridge) return askBridge(bridge, started.jsapi)
    // The developer tools of a browser that only calls itself WeChat.
    if (started.standInUrl !== undefined) return leaveFor(started.standInUrl, returnTo)
    throw unsupported()
  },
}

function leaveFor(address: string, returnTo: string): PayReturn {
  const url = new URL(address)
  url.searchParams.set('redirect_url', new URL(returnTo, window.location.origin).href)
  webSignIn.leaveFor(url.href)
  return 'away'
}

/** WeChat puts its bridge into a page some time after the page has started. */
function findBridge(waitMs: number): Promise<WechatBridge | undefined> {
  if (window.WeixinJSBridge || waitMs === 0) return Promise.resolve(window.WeixinJSBridge)
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      document.removeEventListener('WeixinJSBridgeReady', end)
      resolve(window.WeixinJSBridge)
    }
    const timer = setTimeout(end, waitMs)
    document.addEventListener('WeixinJSBridgeReady', end)
  })
}

function askBridge(bridge: WechatBridge, params: JsapiParams): Promise<PayReturn> {
  return new Promise((resolve, reject) => {
    bridge.invoke('getBrandWCPayRequest', params, ({ err_msg: message }) => {
      if (message.endsWith(':ok')) resolve('back')
      else if (message.endsWith(':cancel')) resolve('cancelled')
      else reject(unsupported())
    })
  })
}

function unsupported(): ApiFailure {
  return new ApiFailure({ kind: 'unsupported', retryable: false })
}

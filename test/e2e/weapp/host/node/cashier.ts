import type { Network } from './network'
import { WxFailure } from './wxFailure'

/** What the shopper does at WeChat's cashier. `silent`: he pays, and the shop's server is not told. */
export type CashierDeed = 'pay' | 'silent' | 'cancel'

interface Started {
  jsapi?: { package: string }
  standInUrl?: string
}

/** `wx.requestPayment`, played at the stand-in for WeChat Pay: the page of a payment is known from the server's own answer. */
export class Cashier {
  deed: CashierDeed = 'pay'
  private readonly pages = new Map<string, string>()

  constructor(network: Pick<Network, 'onAnswer'>) {
    network.onAnswer = ({ method, path }, data) => {
      if (method === 'POST' && /\/payments$/.test(path)) this.remember(data as Started)
    }
  }

  async pay(prepay: string): Promise<void> {
    if (this.deed === 'cancel') throw new WxFailure('cancel')
    const page = this.pages.get(prepay)
    if (page === undefined) throw new WxFailure(`nobody began the payment ${prepay}`)
    const body = new URLSearchParams({ outcome: this.deed === 'silent' ? 'silent' : 'success' })
    const response = await fetch(page, { method: 'POST', body, redirect: 'manual' })
    if (response.status >= 400) throw new WxFailure(`the stand-in answered ${response.status}`)
  }

  private remember({ jsapi, standInUrl }: Started): void {
    if (jsapi && standInUrl !== undefined) this.pages.set(jsapi.package, standInUrl)
  }
}

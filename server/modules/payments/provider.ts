import type { IncomingHttpHeaders } from 'node:http'
import type { JsapiParams, PaymentChannel } from '@contract/payments'

export interface PrepayRequest {
  channel: PaymentChannel
  appId: string
  /** Who pays; null in a browser outside of WeChat. */
  openid: string | null
  tradeNo: string
  description: string
  amountCents: number
  /** Milliseconds. No payment is taken after it. */
  payBy: number
  clientIp: string
}

/** What the payment service knows of an attempt to pay. `unknown`: it never heard of it. */
export type TradeState = 'open' | 'paid' | 'closed' | 'unknown'

export interface Trade {
  tradeNo: string
  state: TradeState
  /** The three are there when it is paid. */
  transactionId: string | null
  amountCents: number | null
  /** Milliseconds. */
  paidAt: number | null
}

export interface RefundRequest {
  refundNo: string
  tradeNo: string
  amountCents: number
  totalCents: number
}

/**
 * `abnormal`: the money cannot go back the way it came (a card that was closed); it may yet end well, once somebody sees to
 * it in WeChat's console. `closed`: over without a cent moved; another try needs another number.
 */
export type RefundState = 'processing' | 'succeeded' | 'abnormal' | 'closed'

export type Notice = { kind: 'payment'; trade: Trade } | { kind: 'refund'; refundNo: string; state: RefundState } | { kind: 'other' }

/**
 * Takes and returns money. Every method but `readNotice` may reject with `PaymentFailure`; each may be repeated with the
 * same numbers without anything happening twice.
 */
export interface PaymentProvider {
  /** A prepay id, or for `h5` the address to open. */
  prepay(request: PrepayRequest): Promise<string>
  /** What `wx.requestPayment` is called with. */
  jsapiParams(appId: string, prepayId: string): JsapiParams
  query(tradeNo: string): Promise<Trade>
  /** Afterwards no money can come; `paid` when it came before. */
  close(tradeNo: string): Promise<'closed' | 'paid'>
  refund(request: RefundRequest): Promise<RefundState>
  queryRefund(refundNo: string): Promise<RefundState | 'unknown'>
  /** Throws the problem `payment_notice_refused` for whatever the payment service did not sign a moment ago. */
  readNotice(headers: IncomingHttpHeaders, body: string): Notice
  /** The page that plays this payment, where a stand-in is at work; null in earnest. */
  standInUrl(prepayId: string): string | null
}

/** The payment service refused, by its own code, or gave no usable answer (`code` is null): then nobody knows. */
export class PaymentFailure extends Error {
  constructor(
    readonly code: string | null,
    message: string,
  ) {
    super(message)
    this.name = 'PaymentFailure'
  }
}

import type { IncomingHttpHeaders } from 'node:http'
import type { Clock } from '../clock'
import { problem } from '../errors'
import { PaymentFailure, type Notice, type PaymentProvider, type PrepayRequest, type RefundState, type Trade } from '../modules/payments/provider'
import { shanghaiTime } from '../wechat/shanghaiTime'
import { distrust } from './proof'
import type { WechatPaySettings } from './settings'
import { newNonce, openSealed, signLines, type Sealed } from './signature'
import { callPay, type PayAnswer, type PayCall } from './transport'

export interface WechatPayOptions {
  settings: WechatPaySettings
  clock: Clock
  /** Where WeChat sends its notices: https, without a query. */
  notifyUrl: string
  /** Address of the page that plays payments, where a stand-in is at work. */
  standInPage?: string
}

/** WeChat Pay v3: JSAPI for the mini-program and WeChat's browser, H5 for every other phone browser. */
export function createWechatPay({ settings, clock, notifyUrl, standInPage }: WechatPayOptions): PaymentProvider {
  const call = (request: PayCall) => callPay(settings, clock, request)
  const query = async (tradeNo: string): Promise<Trade> => {
    try {
      return readTrade(await call({ method: 'GET', path: `/v3/pay/transactions/out-trade-no/${encodeURIComponent(tradeNo)}?mchid=${settings.mchId}` }), settings.mchId)
    } catch (error) {
      if (isCode(error, 'ORDER_NOT_EXIST', 'ORDERNOTEXIST', 'RESOURCE_NOT_EXISTS')) return { tradeNo, state: 'unknown', transactionId: null, amountCents: null, paidAt: null }
      throw error
    }
  }
  return {
    async prepay(request) {
      const isH5 = request.channel === 'h5'
      const answer = await call({ method: 'POST', path: `/v3/pay/transactions/${isH5 ? 'h5' : 'jsapi'}`, body: prepayBody(settings, notifyUrl, request) })
      return text(answer[isH5 ? 'h5_url' : 'prepay_id'])
    },
    jsapiParams(appId, prepayId) {
      const timeStamp = String(Math.floor(clock.now() / 1000))
      const nonceStr = newNonce()
      const wrapped = `prepay_id=${prepayId}`
      return { appId, timeStamp, nonceStr, package: wrapped, signType: 'RSA', paySign: signLines(settings.privateKey, [appId, timeStamp, nonceStr, wrapped]) }
    },
    query,
    async close(tradeNo) {
      try {
        await call({ method: 'POST', path: `/v3/pay/transactions/out-trade-no/${encodeURIComponent(tradeNo)}/close`, body: { mchid: settings.mchId } })
        return 'closed'
      } catch (error) {
        // A trade that WeChat never heard of, because our request got lost, can get no money either.
        if (isCode(error, 'ORDER_NOT_EXIST', 'ORDERNOTEXIST', 'RESOURCE_NOT_EXISTS', 'ORDER_CLOSED', 'ORDERCLOSED')) return 'closed'
        if (!isCode(error, 'ORDER_PAID', 'ORDERPAID', 'TRADE_ERROR')) throw error
        const { state } = await query(tradeNo)
        if (state === 'open') throw error
        return state === 'paid' ? 'paid' : 'closed'
      }
    },
    async refund({ refundNo, tradeNo, amountCents, totalCents }) {
      const amount = { refund: amountCents, total: totalCents, currency: 'CNY' }
      return readRefundState(await call({ method: 'POST', path: '/v3/refund/domestic/refunds', body: { out_trade_no: tradeNo, out_refund_no: refundNo, notify_url: notifyUrl, amount } }))
    },
    async queryRefund(refundNo) {
      try {
        return readRefundState(await call({ method: 'GET', path: `/v3/refund/domestic/refunds/${encodeURIComponent(refundNo)}` }))
      } catch (error) {
        if (isCode(error, 'RESOURCE_NOT_EXISTS')) return 'unknown'
        throw error
      }
    },
    readNotice: (headers, body) => readNotice(settings, headers, body, clock.now()),
    standInUrl: (prepayId) => (standInPage === undefined ? null : `${standInPage}/${encodeURIComponent(prepayId)}`),
  }
}

function prepayBody({ mchId }: WechatPaySettings, notifyUrl: string, request: PrepayRequest): Record<string, unknown> {
  return {
    appid: request.appId,
    mchid: mchId,
    description: request.description,
    out_trade_no: request.tradeNo,
    time_expire: shanghaiTime(request.payBy),
    notify_url: notifyUrl,
    amount: { total: request.amountCents, currency: 'CNY' },
    ...(request.openid === null
      ? { scene_info: { payer_client_ip: request.clientIp, h5_info: { type: 'Wap' } } }
      : { payer: { openid: request.openid }, scene_info: { payer_client_ip: request.clientIp } }),
  }
}

function readNotice(settings: WechatPaySettings, headers: IncomingHttpHeaders, body: string, now: number): Notice {
  const header = (name: string) => {
    const value = headers[`wechatpay-${name}`]
    return typeof value === 'string' ? value : undefined
  }
  const signed = { timestamp: header('timestamp'), nonce: header('nonce'), serial: header('serial'), signature: header('signature') }
  const reason = distrust(settings.platformKeys, signed, body, now)
  if (reason) throw problem('payment_notice_refused', { detail: reason })
  const { event_type: event, resource } = JSON.parse(body) as { event_type?: unknown; resource?: Sealed }
  if (!resource) return { kind: 'other' }
  const content = JSON.parse(openSealed(settings.apiV3Key, resource)) as PayAnswer
  // Signed by WeChat, and yet about another merchant's money: sent on by somebody.
  if (content['mchid'] !== settings.mchId) throw problem('payment_notice_refused', { detail: 'about another merchant' })
  if (event === 'TRANSACTION.SUCCESS') return { kind: 'payment', trade: readTrade(content, settings.mchId) }
  if (typeof event === 'string' && event.startsWith('REFUND.')) return { kind: 'refund', refundNo: text(content['out_refund_no']), state: refundState(content['refund_status']) }
  return { kind: 'other' }
}

/** REFUND: paid, and since returned in part or whole. */
const PAID = new Set(['SUCCESS', 'REFUND'])
const CLOSED = new Set(['CLOSED', 'REVOKED', 'PAYERROR'])

function readTrade(answer: PayAnswer, mchId: string): Trade {
  if (answer['mchid'] !== mchId) throw new PaymentFailure(null, 'a trade of another merchant')
  const state = text(answer['trade_state'])
  const tradeNo = text(answer['out_trade_no'])
  if (!PAID.has(state)) return { tradeNo, state: CLOSED.has(state) ? 'closed' : 'open', transactionId: null, amountCents: null, paidAt: null }
  const { total } = answer['amount'] as { total?: unknown }
  const paidAt = Date.parse(text(answer['success_time']))
  return { tradeNo, state: 'paid', transactionId: text(answer['transaction_id']), amountCents: typeof total === 'number' ? total : null, paidAt: Number.isNaN(paidAt) ? null : paidAt }
}

function readRefundState(answer: PayAnswer): RefundState {
  return refundState(answer['status'])
}

function refundState(status: unknown): RefundState {
  if (status === 'SUCCESS') return 'succeeded'
  if (status === 'ABNORMAL') return 'abnormal'
  return status === 'CLOSED' ? 'closed' : 'processing'
}

function text(value: unknown): string {
  if (typeof value !== 'string' || value === '') throw new PaymentFailure(null, 'an answer without what was asked for')
  return value
}

function isCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof PaymentFailure && error.code !== null && codes.includes(error.code)
}

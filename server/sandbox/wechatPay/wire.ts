import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '../../clock'
import { verifyLines } from '../../wechatPay/signature'
import type { PayKeys } from './keys'
import { paymentNotice, refundNotice, signedHeaders, tradeContent } from './notices'
import type { Outbox } from './outbox'
import type { PayState, RefundEnd, StandInRefund, StandInTrade } from './state'

export interface WireDeps {
  state: PayState
  keys: PayKeys
  clock: Clock
  mchId: string
  serial: string
  outbox: Outbox
}

type Wire = Record<string, unknown>
const WINDOW_SECONDS = 300

/** WeChat Pay's v3 API, as far as the shop calls it: requests are checked and answers signed as WeChat does. */
export function wireRoutes(app: FastifyInstance, deps: WireDeps): void {
  const { state, mchId } = deps
  app.addHook('preHandler', async (request, reply) => {
    const path = request.routeOptions.url ?? request.url
    state.count(path)
    if (!isSigned(deps, request)) return refuse(reply, 401, 'SIGN_ERROR')
    const fault = state.takeFault(path)
    if (!fault) return
    if (fault.drop) {
      reply.hijack()
      request.raw.socket.destroy()
      return reply
    }
    if (fault.forged) void reply.header('x-forged', 'true')
    if (fault.payFirst) request.payFirst = true
    if (fault.status !== undefined) return refuse(reply, fault.status, fault.code ?? 'SYSTEM_ERROR')
  })
  app.addHook('onSend', async (_request, reply, payload) => {
    if (reply.statusCode >= 300) return payload
    const body = typeof payload === 'string' ? payload : ''
    const headers = signedHeaders(deps.keys, deps.clock, body)
    if (reply.getHeader('x-forged')) headers['wechatpay-nonce'] = 'another'
    void reply.removeHeader('x-forged').headers(headers)
    return payload
  })

  app.post('/v3/pay/transactions/jsapi', (request, reply) => prepay(deps, request, reply, 'JSAPI'))
  app.post('/v3/pay/transactions/h5', (request, reply) => prepay(deps, request, reply, 'MWEB'))

  app.get<{ Params: { no: string } }>('/v3/pay/transactions/out-trade-no/:no', async (request, reply) => {
    const trade = state.trades.get(request.params.no)
    return trade ? tradeContent(mchId, trade) : refuse(reply, 404, 'ORDER_NOT_EXIST')
  })
  app.post<{ Params: { no: string } }>('/v3/pay/transactions/out-trade-no/:no/close', async (request, reply) => {
    const trade = state.trades.get(request.params.no)
    if (!trade) return refuse(reply, 404, 'ORDER_NOT_EXIST')
    if (trade.status === 'SUCCESS' || trade.status === 'REFUND') return refuse(reply, 400, 'ORDERPAID')
    trade.status = 'CLOSED'
    return reply.code(204).send()
  })

  app.post('/v3/refund/domestic/refunds', (request, reply) => refund(deps, request, reply))
  app.get<{ Params: { no: string } }>('/v3/refund/domestic/refunds/:no', async (request, reply) => {
    const known = state.refunds.get(request.params.no)
    return known ? { out_refund_no: known.refundNo, refund_id: known.refundId, status: known.status } : refuse(reply, 404, 'RESOURCE_NOT_EXISTS')
  })
}

/** The shopper's phone and the news of it, for the page and for tests. */
export function playPayment({ state, keys, clock, mchId, outbox }: WireDeps, trade: StandInTrade, outcome: 'success' | 'fail', notices = 1): boolean {
  if (outcome === 'fail') {
    if (trade.status === 'NOTPAY') trade.status = 'PAYERROR'
    return true
  }
  if (!state.pay(trade)) return false
  for (let i = 0; i < notices; i += 1) outbox.add(() => paymentNotice(keys, clock, mchId, trade))
  return true
}

/** The end of a refund and the news of it: by itself, or as somebody puts it right in the merchant console. */
export function playRefundEnd({ state, keys, clock, mchId, outbox }: WireDeps, refund: StandInRefund, end: RefundEnd): void {
  state.endRefund(refund, end)
  outbox.add(() => refundNotice(keys, clock, mchId, refund))
}

async function prepay(deps: WireDeps, request: FastifyRequest, reply: FastifyReply, type: StandInTrade['type']) {
  const body = asRecord(request.body)
  const openid = asRecord(body['payer'])['openid']
  const total = asRecord(body['amount'])['total']
  const payBy = Date.parse(String(body['time_expire']))
  const texts = ['appid', 'description', 'out_trade_no', 'notify_url'].every((name) => typeof body[name] === 'string' && body[name] !== '')
  const isComplete = texts && body['mchid'] === deps.mchId && typeof total === 'number' && total >= 1 && !Number.isNaN(payBy) && (type === 'MWEB' || typeof openid === 'string')
  if (!isComplete) return refuse(reply, 400, 'PARAM_ERROR')
  const trade = deps.state.prepay({
    tradeNo: String(body['out_trade_no']),
    appId: String(body['appid']),
    openid: typeof openid === 'string' ? openid : null,
    type,
    description: String(body['description']),
    totalCents: total,
    notifyUrl: String(body['notify_url']),
    payBy,
  })
  if (typeof trade === 'string') return refuse(reply, 400, trade)
  if (request.payFirst) {
    playPayment(deps, trade, 'success')
    await deps.outbox.flush()
  }
  return type === 'JSAPI' ? { prepay_id: trade.prepayId } : { h5_url: `http://${request.host}/pay/${trade.prepayId}` }
}

async function refund(deps: WireDeps, request: FastifyRequest, reply: FastifyReply) {
  const { state } = deps
  const body = asRecord(request.body)
  const trade = state.trades.get(String(body['out_trade_no']))
  const amount = asRecord(body['amount'])
  const refundNo = String(body['out_refund_no'])
  const known = state.refunds.get(refundNo)
  if (known && known.amountCents !== amount['refund']) return refuse(reply, 400, 'INVALID_REQUEST')
  if (known) return { out_refund_no: refundNo, refund_id: known.refundId, status: known.status }
  const rest = trade ? state.restOf(trade) : 0
  if (!trade || rest === 0) return refuse(reply, 404, 'RESOURCE_NOT_EXISTS')
  const wanted = amount['refund']
  if (amount['total'] !== trade.totalCents || typeof wanted !== 'number' || !Number.isInteger(wanted) || wanted < 1 || wanted > rest) return refuse(reply, 400, 'INVALID_REQUEST')
  if (trade.refundFate === 'NOT_ENOUGH') return refuse(reply, 403, 'NOT_ENOUGH')
  const made: StandInRefund = { refundNo, refundId: `5030${randomBytes(10).toString('hex')}`, tradeNo: trade.tradeNo, amountCents: wanted, status: 'SUCCESS', notifyUrl: String(body['notify_url']) }
  state.refunds.set(refundNo, made)
  playRefundEnd(deps, made, trade.refundFate)
  // As at WeChat: the bank takes its time, and the notice tells the end.
  return { out_refund_no: refundNo, refund_id: made.refundId, status: 'PROCESSING' }
}

function isSigned({ keys, clock, mchId, serial }: WireDeps, request: FastifyRequest): boolean {
  const header = /^WECHATPAY2-SHA256-RSA2048 (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
  const parts = Object.fromEntries([...header.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]))
  const { mchid, nonce_str: nonce, signature, timestamp, serial_no: givenSerial } = parts
  if (mchid !== mchId || givenSerial !== serial || !nonce || !signature || !timestamp) return false
  if (Math.abs(clock.now() / 1000 - Number(timestamp)) > WINDOW_SECONDS) return false
  return verifyLines(keys.merchant.publicKey, [request.method, request.url, timestamp, nonce, request.rawText ?? ''], signature)
}

function refuse(reply: FastifyReply, status: number, code: string): FastifyReply {
  return reply.code(status).send({ code, message: `stand-in: ${code}` })
}

function asRecord(value: unknown): Wire {
  return typeof value === 'object' && value !== null ? (value as Wire) : {}
}

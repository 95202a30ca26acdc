import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../clock'
import { THING_LENGTH } from '../../wechat/subscribeMessage'
import { checkSessionSignature } from './cipher'
import { playFault } from './faults'
import { fullNumber } from './shopper'
import type { WechatState } from './state'

export type Wire = Record<string, unknown>

/** WeChat's HTTP API, as far as the shop calls it. Every answer is 200; failures are told by `errcode`. */
export function wireRoutes(app: FastifyInstance, state: WechatState, clock: Clock): void {
  app.addHook('preHandler', async (request, reply) => {
    const path = request.routeOptions.url ?? request.url
    state.count(path)
    const fault = state.faults.take(path)
    if (fault && (await playFault(fault, request, reply))) return reply
  })

  app.get('/sns/jscode2session', async (request, reply) => {
    // WeChat labels this JSON as text: a client that trusts the label never parses it.
    return reply.type('text/plain').send(JSON.stringify(exchange(state, request.query as Wire)))
  })
  app.post('/cgi-bin/stable_token', async (request) => stableToken(state, asRecord(request.body)))
  app.post('/wxa/business/getuserphonenumber', async (request) => phoneNumber(state, clock, request.query as Wire, asRecord(request.body)))
  app.route({
    method: ['GET', 'POST'],
    url: '/wxa/checksession',
    handler: async (request) => checkSession(state, { ...(request.query as Wire), ...asRecord(request.body) }),
  })
  app.post('/wxa/sec/order/upload_shipping_info', async (request) => shippingInfo(state, request.query as Wire, asRecord(request.body)))
  app.post('/cgi-bin/message/subscribe/send', async (request) => subscribeMessage(state, request.query as Wire, asRecord(request.body)))
  app.post('/wxa/business/checkencryptedmsg', async (request) => checkMessage(state, request.query as Wire, asRecord(request.body)))
}

function exchange(state: WechatState, query: Wire): Wire {
  const fault = appFault(state, query) ?? (query['grant_type'] === 'authorization_code' ? null : failure(40002, 'invalid grant_type'))
  if (fault) return fault
  const code = textOf(query['js_code'])
  if (code === '') return failure(41008, 'missing code')
  const answer = state.redeem('login', code)
  if ('errcode' in answer) return failure(answer.errcode, answer.errmsg)
  const { shopper, sessionKey } = answer
  if (shopper.errors.login) return failure(shopper.errors.login, 'scripted')
  return { session_key: sessionKey, openid: shopper.openid, ...(shopper.unionid ? { unionid: shopper.unionid } : {}) }
}

function stableToken(state: WechatState, body: Wire): Wire {
  const fault = appFault(state, body) ?? (body['grant_type'] === 'client_credential' ? null : failure(40002, 'invalid grant_type'))
  if (fault) return fault
  const answer = state.stableToken(body['force_refresh'] === true)
  return 'errcode' in answer ? failure(answer.errcode, answer.errmsg) : answer
}

function phoneNumber(state: WechatState, clock: Clock, query: Wire, body: Wire): Wire {
  const fault = tokenFault(state, query)
  if (fault) return fault
  const answer = state.redeem('phone', textOf(body['code']))
  if ('errcode' in answer) return failure(answer.errcode, answer.errmsg)
  const { shopper } = answer
  if (shopper.errors.phone) return failure(shopper.errors.phone, 'scripted')
  return {
    errcode: 0,
    errmsg: 'ok',
    phone_info: {
      phoneNumber: fullNumber(shopper),
      purePhoneNumber: shopper.phone,
      countryCode: shopper.countryCode,
      watermark: { timestamp: Math.floor(clock.now() / 1000), appid: state.appId },
    },
  }
}

function checkSession(state: WechatState, query: Wire): Wire {
  const fault = tokenFault(state, query)
  if (fault) return fault
  const shopper = state.shopperByOpenid(textOf(query['openid']))
  if (!shopper) return failure(40003, 'invalid openid')
  return checkSessionSignature(shopper.sessionKey) === query['signature'] ? { errcode: 0, errmsg: 'ok' } : failure(87009, 'invalid signature')
}

function checkMessage(state: WechatState, query: Wire, body: Wire): Wire {
  const fault = tokenFault(state, query)
  if (fault) return fault
  const createdAt = state.messageCreatedAt(textOf(body['encrypted_msg_hash']))
  // "vaild" is how WeChat spells it.
  return { errcode: 0, errmsg: 'ok', vaild: createdAt !== undefined, create_time: createdAt ?? 0 }
}

function shippingInfo(state: WechatState, query: Wire, body: Wire): Wire {
  const fault = tokenFault(state, query)
  if (fault) return fault
  const { order_number_type: kind, transaction_id: transactionId } = asRecord(body['order_key'])
  const list = body['shipping_list']
  const isComplete = kind === 2 && textOf(transactionId) !== '' && Array.isArray(list) && list.length > 0 && textOf(asRecord(body['payer'])['openid']) !== '' && textOf(body['upload_time']) !== ''
  if (!isComplete) return failure(47001, 'data format error')
  const errcode = state.noteShipment(textOf(transactionId), body)
  return errcode === 0 ? { errcode, errmsg: 'ok' } : failure(errcode, 'the order has been shipped')
}

function subscribeMessage(state: WechatState, query: Wire, body: Wire): Wire {
  const fault = tokenFault(state, query)
  if (fault) return fault
  const shopper = state.shopperByOpenid(textOf(body['touser']))
  if (!shopper) return failure(40003, 'invalid openid')
  const templateId = textOf(body['template_id'])
  if (templateId === '') return failure(40037, 'invalid template_id')
  const data = Object.fromEntries(Object.entries(asRecord(body['data'])).map(([name, field]) => [name, textOf(asRecord(field)['value'])]))
  const isBad = Object.entries(data).some(([name, value]) => value === '' || (name.startsWith('thing') && [...value].length > THING_LENGTH))
  if (isBad || Object.keys(data).length === 0) return failure(47003, 'argument invalid!')
  return state.takeMessage(shopper, templateId, { page: textOf(body['page']), data }) ? { errcode: 0, errmsg: 'ok' } : failure(43101, 'user refuse to accept the msg')
}

function appFault(state: WechatState, given: Wire): Wire | null {
  if (!given['appid']) return failure(41002, 'appid missing')
  if (given['appid'] !== state.appId) return failure(40013, 'invalid appid')
  if (!given['secret']) return failure(41004, 'appsecret missing')
  if (given['secret'] !== state.secret) return failure(40125, 'invalid appsecret')
  return null
}

function tokenFault(state: WechatState, query: Wire): Wire | null {
  if (!query['access_token']) return failure(41001, 'access_token missing')
  return state.isTokenGood(textOf(query['access_token'])) ? null : failure(40001, 'invalid credential, access_token is invalid or not latest')
}

/** WeChat ends every message with an id for its support. */
export function failure(errcode: number, errmsg: string): Wire {
  const hex = randomBytes(12).toString('hex')
  return { errcode, errmsg: `${errmsg}, rid: ${hex.slice(0, 8)}-${hex.slice(8, 16)}-${hex.slice(16)}` }
}

function asRecord(body: unknown): Wire {
  return typeof body === 'object' && body !== null ? (body as Wire) : {}
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

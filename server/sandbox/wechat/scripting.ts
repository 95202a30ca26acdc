import { Type, type Static } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../clock'
import { encryptForMiniProgram, rawDataSignature } from './cipher'
import { fullNumber, type Shopper } from './shopper'
import type { WechatState } from './state'

const ShopperName = Type.Object({ shopper: Type.String({ minLength: 1, maxLength: 64 }) })
const Subscription = Type.Object({ shopper: Type.String({ minLength: 1, maxLength: 64 }), templateIds: Type.Array(Type.String({ minLength: 1 }), { minItems: 1, maxItems: 3 }) })
const Errcode = Type.Optional(Type.Integer())
const Script = Type.Object(
  {
    phone: Type.Optional(Type.String({ pattern: '^\\d{6,15}$' })),
    countryCode: Type.Optional(Type.String({ pattern: '^\\d{1,4}$' })),
    unionid: Type.Optional(Type.Union([Type.String(), Type.Null()])),
    nickname: Type.Optional(Type.String()),
    snapshot: Type.Optional(Type.Boolean()),
    errors: Type.Optional(Type.Object({ login: Errcode, phone: Errcode, phoneButton: Errcode }, { additionalProperties: false })),
  },
  { additionalProperties: false },
)
const FaultBody = Type.Object(
  {
    path: Type.String({ pattern: '^/' }),
    times: Type.Optional(Type.Integer({ minimum: 1 })),
    delayMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 60_000 })),
    errcode: Errcode,
    errmsg: Type.Optional(Type.String()),
    malformed: Type.Optional(Type.Boolean()),
    html: Type.Optional(Type.Boolean()),
    drop: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)

/** What happens on the phone: `wx.login`, the phone button, `wx.getUserInfo`; and the handles for tests. */
export function scriptingRoutes(app: FastifyInstance, state: WechatState, clock: Clock): void {
  app.post<{ Body: Static<typeof ShopperName> }>('/sandbox/login', { schema: { body: ShopperName } }, async (request) => ({
    code: state.login(state.shopper(request.body.shopper)),
  }))
  app.post<{ Body: Static<typeof ShopperName> }>('/sandbox/phone', { schema: { body: ShopperName } }, async (request) =>
    tapPhoneButton(state, clock, state.shopper(request.body.shopper)),
  )
  app.post<{ Body: Static<typeof ShopperName> }>('/sandbox/user-info', { schema: { body: ShopperName } }, async (request) =>
    userInfo(state, clock, state.shopper(request.body.shopper)),
  )
  app.post<{ Body: Static<typeof Subscription> }>('/sandbox/subscriptions', { schema: { body: Subscription } }, async (request, reply) => {
    state.grantMessages(state.shopper(request.body.shopper), request.body.templateIds)
    return reply.code(204).send()
  })
  app.get('/sandbox/messages', async () => state.subscribeMessages)
  app.put<{ Params: { name: string }; Body: Static<typeof Script> }>('/sandbox/shoppers/:name', { schema: { body: Script } }, async (request) => {
    const { openid, unionid, phone, nickname } = Object.assign(state.shopper(request.params.name), request.body)
    return { openid, unionid, phone, nickname }
  })
  app.put<{ Body: Static<typeof FaultBody> }>('/sandbox/faults', { schema: { body: FaultBody } }, async (request, reply) => {
    state.faults.add({ ...request.body, times: request.body.times ?? 1 })
    return reply.code(204).send()
  })
  app.delete('/sandbox/faults', async (_request, reply) => {
    state.faults.clear()
    return reply.code(204).send()
  })
  app.delete('/sandbox/tokens', async (_request, reply) => {
    state.dropTokens()
    return reply.code(204).send()
  })
  app.get('/sandbox/shipments', async () => Object.fromEntries(state.shipments))
  app.get('/sandbox/calls', async () => Object.fromEntries(state.calls))
  app.delete('/sandbox/calls', async (_request, reply) => {
    state.calls.clear()
    return reply.code(204).send()
  })
}

function tapPhoneButton(state: WechatState, clock: Clock, shopper: Shopper) {
  const errno = shopper.errors.phoneButton
  if (errno) return { errMsg: errno === 1400001 ? 'getPhoneNumber:fail jsapi has no permission' : 'getPhoneNumber:fail user deny', errno }
  const number = { phoneNumber: fullNumber(shopper), purePhoneNumber: shopper.phone, countryCode: shopper.countryCode }
  return { errMsg: 'getPhoneNumber:ok', code: state.phoneCode(shopper), ...sealed(state, clock, shopper, number) }
}

function userInfo(state: WechatState, clock: Clock, shopper: Shopper) {
  const shown = { nickName: shopper.nickname, gender: 0, language: '', city: '', province: '', country: '', avatarUrl: '', is_demote: true }
  const rawData = JSON.stringify(shown)
  const secret = { openId: shopper.openid, ...shown, ...(shopper.unionid ? { unionId: shopper.unionid } : {}) }
  return {
    errMsg: 'getUserInfo:ok',
    rawData,
    signature: rawDataSignature(rawData, shopper.sessionKey),
    userInfo: shown,
    ...sealed(state, clock, shopper, secret),
  }
}

function sealed(state: WechatState, clock: Clock, shopper: Shopper, payload: object) {
  const watermark = { timestamp: Math.floor(clock.now() / 1000), appid: state.appId }
  const encrypted = encryptForMiniProgram({ ...payload, watermark }, shopper.sessionKey)
  state.rememberMessage(encrypted.encryptedData)
  return encrypted
}

import { Type, type Static } from '@sinclair/typebox'
import { Cents, Instant, Nullable, Strict } from './common'

/** Where the shopper pays: in the mini-program, in WeChat's own browser, or in any other phone browser, which opens WeChat. */
export const PaymentChannel = Type.Union([Type.Literal('weapp'), Type.Literal('wechatBrowser'), Type.Literal('h5')])

/**
 * `code`: a fresh `wx.login` code, wanted only where the account has no WeChat identity of this app (signed in by SMS):
 * WeChat takes the money from an openid.
 */
export const PaymentInput = Type.Object({ channel: PaymentChannel, code: Type.Optional(Type.String({ minLength: 1, maxLength: 256 })) }, Strict)

/** For `wx.requestPayment` and `WeixinJSBridge`, as they are. */
export const JsapiParams = Type.Object({
  appId: Type.String(),
  timeStamp: Type.String(),
  nonceStr: Type.String(),
  package: Type.String(),
  signType: Type.Literal('RSA'),
  paySign: Type.String(),
})

/**
 * What the client needs to let the shopper pay. Afterwards it asks `POST /v1/orders/{number}/payments/check`: what the
 * phone says about success is never believed. `standInUrl` exists in development alone: a page that plays the payment.
 */
export const PaymentStarted = Type.Union([
  Type.Object({
    channel: Type.Literal('weapp'),
    jsapi: JsapiParams,
    amountCents: Cents,
    payBy: Instant,
    standInUrl: Type.Optional(Type.String()),
    messageTemplateId: Nullable(Type.String({ description: 'What leave may be asked for once it is paid: a message when the parcel is shipped; null: nothing' })),
  }),
  Type.Object({ channel: Type.Literal('wechatBrowser'), jsapi: JsapiParams, amountCents: Cents, payBy: Instant, standInUrl: Type.Optional(Type.String()) }),
  Type.Object({ channel: Type.Literal('h5'), h5Url: Type.String({ description: 'Open it; it lives five minutes' }), amountCents: Cents, payBy: Instant }),
])

export type PaymentChannel = Static<typeof PaymentChannel>
export type PaymentInput = Static<typeof PaymentInput>
export type JsapiParams = Static<typeof JsapiParams>
export type PaymentStarted = Static<typeof PaymentStarted>

import { Type, type Static } from '@sinclair/typebox'
import { Id, Instant, MobileNumber, Nullable, Strict } from './common'
import { NICKNAME_MAX_LENGTH } from './limits'

export { CONSENT_VERSION } from './limits'

/** The shopper's agreement, kept as a record: which text, and through which channel. */
export const Consent = Type.Object(
  {
    version: Type.String({ minLength: 1, maxLength: 32 }),
    analytics: Type.Optional(Type.Boolean({ description: 'As a guest he allowed usage statistics on this device; an account that never chose takes it over' })),
  },
  Strict,
)

/** `wx.login` codes and phone codes are opaque and short; the bound keeps junk away from WeChat. */
const WechatCode = Type.String({ minLength: 1, maxLength: 256 })
const Base64 = Type.String({ minLength: 1, maxLength: 6000, pattern: '^[A-Za-z0-9+/]+={0,2}$' })
const SmsCode = Type.String({ pattern: '^\\d{6}$' })

/** Takes back a deletion that was asked for; this very sign-in is the proof. Without it such an account answers `account_deleting`. */
export const undoDeletion = Type.Optional(Type.Boolean())

/**
 * Sign in or up with a mini-program login code. Without `consent` only a returning shopper is let in
 * (`not_registered` otherwise): that is the silent sign-in at launch, which must never create an account.
 */
export const WechatSignIn = Type.Object(
  {
    code: WechatCode,
    phoneCode: Type.Optional(WechatCode),
    encryptedData: Type.Optional(Base64),
    iv: Type.Optional(Type.String({ minLength: 24, maxLength: 24, pattern: '^[A-Za-z0-9+/]+={0,2}$' })),
    rawData: Type.Optional(Type.String({ maxLength: 4096 })),
    signature: Type.Optional(Type.String({ pattern: '^[0-9a-f]{40}$' })),
    consent: Type.Optional(Consent),
    undoDeletion,
  },
  Strict,
)

export const SmsPurpose = Type.Union([Type.Literal('signIn'), Type.Literal('bindPhone')])

/** Ask for a one-time code. Inside a session the purpose defaults to `bindPhone`, outside to `signIn`. */
export const SmsCodeRequest = Type.Object({ phone: MobileNumber, purpose: Type.Optional(SmsPurpose) }, Strict)

/** The same answer whether the number is known or not (security requirement 16). */
export const SmsCodeSent = Type.Object({
  requestId: Id,
  expiresInSeconds: Type.Integer(),
  retryAfterSeconds: Type.Integer(),
})

export const SmsSignIn = Type.Object(
  {
    phone: MobileNumber,
    code: SmsCode,
    requestId: Type.Optional(Id),
    consent: Type.Optional(Consent),
    undoDeletion,
  },
  Strict,
)

/**
 * Showing again who one is, before what cannot be taken back (another number, a merge, a deletion): a fresh
 * `wx.login` code of an identity of this account, or the code sent to its own number. Good for ten minutes.
 */
export const Proof = Type.Union([Type.Object({ code: WechatCode }, Strict), Type.Object({ smsCode: SmsCode, requestId: Type.Optional(Id) }, Strict)])

/** What a gate may ask for, from least to most. */
export const Capability = Type.Union([Type.Literal('member'), Type.Literal('phoneVerified')])

export const Me = Type.Object({
  id: Id,
  nickname: Nullable(Type.String()),
  avatarUrl: Nullable(Type.String({ description: 'Path below the API, such as /v1/avatars/…/288.webp; .jpg in its place is the same picture as JPEG' })),
  phone: Nullable(Type.String({ description: 'Masked, such as 138****8000' })),
  capability: Capability,
  consentVersion: Nullable(Type.String({ description: 'Null after the agreement was taken back' })),
  analyticsConsentVersion: Nullable(Type.String({ description: 'Null unless the shopper allows usage statistics' })),
  analyticsId: Type.String({ description: 'Who this is in the statistics: a keyed hash that leads back to nobody' }),
  createdAt: Instant,
  isLimited: Type.Optional(Type.Boolean({ description: 'Signed in by the number of an account that nobody used for 90 days: nothing of it is shown before a second proof' })),
})

export const MeUpdate = Type.Object(
  {
    nickname: Type.Optional(Nullable(Type.String({ minLength: 1, maxLength: NICKNAME_MAX_LENGTH }))),
    consent: Type.Optional(Consent),
  },
  Strict,
)

/** Why the number that came with a sign-in was not taken. The sign-in itself stands; the app offers another way. */
export const PhoneProblem = Type.Union([
  Type.Literal('phone_taken'),
  Type.Literal('phone_already_verified'),
  Type.Literal('phone_decrypt_failed'),
  Type.Literal('wechat_code_invalid'),
  Type.Literal('wechat_quota_exhausted'),
  Type.Literal('wechat_unavailable'),
  Type.Literal('wechat_high_risk'),
  Type.Literal('rate_limited'),
])

/**
 * A successful sign-in. `token` is answered to the mini-program alone; a browser gets a cookie that
 * JavaScript never sees, and null here (security requirement 2).
 */
export const SessionStarted = Type.Object({
  token: Nullable(Type.String()),
  expiresAt: Instant,
  isNewUser: Type.Boolean(),
  user: Me,
  phoneProblem: Type.Optional(PhoneProblem),
})

/** Takes the place of the number that the account has. Without it a second number is `phone_already_verified`. */
const replace = Type.Optional(Type.Boolean())

/**
 * Phone authorization: WeChat's phone code, or its older encrypted form, or a number with an SMS code.
 * The encrypted form opens with the session_key of the shopper's last `wx.login` before the tap. If that was
 * never exchanged (the app holds a fresh code), the held code goes along as `code`; one fetched after the tap
 * would bring another key.
 */
export const PhoneProof = Type.Union([
  Type.Object({ phoneCode: WechatCode, replace }, Strict),
  Type.Object(
    {
      encryptedData: Base64,
      iv: Type.String({ minLength: 24, maxLength: 24, pattern: '^[A-Za-z0-9+/]+={0,2}$' }),
      code: Type.Optional(WechatCode),
      replace,
    },
    Strict,
  ),
  Type.Object({ phone: MobileNumber, code: SmsCode, requestId: Type.Optional(Id), replace }, Strict),
])

/** `token` replaces the mini-program's; null (a browser, or a number that was verified before) leaves it as it is. */
export const PhoneVerified = Type.Object({ user: Me, token: Nullable(Type.String()) })

export type Consent = Static<typeof Consent>
export type WechatSignIn = Static<typeof WechatSignIn>
export type SmsPurpose = Static<typeof SmsPurpose>
export type SmsCodeRequest = Static<typeof SmsCodeRequest>
export type SmsCodeSent = Static<typeof SmsCodeSent>
export type SmsSignIn = Static<typeof SmsSignIn>
export type Proof = Static<typeof Proof>
export type PhoneProblem = Static<typeof PhoneProblem>
export type Capability = Static<typeof Capability>
export type Me = Static<typeof Me>
export type MeUpdate = Static<typeof MeUpdate>
export type SessionStarted = Static<typeof SessionStarted>
export type PhoneProof = Static<typeof PhoneProof>
export type PhoneVerified = Static<typeof PhoneVerified>

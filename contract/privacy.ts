import { Type, type Static } from '@sinclair/typebox'
import { Address } from './addresses'
import { CalendarDate, Cents, Cursor, Id, Instant, Nullable, Page, Strict } from './common'
import { Order, OrderLine, TraceEntry } from './orders'
import { OrderRefund } from './refunds'
import { PaymentChannel } from './payments'

export { DELETION_COOL_OFF_DAYS } from './limits'

/**
 * What a consent is for, each given and taken back by itself. `agreement` is the agreement and the privacy text, which an
 * account needs; everything else is optional, off until given, and ends with the agreement.
 */
export const ConsentPurpose = Type.Union([Type.Literal('agreement'), Type.Literal('analytics')])

export const ConsentGrant = Type.Object({ version: Type.String({ minLength: 1, maxLength: 32 }) }, Strict)

const Channel = Type.String({ description: '`weapp` or `h5`' })

/** One consent from when it was given to when it was taken back; `withdrawnAt` is null while it stands. */
export const ConsentRecord = Type.Object({
  id: Id,
  purpose: Type.String({ description: 'See ConsentPurpose; more may come' }),
  version: Type.String(),
  channel: Channel,
  givenAt: Instant,
  withdrawnAt: Nullable(Instant),
  withdrawnChannel: Nullable(Channel),
})

/** The latest hundred, newest first. */
export const ConsentRecords = Type.Object({ items: Type.Array(ConsentRecord), nextCursor: Type.Null() })

/** Something that happened to the account. Kinds grow: an app says what it knows, and "other" to the rest. */
export const SecurityEvent = Type.Object({
  id: Id,
  at: Instant,
  kind: Type.String({ examples: ['signIn', 'phone', 'export'] }),
  result: Type.String({ description: '`ok`, or the code of the problem that it ended in' }),
  /** How the shopper proved himself, where that is part of it. */
  way: Nullable(Type.Union([Type.Literal('wechat'), Type.Literal('sms')])),
  client: Channel,
  place: Type.String({ description: 'The network, without the part that tells one line from another' }),
})

export const SecurityEventQuery = Type.Object(
  { limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 20 })), cursor: Type.Optional(Cursor) },
  Strict,
)

/** Newest first. */
export const SecurityEventPage = Page(SecurityEvent)

/** One order with everything that hangs on it. What a screen offers at a moment is left out. */
const ExportedOrder = Type.Composite([
  Type.Omit(Order, ['actions', 'secondsToPay', 'refund', 'refunds', 'refundableCents', 'lines']),
  Type.Object({
    lines: Type.Array(Type.Omit(OrderLine, ['remainingDays'])),
    trace: Type.Array(TraceEntry),
    payments: Type.Array(
      Type.Object({
        tradeNo: Type.String(),
        transactionId: Nullable(Type.String({ description: "WeChat's number" })),
        channel: PaymentChannel,
        openid: Nullable(Type.String()),
        amountCents: Cents,
        status: Type.String({ description: '`open`, `paid` or `closed`' }),
        createdAt: Instant,
        paidAt: Nullable(Instant),
      }),
    ),
    refunds: Type.Array(OrderRefund),
    shippingMessage: Type.Boolean({ description: 'A message in WeChat was allowed for when it is shipped' }),
  }),
])

/** What the account holds, whole and readable: each area of the server adds its part (`server/modules/privacy/registry.ts`). */
export const PersonalData = Type.Object({
  exportedAt: Instant,
  profile: Type.Object({ id: Id, nickname: Nullable(Type.String()), avatarUrl: Nullable(Type.String()), createdAt: Instant, lastSignedInAt: Instant }),
  phone: Nullable(Type.Object({ number: Type.String({ description: 'In full: the file is for its owner alone' }), verifiedAt: Instant })),
  identities: Type.Array(
    Type.Object({ provider: Type.String(), appId: Type.String(), openid: Type.String(), unionid: Nullable(Type.String()), createdAt: Instant, lastUsedAt: Instant }),
  ),
  addresses: Type.Array(Address),
  favourites: Type.Array(
    Type.Object({
      productId: Id,
      name: Type.String(),
      addedAt: Instant,
      alert: Nullable(Type.Object({ createdAt: Instant, knownCents: Nullable(Cents), message: Type.String() })),
    }),
  ),
  cart: Type.Array(Type.Object({ batchId: Id, name: Nullable(Type.String({ description: 'Null for goods that left the catalogue' })), quantity: Type.Integer(), addedAt: Instant })),
  dates: Type.Array(
    Type.Object({
      orderNumber: Type.String(),
      batchId: Id,
      name: Type.String(),
      expiresOn: CalendarDate,
      finishedAt: Nullable(Instant),
      reminder: Nullable(Type.Object({ on: CalendarDate, status: Type.String(), message: Type.String(), createdAt: Instant, sentAt: Nullable(Instant) })),
    }),
    { description: 'Lines of delivered orders that were taken off the list of dates, or have a reminder' },
  ),
  coupons: Type.Array(
    Type.Object({
      couponId: Id,
      title: Type.String(),
      amountCents: Cents,
      thresholdCents: Cents,
      startsOn: CalendarDate,
      endsOn: CalendarDate,
      claimedAt: Instant,
      usedAt: Nullable(Instant),
      orderNumber: Nullable(Type.String()),
    }),
  ),
  orders: Type.Array(ExportedOrder),
  sessions: Type.Array(Type.Object({ id: Id, client: Channel, device: Type.String(), place: Type.String(), createdAt: Instant, lastSeenAt: Instant, expiresAt: Instant })),
  consents: Type.Array(ConsentRecord),
  securityEvents: Type.Array(SecurityEvent),
})

/** From here on the account is closed; until `deletionDueAt` signing in may undo it. */
export const DeletionRequested = Type.Object({ deletionDueAt: Instant })

export type ConsentPurpose = Static<typeof ConsentPurpose>
export type ConsentGrant = Static<typeof ConsentGrant>
export type ConsentRecord = Static<typeof ConsentRecord>
export type ConsentRecords = Static<typeof ConsentRecords>
export type SecurityEvent = Static<typeof SecurityEvent>
export type SecurityEventPage = Static<typeof SecurityEventPage>
export type PersonalData = Static<typeof PersonalData>
export type DeletionRequested = Static<typeof DeletionRequested>

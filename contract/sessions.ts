import { Type, type Static } from '@sinclair/typebox'
import { CalendarDate, Cents, Id, Instant, Nullable, Strict } from './common'

export const Client = Type.Union([Type.Literal('weapp'), Type.Literal('h5')])

/** Where a session runs, in words and no closer than that: no address, no model, no identifier of a device. */
const whereabouts = {
  client: Client,
  device: Type.String({ description: 'System and browser, such as "iPhone" or "Windows 电脑 · Chrome"' }),
  place: Type.String({ description: 'City of the network at the sign-in, such as "浙江杭州"; "未知地点" where it cannot be known' }),
}

export const SessionInfo = Type.Object({
  id: Id,
  ...whereabouts,
  createdAt: Instant,
  lastSeenAt: Type.String({ format: 'date-time', description: 'Exact to a minute' }),
  isCurrent: Type.Boolean({ description: 'The session that asks' }),
})

/** At most ten: the one that asks first, then the last used. */
export const SessionList = Type.Object({ items: Type.Array(SessionInfo), nextCursor: Type.Null() })

export const SessionsEnded = Type.Object({ count: Type.Integer({ minimum: 0 }) })

const news = { id: Id, at: Instant, isRead: Type.Boolean() }

/** A session began somewhere else. */
export const SignInNotice = Type.Object({ ...news, kind: Type.Literal('newSignIn'), sessionId: Nullable(Id), ...whereabouts })

/** What the shopper has at home comes to its date, and he wished to be told. */
export const BestBeforeNotice = Type.Object({
  ...news,
  kind: Type.Literal('bestBefore'),
  orderNumber: Type.String(),
  batchId: Id,
  name: Type.String(),
  expiresOn: CalendarDate,
  remainingDays: Type.Integer({ description: 'Days from today in Shanghai to expiresOn; negative once expired' }),
})

/** Of a favourite whose alert is on: it is for sale again, costs less, or has come to its last days. Price and date as they were then. */
export const AlertNotice = Type.Object({
  ...news,
  kind: Type.Union([Type.Literal('backInStock'), Type.Literal('priceFell'), Type.Literal('lastDays')]),
  productId: Id,
  name: Type.String(),
  fromCents: Nullable(Type.Integer({ minimum: 0, description: 'What it cost before; null unless the price fell' })),
  priceCents: Cents,
  expiresOn: CalendarDate,
  remainingDays: Type.Integer({ description: 'Days from today in Shanghai to expiresOn; negative once expired' }),
})

/** The parcel is on its way. */
export const ShippedNotice = Type.Object({ ...news, kind: Type.Literal('shipped'), orderNumber: Type.String(), carrier: Type.String() })

/** Something the shopper should know of. */
export const Notice = Type.Union([SignInNotice, BestBeforeNotice, AlertNotice, ShippedNotice])

/** The latest 20, newest first. */
export const NoticeList = Type.Object({ items: Type.Array(Notice), nextCursor: Type.Null() })

export const NoticeQuery = Type.Object({ unread: Type.Optional(Type.Boolean({ description: 'Only those that were not read yet' })) }, Strict)

export type Client = Static<typeof Client>
export type SessionInfo = Static<typeof SessionInfo>
export type SessionList = Static<typeof SessionList>
export type SessionsEnded = Static<typeof SessionsEnded>
export type SignInNotice = Static<typeof SignInNotice>
export type BestBeforeNotice = Static<typeof BestBeforeNotice>
export type AlertNotice = Static<typeof AlertNotice>
export type ShippedNotice = Static<typeof ShippedNotice>
export type Notice = Static<typeof Notice>
export type NoticeList = Static<typeof NoticeList>

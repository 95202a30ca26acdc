import { Type, type Static } from '@sinclair/typebox'
import { Freshness, Picture } from './catalogue'
import { CalendarDate, Cursor, Id, Page, Strict } from './common'

/** One batch of a delivered order, and how long it is still good. The date is the batch's own, as it was sold; nothing is estimated. */
export const DatedLine = Type.Object({
  orderNumber: Type.String(),
  batchId: Id,
  productId: Id,
  name: Type.String(),
  spec: Type.String(),
  picture: Picture,
  quantity: Type.Integer({ minimum: 1 }),
  productionDate: CalendarDate,
  shelfLifeDays: Type.Integer({ minimum: 1 }),
  expiresOn: CalendarDate,
  remainingDays: Type.Integer({ description: 'Days from today in Shanghai to expiresOn; negative once expired' }),
  freshness: Freshness,
})

/** What expires first comes first; after it what has expired in the last 30 days, the latest first. */
export const DatePage = Page(DatedLine)

export const DateQuery = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 20 })),
    cursor: Type.Optional(Cursor),
  },
  Strict,
)

export type DatedLine = Static<typeof DatedLine>
export type DatePage = Static<typeof DatePage>
export type DateQuery = Static<typeof DateQuery>

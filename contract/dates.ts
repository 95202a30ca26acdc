import { Type, type Static } from '@sinclair/typebox'
import { Freshness, Picture } from './catalogue'
import { CalendarDate, Cursor, Id, Nullable, Page, Strict } from './common'

/** The reminder before a date: it comes on the day `on`, in the morning. `sent`: it has come. */
export const DateReminder = Type.Object({
  on: CalendarDate,
  status: Type.Union([Type.Literal('off'), Type.Literal('set'), Type.Literal('sent')]),
})

/** `message`: the shopper has just allowed one message in WeChat. Without it the reminder is a notice in the app. */
export const ReminderInput = Type.Object({ message: Type.Boolean() }, Strict)

/** One batch of a delivered order, and how long it is still good. The date is the batch's own, as it was sold; nothing is estimated. */
export const DatedLine = Type.Object({
  orderNumber: Type.String(),
  batchId: Id,
  batchCode: Type.String({ description: 'The number of the batch, as on the pack' }),
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
  reminder: Nullable(DateReminder),
})

/** What expires first comes first; after it what has expired in the last 30 days, the latest first. */
export const DatePage = Type.Composite([
  Page(DatedLine),
  Type.Object({ messageTemplateId: Nullable(Type.String({ description: 'What the mini-program asks leave for; null: reminders are notices alone' })) }),
])

export const DateQuery = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 20 })),
    cursor: Type.Optional(Cursor),
  },
  Strict,
)

export type DateReminder = Static<typeof DateReminder>
export type ReminderInput = Static<typeof ReminderInput>
export type DatedLine = Static<typeof DatedLine>
export type DatePage = Static<typeof DatePage>
export type DateQuery = Static<typeof DateQuery>

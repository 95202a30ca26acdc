import { Type, type Static } from '@sinclair/typebox'
import { Cents, Id, Instant, Nullable, Strict } from './common'
import { ORDER_LINE_LIMIT, ORDER_QUANTITY_LIMIT, REFUND_NOTE_MAX_LENGTH, REFUND_PHOTO_LIMIT } from './limits'
import { Problem } from './problems'

export const RefundReason = Type.Union([
  Type.Literal('changedMind'),
  Type.Literal('notReceived'),
  Type.Literal('damaged'),
  Type.Literal('wrongGoods'),
  Type.Literal('pastDate'),
  Type.Literal('other'),
])
/**
 * `latePayment`: the money came after the order was cancelled. `doublePayment`: it came twice. Both go back by themselves.
 * `calledOff`: the merchant cannot send the goods, and `answer` says why.
 */
export const RefundKind = Type.Union([Type.Literal('requested'), Type.Literal('latePayment'), Type.Literal('doublePayment'), Type.Literal('calledOff')])
export const RefundStatus = Type.Union([
  Type.Literal('requested'),
  Type.Literal('approved'),
  Type.Literal('processing'),
  Type.Literal('succeeded'),
  Type.Literal('rejected'),
  Type.Literal('failed'),
  Type.Literal('returned'),
])
/**
 * A photo that the shopper added, such as of the printed date. `url` is for him alone: it answers to his session (a header in
 * the mini-program: `downloadFile`, not `<Image>`), to nobody else's, and to no guest.
 */
export const RefundPhoto = Type.Object({ id: Id, url: Type.String({ description: 'Path below the host', examples: ['/v1/orders/260520-7K4M9-QXR2T/refund-photos/01890000-0000-7000-8000-000000000000'] }) })

/** Goods that go back, and what was paid for them. */
export const RefundLine = Type.Object({ batchId: Id, quantity: Type.Integer({ minimum: 1 }), amountCents: Cents })

/** `failed`: WeChat could not return the money (an account that was closed); the merchant has to. `returned`: he has, and `answer` says how. */
export const OrderRefund = Type.Object({
  kind: RefundKind,
  status: RefundStatus,
  amountCents: Type.Integer({ minimum: 0, description: 'Of the lines; with the last goods of the order everything that is left, freight included' }),
  lines: Type.Array(RefundLine, { description: 'Empty for a payment that came twice: no goods belong to it' }),
  reason: Nullable(RefundReason),
  note: Nullable(Type.String()),
  photos: Type.Array(RefundPhoto, { maxItems: REFUND_PHOTO_LIMIT }),
  answer: Nullable(Type.String({ description: "The merchant's words: why not, or how the money came back" })),
  requestedAt: Instant,
  finishedAt: Nullable(Instant),
})

/**
 * `lines`: what goes back; without it everything that is left, for a change of mind about shipped goods all but those confirmed
 * as near their date. Before shipping the order goes back whole. `photoIds`: what `POST /v1/orders/{number}/refund-photos` answered, in the order to show. A
 * photo that is not named is deleted.
 */
export const RefundInput = Type.Object(
  {
    reason: RefundReason,
    lines: Type.Optional(
      Type.Array(Type.Object({ batchId: Id, quantity: Type.Integer({ minimum: 1, maximum: ORDER_QUANTITY_LIMIT }) }, Strict), { minItems: 1, maxItems: ORDER_LINE_LIMIT }),
    ),
    note: Type.Optional(Type.String({ maxLength: REFUND_NOTE_MAX_LENGTH })),
    photoIds: Type.Optional(Type.Array(Id, { maxItems: REFUND_PHOTO_LIMIT, uniqueItems: true })),
  },
  Strict,
)

/** 409 `refund_excluded`: nothing was asked for. The batches that a change of mind is not for. */
export const RefundExcludedProblem = Type.Composite([Problem, Type.Object({ batchIds: Type.Array(Id) })])

export type RefundReason = Static<typeof RefundReason>
export type RefundKind = Static<typeof RefundKind>
export type RefundStatus = Static<typeof RefundStatus>
export type RefundPhoto = Static<typeof RefundPhoto>
export type RefundLine = Static<typeof RefundLine>
export type OrderRefund = Static<typeof OrderRefund>
export type RefundInput = Static<typeof RefundInput>

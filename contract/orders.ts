import { Type, type Static } from '@sinclair/typebox'
import { Address } from './addresses'
import { Freshness, Picture, PriceStep } from './catalogue'
import { CalendarDate, Cents, Cursor, Id, Instant, Nullable, Page, Strict } from './common'
import { CouponOffer } from './coupons'
import { ORDER_LINE_LIMIT, ORDER_QUANTITY_LIMIT, ORDER_REMARK_MAX_LENGTH } from './limits'
import { Problem } from './problems'
import { OrderRefund } from './refunds'

export const OrderStatus = Type.Union([
  Type.Literal('unpaid'),
  Type.Literal('paid'),
  Type.Literal('packed'),
  Type.Literal('shipped'),
  Type.Literal('delivered'),
  Type.Literal('done'),
  Type.Literal('cancelled'),
  Type.Literal('refunding'),
  Type.Literal('refunded'),
])

/** The tabs of "my orders": `toShip` is paid and packed, `toReceive` shipped and delivered, `refund` asked for and done. */
export const OrderGroup = Type.Union([
  Type.Literal('unpaid'),
  Type.Literal('toShip'),
  Type.Literal('toReceive'),
  Type.Literal('done'),
  Type.Literal('refund'),
  Type.Literal('cancelled'),
])

/** What the screen may offer for an order now, the most likely first. The server decides; the client draws buttons. */
export const OrderAction = Type.Union([
  Type.Literal('pay'),
  Type.Literal('cancel'),
  Type.Literal('receive'),
  Type.Literal('trace'),
  Type.Literal('requestRefund'),
  Type.Literal('buyAgain'),
])

/** `260520-…` as people read it, or the trade number of an attempt to pay it, which ends in `-1`, `-2`, … */
export const OrderNumber = Type.String({ pattern: '^\\d{6}-[0-9A-Za-z]{5}-[0-9A-Za-z]{5}(-\\d{1,3})?$', description: 'Order number, such as 260520-7K4M9-QXR2T' })

const Quantity = Type.Integer({ minimum: 1, maximum: ORDER_QUANTITY_LIMIT })

/** `priceCents`: what the shopper was shown for one unit. */
export const OrderLineInput = Type.Object({ batchId: Id, quantity: Quantity, priceCents: Cents }, Strict)

export const PreviewInput = Type.Object(
  {
    lines: Type.Array(Type.Object({ batchId: Id, quantity: Quantity, priceCents: Type.Optional(Cents) }, Strict), { minItems: 1, maxItems: ORDER_LINE_LIMIT }),
    addressId: Type.Optional(Nullable(Id)),
    couponId: Type.Optional(
      Type.Union([Id, Type.Literal('best'), Type.Null()], {
        description: '`best`: the best usable one is proposed. Null: none; and none where it is left out, as by an app that is too old to send one with the order',
      }),
    ),
  },
  Strict,
)

export const OrderInput = Type.Object(
  {
    lines: Type.Array(OrderLineInput, { minItems: 1, maxItems: ORDER_LINE_LIMIT }),
    addressId: Id,
    nearExpiryConfirmation: Type.Optional(
      Type.Object({ version: Type.String({ minLength: 1, maxLength: 32 }), batchIds: Type.Array(Id, { minItems: 1, maxItems: ORDER_LINE_LIMIT }) }, Strict),
    ),
    couponId: Type.Optional(Nullable(Id, { description: 'No longer usable: coupon_unusable, and nothing is made' })),
    remark: Type.Optional(Type.String({ maxLength: ORDER_REMARK_MAX_LENGTH })),
  },
  Strict,
)

/**
 * What is no longer as the shopper saw it. A price that fell is told and charged; everything else keeps the line from
 * being ordered as it is. `tooClose`: too few days would be left at this address. `unavailable`: withdrawn or gone.
 */
export const LineChange = Type.Union([
  Type.Object({ kind: Type.Literal('price'), fromCents: Cents, toCents: Cents }),
  Type.Object({ kind: Type.Literal('stock'), available: Type.Integer({ minimum: 0 }) }),
  Type.Object({ kind: Type.Literal('expired'), expiresOn: CalendarDate }),
  Type.Object({ kind: Type.Literal('tooClose'), expiresOn: CalendarDate, remainingDaysOnArrival: Type.Integer() }),
  Type.Object({ kind: Type.Literal('unavailable') }),
])
export const ChangedLine = Type.Object({ batchId: Id, name: Nullable(Type.String()), changes: Type.Array(LineChange) })

const goods = {
  batchId: Id,
  batchCode: Type.String({ description: 'The number of the batch, as on the pack' }),
  productId: Id,
  name: Type.String(),
  brand: Type.String(),
  spec: Type.String(),
  picture: Picture,
  quantity: Type.Integer({ minimum: 1 }),
  priceCents: Cents,
  listPriceCents: Cents,
  productionDate: CalendarDate,
  shelfLifeDays: Type.Integer({ minimum: 1 }),
  expiresOn: CalendarDate,
  remainingDays: Type.Integer({ description: 'Days from today in Shanghai to expiresOn; negative once expired' }),
  remainingDaysOnArrival: Type.Integer({ description: 'About how many days are left when the parcel arrives' }),
  nearExpiry: Type.Boolean(),
}

export const PreviewLine = Type.Object({
  ...goods,
  freshness: Freshness,
  nextStep: Nullable(PriceStep),
  stock: Type.Integer({ minimum: 0, description: 'Units free to buy now' }),
  orderable: Type.Boolean({ description: 'False: this line has to change or go before the order can be made' }),
  changes: Type.Array(LineChange),
})

export const OrderTotals = Type.Object({
  quantity: Type.Integer({ minimum: 0 }),
  goodsCents: Cents,
  savedCents: Type.Integer({ minimum: 0, description: 'Below the list prices by this much' }),
  freightCents: Cents,
  couponCents: Type.Integer({ minimum: 0, description: 'What the coupon takes off' }),
  totalCents: Cents,
})

/** The text to show above an unticked box, and the lines that it is about. */
export const NearExpiryNotice = Type.Object({ version: Type.String(), wording: Type.String(), batchIds: Type.Array(Id) })

/** What the order would be if it were made now. Totals count the orderable lines alone. */
export const OrderPreview = Type.Object({
  lines: Type.Array(PreviewLine),
  missing: Type.Array(Id, { description: 'Batches that do not exist any more' }),
  address: Nullable(Address),
  transitDays: Type.Integer({ minimum: 0 }),
  nearExpiry: Nullable(NearExpiryNotice),
  totals: OrderTotals,
  coupons: CouponOffer,
  needsPhone: Type.Boolean({ description: 'The account has no verified number yet; making the order would answer phone_required' }),
  canOrder: Type.Boolean({ description: 'Every line is orderable and the address is known' }),
  paymentWindowSeconds: Type.Integer(),
})

/** 409 `order_changed`: nothing was made. The lines to show, with what changed. */
export const OrderChangedProblem = Type.Composite([Problem, Type.Object({ lines: Type.Array(ChangedLine) })])
/** 422 `near_expiry_unconfirmed`: nothing was made. The text to confirm and the lines that it is about. */
export const NearExpiryProblem = Type.Composite([Problem, Type.Object({ nearExpiry: NearExpiryNotice })])

export const OrderLine = Type.Object({
  ...goods,
  nearExpiryConfirmed: Type.Boolean(),
  couponCents: Type.Integer({ minimum: 0, description: 'What the line bears of the coupon' }),
  returnedQuantity: Type.Integer({ minimum: 0, description: 'Units that the shopper has his money back for' }),
})

export const OrderAddress = Type.Pick(Address, ['recipient', 'phone', 'regionCode', 'province', 'city', 'district', 'detail'])

const head = {
  number: Type.String(),
  status: OrderStatus,
  actions: Type.Array(OrderAction),
  createdAt: Instant,
  payBy: Instant,
  secondsToPay: Nullable(Type.Integer({ minimum: 0, description: "Left by the server's clock; null unless unpaid" })),
  totals: OrderTotals,
}

export const OrderSummary = Type.Object({
  ...head,
  lines: Type.Array(Type.Pick(OrderLine, ['batchId', 'productId', 'name', 'spec', 'picture', 'quantity', 'priceCents', 'expiresOn'])),
})
export const OrderPage = Page(OrderSummary)

export const Order = Type.Object({
  ...head,
  lines: Type.Array(OrderLine),
  address: OrderAddress,
  remark: Nullable(Type.String()),
  coupon: Nullable(Type.Object({ couponId: Id, title: Type.String() })),
  nearExpiry: Nullable(Type.Object({ version: Type.String(), wording: Type.String(), confirmedAt: Instant })),
  shipping: Nullable(Type.Object({ carrier: Type.String(), trackingNumber: Type.String() })),
  refund: Nullable(OrderRefund),
  refunds: Type.Array(OrderRefund, { description: '`refund` first, and the earlier ones after it, the latest first; then payments that came twice' }),
  refundableCents: Type.Integer({ minimum: 0, description: 'What is left of the money paid; 0 before it was' }),
  cancelReason: Nullable(Type.Union([Type.Literal('shopper'), Type.Literal('timeout'), Type.Literal('merchant')])),
  paidAt: Nullable(Instant),
  packedAt: Nullable(Instant),
  shippedAt: Nullable(Instant),
  deliveredAt: Nullable(Instant),
  doneAt: Nullable(Instant),
  cancelledAt: Nullable(Instant),
  refundedAt: Nullable(Instant),
})

export const OrderQuery = Type.Object(
  {
    status: Type.Optional(OrderGroup),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 20 })),
    cursor: Type.Optional(Cursor),
  },
  Strict,
)

/** For the badges on the tabs. Finished and cancelled orders have none. */
export const OrderCounts = Type.Object({
  unpaid: Type.Integer({ minimum: 0 }),
  toShip: Type.Integer({ minimum: 0 }),
  toReceive: Type.Integer({ minimum: 0 }),
  refund: Type.Integer({ minimum: 0, description: 'Under way; those done are not counted' }),
})

export const TraceEntry = Type.Object({ at: Instant, text: Type.String(), place: Nullable(Type.String()) })
/** Newest first. */
export const OrderTrace = Type.Object({
  carrier: Nullable(Type.String()),
  trackingNumber: Nullable(Type.String()),
  items: Type.Array(TraceEntry),
  nextCursor: Type.Null(),
})

/** The same goods again, each from the batch that is offered now; what is not for sale any more is named. */
export const BuyAgain = Type.Object({
  items: Type.Array(Type.Object({ productId: Id, batchId: Id, name: Type.String(), quantity: Type.Integer({ minimum: 1 }), priceCents: Cents, expiresOn: CalendarDate })),
  unavailable: Type.Array(Type.Object({ productId: Id, name: Type.String() })),
  nextCursor: Type.Null(),
})

export type OrderGroup = Static<typeof OrderGroup>
export type OrderAction = Static<typeof OrderAction>
export type OrderStatus = Static<typeof OrderStatus>
export type OrderLineInput = Static<typeof OrderLineInput>
export type PreviewInput = Static<typeof PreviewInput>
export type OrderInput = Static<typeof OrderInput>
export type LineChange = Static<typeof LineChange>
export type ChangedLine = Static<typeof ChangedLine>
export type PreviewLine = Static<typeof PreviewLine>
export type OrderTotals = Static<typeof OrderTotals>
export type NearExpiryNotice = Static<typeof NearExpiryNotice>
export type OrderPreview = Static<typeof OrderPreview>
export type OrderLine = Static<typeof OrderLine>
export type OrderAddress = Static<typeof OrderAddress>
export type OrderSummary = Static<typeof OrderSummary>
export type OrderPage = Static<typeof OrderPage>
export type Order = Static<typeof Order>
export type OrderQuery = Static<typeof OrderQuery>
export type OrderCounts = Static<typeof OrderCounts>
export type OrderTrace = Static<typeof OrderTrace>
export type BuyAgain = Static<typeof BuyAgain>

import { Type, type Static } from '@sinclair/typebox'
import { Batch, Offer, PriceStep, ProductSummary } from './catalogue'
import { Cents, Id, Nullable, Strict } from './common'
import { CART_LINE_LIMIT, CART_QUANTITY_LIMIT } from './limits'

/** See `domain/cart.ts`. */
export const CartChange = Type.Union([
  Type.Literal('price'),
  Type.Literal('stock'),
  Type.Literal('expired'),
  Type.Literal('batchReplaced'),
  Type.Literal('unavailable'),
])

const Quantity = Type.Integer({ minimum: 1, maximum: CART_QUANTITY_LIMIT })
const seen = {
  priceSeenCents: Type.Optional(Cents),
  seenChange: Type.Optional(Nullable(CartChange)),
}

/** A line as the shopper has it. What he has seen is compared with what is true now. */
export const CartLineInput = Type.Object({ batchId: Id, quantity: Quantity, ...seen }, Strict)

/**
 * The quantity that he wants, not a difference: the same request twice is one change. More than there is becomes what
 * there is. `replaces` takes another line out in the same step: the shopper took the batch that was offered for it.
 */
export const CartLinePut = Type.Object({ quantity: Quantity, priceSeenCents: Type.Optional(Cents), replaces: Type.Optional(Id) }, Strict)

export const CartLineList = Type.Object({ lines: Type.Array(CartLineInput, { maxItems: CART_LINE_LIMIT }) }, Strict)
export const CartRemoval = Type.Object({ batchIds: Type.Array(Id, { minItems: 1, maxItems: CART_LINE_LIMIT }) }, Strict)

/** `mergeId` is made once for what a guest has gathered: however often it is sent, it is merged once. */
export const CartMerge = Type.Object({ mergeId: Id, lines: Type.Array(CartLineInput, { minItems: 1, maxItems: CART_LINE_LIMIT }) }, Strict)

/** The line's batch as it stands now. */
export const CartBatch = Type.Composite([
  Type.Pick(Batch, [
    'code',
    'expiresOn',
    'lastSellableOn',
    'remainingDays',
    'remainingDaysOnArrival',
    'remainingRatio',
    'freshness',
    'nearExpiry',
    'priceCents',
    'listPriceCents',
    'pricePercent',
    'stock',
    'unsellableReason',
  ]),
  Type.Object({ nextStep: Nullable(PriceStep) }),
])

/**
 * One line. `change` says what became of it against what was seen, the gravest first; once he has been told, a change of
 * price or stock is written off by putting the line with the new numbers, the others by `seenChange`.
 */
export const CartLine = Type.Object({
  batchId: Id,
  quantity: Type.Integer({ minimum: 1, maximum: CART_QUANTITY_LIMIT, description: 'As wanted' }),
  buyableQuantity: Type.Integer({ minimum: 0, maximum: CART_QUANTITY_LIMIT, description: 'Of it, what is there to buy; 0 for a line that is not for sale' }),
  priceSeenCents: Nullable(Cents),
  change: Nullable(CartChange),
  seenChange: Nullable(CartChange),
  product: Nullable(Type.Omit(ProductSummary, ['offer', 'soldCount'])),
  batch: Nullable(CartBatch),
  replacement: Nullable(Offer),
})

/** Sums over what can be bought now, in cents; `savedCents` is against the list prices. */
export const CartTotals = Type.Object({ count: Type.Integer({ minimum: 0 }), totalCents: Cents, savedCents: Cents })

/** The whole cart: at most 100 lines, the latest added first. */
export const Cart = Type.Object({ lines: Type.Array(CartLine, { maxItems: CART_LINE_LIMIT }), totals: CartTotals })

/** Why a guest's line did not come into the cart in full. */
export const CartMergeLoss = Type.Union([Type.Literal('stock'), Type.Literal('quantityLimit'), Type.Literal('lineLimit'), Type.Literal('unavailable')])

/** What the merge did with one line of the guest's. */
export const CartMergeEntry = Type.Object({
  batchId: Id,
  asked: Type.Integer({ description: 'Units that the guest had' }),
  added: Type.Integer({ minimum: 0, description: 'Of them, units that came into the cart' }),
  loss: Nullable(CartMergeLoss),
})
export const CartMerged = Type.Object({ cart: Cart, entries: Type.Array(CartMergeEntry) })

export type CartLineInput = Static<typeof CartLineInput>
export type CartLinePut = Static<typeof CartLinePut>
export type CartLineList = Static<typeof CartLineList>
export type CartRemoval = Static<typeof CartRemoval>
export type CartMerge = Static<typeof CartMerge>
export type CartBatch = Static<typeof CartBatch>
export type CartLine = Static<typeof CartLine>
export type Cart = Static<typeof Cart>
export type CartMergeLoss = Static<typeof CartMergeLoss>
export type CartMergeEntry = Static<typeof CartMergeEntry>
export type CartMerged = Static<typeof CartMerged>

import type { UnsellableReason } from './sellable'

/**
 * What became of a cart line since the shopper last saw it. The first two leave it for sale; the others do not.
 * - `price`: it costs another amount now.
 * - `stock`: fewer units are left than he wants, possibly none.
 * - `expired`: past its date, or too close to it to travel.
 * - `batchReplaced`: this batch is gone, another of the same product is for sale. It is offered, never put in its place.
 * - `unavailable`: taken out of sale.
 */
export type CartChange = 'price' | 'stock' | 'expired' | 'batchReplaced' | 'unavailable'

/** What a line asks for. */
export interface CartWish {
  quantity: number
  /** Null where no price was noted: then none can have changed. */
  priceSeenCents: number | null
}

/** What the shop knows of the line's batch today. */
export interface CartGoods {
  priceCents: number
  listPriceCents: number
  /** Units free to buy now. */
  stock: number
  unsellableReason: UnsellableReason | null
}

/** `goods` is null where the batch is not known any more; `hasOther` says that another batch of the product is for sale. */
export function cartChange(wish: CartWish, goods: CartGoods | null, hasOther: boolean): CartChange | null {
  if (!goods) return 'unavailable'
  const { unsellableReason, stock, priceCents } = goods
  if (unsellableReason !== null) return hasOther ? 'batchReplaced' : LOST[unsellableReason]
  if (wish.quantity > stock) return 'stock'
  return wish.priceSeenCents !== null && wish.priceSeenCents !== priceCents ? 'price' : null
}

const LOST: Record<UnsellableReason, CartChange> = { withdrawn: 'unavailable', expired: 'expired', tooClose: 'expired', soldOut: 'stock' }

/** Units of the line that can be bought now; 0 makes it an invalid line. */
export function buyableQuantity(quantity: number, goods: CartGoods | null): number {
  return goods && goods.unsellableReason === null ? Math.min(quantity, goods.stock) : 0
}

export interface CartTotals {
  /** Units. */
  count: number
  totalCents: number
  /** Against the list prices. */
  savedCents: number
}

/** Of what can be bought now: lines that are not for sale count for nothing. */
export function cartTotals(lines: readonly { quantity: number; goods: CartGoods | null }[]): CartTotals {
  const totals: CartTotals = { count: 0, totalCents: 0, savedCents: 0 }
  for (const { quantity, goods } of lines) {
    const units = buyableQuantity(quantity, goods)
    if (!goods || units === 0) continue
    totals.count += units
    totals.totalCents += units * goods.priceCents
    totals.savedCents += units * Math.max(0, goods.listPriceCents - goods.priceCents)
  }
  return totals
}

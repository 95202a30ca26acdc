import type { CartLine, CartLineInput } from '@contract/cart'
import { buyableQuantity, cartChange } from '@domain/cart'

/** What a line asks for and what the shopper has seen of it. */
export type GuestLine = Pick<CartLine, 'batchId' | 'quantity' | 'priceSeenCents' | 'seenChange'>
/** What the server said of it. */
export type LineFacts = Pick<CartLine, 'product' | 'batch' | 'replacement'>

/** A line as the server would answer it for this quantity: by the same rules, from what it said last. */
export function restated(line: GuestLine, { product, batch, replacement }: LineFacts): CartLine {
  const { batchId, quantity, priceSeenCents, seenChange } = line
  return {
    batchId,
    quantity,
    priceSeenCents,
    seenChange,
    product,
    batch,
    replacement,
    buyableQuantity: buyableQuantity(quantity, batch),
    change: cartChange(line, batch, replacement !== null),
  }
}

/** The line as it is written down. */
export function toInput({ batchId, quantity, priceSeenCents, seenChange }: GuestLine): CartLineInput {
  return { batchId, quantity, priceSeenCents: priceSeenCents ?? undefined, seenChange }
}

export function isForSale({ buyableQuantity }: Pick<CartLine, 'buyableQuantity'>): boolean {
  return buyableQuantity > 0
}

/** Whether the shopper has yet to be told what became of it. */
export function isNews({ change, seenChange }: CartLine): boolean {
  return change !== null && change !== seenChange
}

/** The line after he has read it: with today's price and no more than there is. */
export function asRead(line: CartLine): GuestLine {
  const { batchId, quantity, buyableQuantity: buyable, batch, priceSeenCents, change } = line
  return {
    batchId,
    quantity: buyable || quantity,
    priceSeenCents: batch?.priceCents ?? priceSeenCents,
    seenChange: isForSale(line) ? null : change,
  }
}

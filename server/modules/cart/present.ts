import type { Cart, CartBatch, CartLine } from '@contract/cart'
import type { Batch, ProductSummary } from '@contract/catalogue'
import { buyableQuantity, cartChange, cartTotals, type CartChange } from '@domain/cart'
import { viewBatch } from '../catalogue/batchView'
import type { GoodsRow } from './repository'

/** What the shopper wants and has seen, wherever it is kept. */
export interface WantedLine {
  batchId: string
  quantity: number
  priceSeenCents: number | null
  seenChange: CartChange | null
}

/** What the shop knows of the lines' batches and products today. */
export interface Shelf {
  goods: ReadonlyMap<string, GoodsRow>
  products: ReadonlyMap<string, ProductSummary>
  today: string
}

/** The cart as it stands today, each line against what was seen of it. */
export function presentCart(wanted: readonly WantedLine[], shelf: Shelf): Cart {
  const lines = wanted.map((line) => presentLine(line, shelf))
  return { lines, totals: cartTotals(lines.map(({ quantity, batch }) => ({ quantity, goods: batch }))) }
}

export function viewGoods(row: GoodsRow, today: string): Batch {
  return viewBatch(row, row.min_days_at_delivery, today)
}

function presentLine(wanted: WantedLine, { goods, products, today }: Shelf): CartLine {
  const row = goods.get(wanted.batchId)
  const batch = row ? presentBatch(viewGoods(row, today)) : null
  const product = row && products.get(row.product_id)
  const replacement = batch && batch.unsellableReason === null ? null : otherOffer(product, wanted.batchId)
  return {
    ...wanted,
    buyableQuantity: buyableQuantity(wanted.quantity, batch),
    change: cartChange(wanted, batch, replacement !== null),
    product: product ? presentProduct(product) : null,
    batch,
    replacement,
  }
}

/**
 * What is for sale of the product in the place of a batch that is not: dearer or cheaper, it is the shopper's to take. Never
 * the very batch: the read-model that offers come from may be a moment behind.
 */
function otherOffer(product: ProductSummary | undefined, batchId: string): CartLine['replacement'] {
  return product?.offer && product.offer.batchId !== batchId ? product.offer : null
}

function presentProduct({ offer: _offer, soldCount: _soldCount, ...product }: ProductSummary): NonNullable<CartLine['product']> {
  return product
}

function presentBatch(batch: Batch): CartBatch {
  const { code, expiresOn, lastSellableOn, remainingDays, remainingDaysOnArrival, remainingRatio, freshness, nearExpiry } = batch
  const { priceCents, listPriceCents, pricePercent, stock, unsellableReason, nextSteps } = batch
  const nextStep = nextSteps[0] ?? null
  const shelf = { code, expiresOn, lastSellableOn, remainingDays, remainingDaysOnArrival, remainingRatio, freshness, nearExpiry }
  return { ...shelf, priceCents, listPriceCents, pricePercent, stock, unsellableReason, nextStep }
}

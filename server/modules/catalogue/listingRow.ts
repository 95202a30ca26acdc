import { searchTerms } from '@domain/searchTerms'
import type { Insertable } from 'kysely'
import { DEFAULT_LADDER } from '@domain/priceLadder'
import { viewBatch, type BatchRow } from './batchView'
import { nextChangeOn } from './nextChange'
import type { ProductListingTable, ProductTable } from './tables'

export type ListedProduct = Pick<
  ProductTable,
  'id' | 'category_id' | 'name' | 'brand' | 'spec' | 'storage' | 'origin' | 'keywords' | 'min_days_at_delivery' | 'sold_count' | 'listed_on'
> & { category_name: string }

/**
 * The read-model's row of a product on the day `today`: the sellable batch that expires first, or null when
 * none is for sale. `batches` come first expiring first.
 */
export function listingRow(product: ListedProduct, batches: readonly BatchRow[], today: string): Insertable<ProductListingTable> | null {
  const views = batches.map((row) => ({ offer: viewBatch(row, product.min_days_at_delivery, today), ladder: row.ladder }))
  const found = views.find(({ offer }) => offer.unsellableReason === null)
  if (!found) return null
  const { offer, ladder } = found
  return {
    product_id: product.id,
    batch_id: offer.id,
    category_id: product.category_id,
    brand: product.brand,
    storage: product.storage,
    sold_count: product.sold_count,
    listed_on: product.listed_on,
    expires_on: offer.expiresOn,
    shelf_life_days: offer.shelfLifeDays,
    freshness: offer.freshness,
    price_cents: offer.priceCents,
    list_price_cents: offer.listPriceCents,
    price_percent: offer.pricePercent,
    stock: offer.stock,
    next_step_on: offer.nextSteps[0]?.startsOn ?? null,
    next_step_cents: offer.nextSteps[0]?.priceCents ?? null,
    next_change_on: nextChangeOn(offer, ladder ?? DEFAULT_LADDER),
    terms: termsOf(product),
  }
}

/** Taken apart field by field, so that no bigram spans the end of the brand and the start of the name. */
function termsOf(product: ListedProduct): string[] {
  const fields = [product.name, product.brand, product.spec, product.origin, product.category_name, ...product.keywords]
  return [...new Set(fields.flatMap(searchTerms))]
}

import type { Batch, Category, Offer, Product, ProductSummary } from '@contract/catalogue'
import { daysBetween } from '@domain/calendarDay'
import { DEFAULT_TRANSIT_DAYS } from '@domain/shelfLife'
import { daysOnArrival } from '@domain/transit'
import type { Selectable } from 'kysely'
import { pictureOf } from '../pictures/present'
import type { CategoryTable, ProductListingTable, ProductTable } from './tables'

type ProductPart = Pick<Selectable<ProductTable>, 'id' | 'name' | 'brand' | 'spec' | 'storage' | 'category_id' | 'icons' | 'tint' | 'sold_count'>
type OfferPart = Pick<
  Selectable<ProductListingTable>,
  | 'batch_id'
  | 'expires_on'
  | 'shelf_life_days'
  | 'freshness'
  | 'price_cents'
  | 'list_price_cents'
  | 'price_percent'
  | 'stock'
  | 'next_step_on'
  | 'next_step_cents'
>

/** A product beside its row of the read-model, all of whose columns are null when nothing of it is for sale. */
export type SummaryRow = ProductPart & Listed & (OfferPart | { [column in keyof OfferPart]: null })

interface Listed {
  /** The day that the read-model was computed for: days left are counted to it. */
  listed_for: string
}

export function presentProductSummary(row: SummaryRow): ProductSummary {
  return {
    id: row.id,
    name: row.name,
    brand: row.brand,
    spec: row.spec,
    storage: row.storage,
    categoryId: row.category_id,
    picture: pictureOf(row.icons[0] ?? '', row.tint, row.name),
    offer: row.batch_id === null ? null : presentOffer(row),
    soldCount: row.sold_count,
  }
}

function presentOffer(row: OfferPart & Listed): Offer {
  const remainingDays = daysBetween(row.listed_for, row.expires_on)
  const { next_step_on: startsOn, next_step_cents: priceCents } = row
  return {
    batchId: row.batch_id,
    nextStep: startsOn !== null && priceCents !== null ? { startsOn, priceCents } : null,
    expiresOn: row.expires_on,
    remainingDays,
    remainingDaysOnArrival: daysOnArrival(remainingDays, DEFAULT_TRANSIT_DAYS),
    remainingRatio: Math.min(1, Math.max(0, remainingDays / row.shelf_life_days)),
    freshness: row.freshness,
    nearExpiry: row.freshness !== 'fresh',
    priceCents: row.price_cents,
    listPriceCents: row.list_price_cents,
    pricePercent: row.price_percent,
    stock: row.stock,
  }
}

export type ProductRow = SummaryRow & Pick<Selectable<ProductTable>, 'description' | 'origin'> & { category_name: string }

export function presentProduct(row: ProductRow, batches: Batch[]): Product {
  return {
    ...presentProductSummary(row),
    description: row.description,
    origin: row.origin,
    categoryName: row.category_name,
    pictures: row.icons.map((icon, i) => pictureOf(icon, row.tint, i === 0 ? row.name : `${row.name} 图 ${i + 1}`)),
    batches,
  }
}

export type CategoryRow = Pick<CategoryTable, 'id' | 'slug' | 'name' | 'icon' | 'tint'> & { product_count: number; last_days: number }

export function presentCategory(row: CategoryRow): Category {
  return { id: row.id, slug: row.slug, name: row.name, picture: pictureOf(row.icon, row.tint, row.name), productCount: row.product_count }
}

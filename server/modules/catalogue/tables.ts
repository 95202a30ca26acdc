import type { Ladder } from '@domain/priceLadder'
import type { Freshness, StorageKind, Tint } from '@contract/catalogue'
import type { ColumnType, Generated } from 'kysely'

type CreatedAt = ColumnType<Date, Date | undefined, never>

export interface CategoryTable {
  id: string
  slug: string
  name: string
  icon: string
  tint: Tint
  position: number
}

export interface ProductTable {
  id: string
  /** The merchant's own number: an import finds a product again by it. */
  code: string
  category_id: string
  name: string
  brand: string
  spec: string
  storage: StorageKind
  origin: string
  description: string
  icons: string[]
  tint: Tint
  keywords: string[]
  min_days_at_delivery: number
  sold_count: number
  listed_on: string
  created_at: CreatedAt
}

export type BatchStatus = 'active' | 'withdrawn'

export interface BatchTable {
  id: string
  product_id: string
  /** Unique within the product. */
  code: string
  production_date: string
  shelf_life_days: number
  expires_on: string
  stock: number
  /** Units held by unpaid orders; never above `stock`. */
  reserved: Generated<number>
  list_price_cents: number
  /** jsonb, written as text. Null: the shop's default ladder. */
  ladder: ColumnType<Ladder | null, string | null, string | null>
  status: Generated<BatchStatus>
  created_at: CreatedAt
}

/** The read-model of lists: one row per product that is for sale today. All of it belongs to one batch. */
export interface ProductListingTable {
  product_id: string
  batch_id: string
  category_id: string
  brand: string
  storage: StorageKind
  sold_count: number
  listed_on: string
  expires_on: string
  shelf_life_days: number
  freshness: Freshness
  price_cents: number
  list_price_cents: number
  price_percent: number
  stock: number
  next_step_on: string | null
  next_step_cents: number | null
  /** The first day on which time alone changes this row, days left apart: another price, mark or batch, or none. */
  next_change_on: string
  terms: string[]
}

/** One row: the Shanghai day for which the whole read-model was computed, and the rules by which. */
export interface ListingStateTable {
  id: number
  computed_for: string
  rules: Generated<string>
}

/** How many products for sale a category has, and how many of them are in their last week: kept, since counting reads them all. */
export interface CategoryCountTable {
  category_id: string
  products: number
  last_days: number
}

/** How many products for sale a brand has, in the whole shop. */
export interface BrandCountTable {
  brand: string
  products: number
}

/** The same within a category. */
export interface CategoryBrandCountTable extends BrandCountTable {
  category_id: string
}

export interface HotWordTable {
  position: number
  word: string
}

export interface CatalogueTables {
  category: CategoryTable
  product: ProductTable
  batch: BatchTable
  product_listing: ProductListingTable
  listing_state: ListingStateTable
  category_count: CategoryCountTable
  brand_count: BrandCountTable
  category_brand_count: CategoryBrandCountTable
  hot_word: HotWordTable
}

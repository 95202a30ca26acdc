import type { CartMergeEntry } from '@contract/cart'
import type { CartChange } from '@domain/cart'
import type { ColumnType } from 'kysely'

export interface CartLineTable {
  user_id: string
  batch_id: string
  /** As wanted; there may be less by now. */
  quantity: number
  price_seen_cents: number | null
  /** The change that the shopper has been told of. */
  seen_change: CartChange | null
  added_at: Date
}

export interface CartMergeTable {
  user_id: string
  merge_id: string
  fingerprint: string
  /** jsonb, written as text. */
  entries: ColumnType<CartMergeEntry[], string, never>
  merged_at: Date
}

export interface CartTables {
  cart_line: CartLineTable
  cart_merge: CartMergeTable
}

import type { ProductSort } from '@contract/catalogue'

/** The indexed column that an order walks, and its direction. The product id breaks ties in the same direction. */
export interface SortKey {
  column: 'expires_on' | 'price_cents' | 'price_percent' | 'sold_count' | 'listed_on'
  direction: 'asc' | 'desc'
}

export const SORTS: Record<ProductSort, SortKey> = {
  recommended: { column: 'expires_on', direction: 'asc' },
  price: { column: 'price_cents', direction: 'asc' },
  '-price': { column: 'price_cents', direction: 'desc' },
  discount: { column: 'price_percent', direction: 'asc' },
  // By the date, not by the count of days: a page asked for after midnight then continues where the last one ended.
  remainingDays: { column: 'expires_on', direction: 'asc' },
  sales: { column: 'sold_count', direction: 'desc' },
  newest: { column: 'listed_on', direction: 'desc' },
}

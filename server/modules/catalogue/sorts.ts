import type { ProductSort } from '@contract/catalogue'

type SortColumn = 'expires_on' | 'price_cents' | 'price_percent' | 'sold_count' | 'listed_on'

/** The indexed columns that an order walks, and their direction. The product id breaks ties in the same direction. */
export interface SortKey {
  columns: readonly [SortColumn, ...SortColumn[]]
  direction: 'asc' | 'desc'
}

export const SORTS: Record<ProductSort, SortKey> = {
  recommended: { columns: ['expires_on'], direction: 'asc' },
  price: { columns: ['price_cents'], direction: 'asc' },
  '-price': { columns: ['price_cents'], direction: 'desc' },
  // Whole percents, so that thousands are equal: of those the sooner comes first.
  discount: { columns: ['price_percent', 'expires_on'], direction: 'asc' },
  // By the date, not by the count of days: a page asked for after midnight then continues where the last one ended.
  remainingDays: { columns: ['expires_on'], direction: 'asc' },
  sales: { columns: ['sold_count'], direction: 'desc' },
  newest: { columns: ['listed_on'], direction: 'desc' },
}

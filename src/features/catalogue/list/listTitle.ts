import type { Category } from '@contract/catalogue'
import type { ProductFilter } from '../productFilter'
import { texts } from '../texts'

/** What the page calls itself: the word searched for, the category, the brand, or the order. */
export function listTitle(filter: ProductFilter, categories: readonly Category[]): string {
  const { q, category, brand, sort, nearExpiry, maxRemainingDays } = filter
  if (q) return `“${q}”`
  const known = categories.find(({ id, slug }) => category === slug || category === id)
  if (known) return known.name
  if (brand) return brand
  if (nearExpiry) return texts.nearZone
  if (sort === 'remainingDays' && maxRemainingDays !== undefined) return texts.list.lastDays(maxRemainingDays)
  return texts.list.titleOf[sort ?? 'recommended']
}

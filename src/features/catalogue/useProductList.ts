import type { ProductSummary } from '@contract/catalogue'
import type { ViewStatus } from '@/components/StateView'
import { viewStatus } from '@/components/viewStatus'
import { useEndless, type Endless } from '@/features/shell/useEndless'
import { FRESH_FOR_SECONDS, useProductsInfiniteQuery } from './catalogueApi'
import type { ProductFilter } from './productFilter'

export interface ProductList extends Endless {
  products: ProductSummary[]
  status: ViewStatus
  refetch: () => PromiseLike<{ error?: unknown }>
}

/**
 * The endless list of a filter. Every filter is its own cache entry, so the answer to an older one can never stand in the
 * list of a newer. Pages may overlap when a batch moved between two answers: each product is shown once.
 */
export function useProductList(filter: ProductFilter): ProductList {
  const query = useProductsInfiniteQuery(filter, { refetchOnMountOrArgChange: FRESH_FOR_SECONDS })
  // `currentData` and not `data`: the latter would show the old filter's products under the new filter's name.
  const { currentData, isFetching, error, refetch } = query
  const products = once(currentData?.pages.flatMap(({ items }) => items) ?? [])
  return {
    products,
    status: viewStatus({ data: currentData, error, isFetching }, products.length === 0),
    ...useEndless(query),
    refetch,
  }
}

function once(products: ProductSummary[]): ProductSummary[] {
  const seen = new Set<string>()
  return products.filter(({ id }) => !seen.has(id) && seen.add(id))
}

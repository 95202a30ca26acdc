import { useReachBottom } from '@tarojs/taro'
import type { ProductSummary } from '@contract/catalogue'
import type { ViewStatus } from '@/components/StateView'
import { viewStatus } from '@/components/viewStatus'
import { FRESH_FOR_SECONDS, useProductsInfiniteQuery } from './catalogueApi'
import type { ProductFilter } from './productFilter'

export interface ProductList {
  products: ProductSummary[]
  status: ViewStatus
  /** State of the foot of the list. */
  more: 'idle' | 'loading' | 'end' | 'failed'
  loadMore: () => void
  refetch: () => PromiseLike<{ error?: unknown }>
}

/**
 * The endless list of a filter. Every filter is its own cache entry, so the answer to an older one can never stand in the
 * list of a newer. Pages may overlap when a batch moved between two answers: each product is shown once.
 */
export function useProductList(filter: ProductFilter): ProductList {
  const query = useProductsInfiniteQuery(filter, { refetchOnMountOrArgChange: FRESH_FOR_SECONDS })
  // `currentData` and not `data`: the latter would show the old filter's products under the new filter's name.
  const { currentData, isFetching, error, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage, refetch } = query
  const products = once(currentData?.pages.flatMap(({ items }) => items) ?? [])
  const loadMore = () => {
    if (currentData && hasNextPage && !isFetching) void fetchNextPage()
  }
  useReachBottom(() => {
    if (!isFetchNextPageError) loadMore()
  })
  return {
    products,
    status: viewStatus({ data: currentData, error, isFetching }, products.length === 0),
    more: isFetchingNextPage ? 'loading' : isFetchNextPageError ? 'failed' : hasNextPage ? 'idle' : 'end',
    loadMore,
    refetch,
  }
}

function once(products: ProductSummary[]): ProductSummary[] {
  const seen = new Set<string>()
  return products.filter(({ id }) => !seen.has(id) && seen.add(id))
}

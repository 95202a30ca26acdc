import { useReachBottom } from '@tarojs/taro'
import type { ProductSummary } from '@contract/catalogue'
import type { ViewStatus } from '@/components/StateView'
import { viewStatus } from '@/components/viewStatus'
import { useFavouritePagesInfiniteQuery } from './favouritesApi'

export interface FavouriteList {
  products: ProductSummary[]
  status: ViewStatus
  /** State of the foot of the list. */
  more: 'idle' | 'loading' | 'end' | 'failed'
  loadMore: () => void
  refetch: () => PromiseLike<{ error?: unknown }>
}

/** The shopper's favourites, latest first. Prices step at midnight and stock moves, so that every visit asks anew. */
export function useFavouriteList(): FavouriteList {
  const query = useFavouritePagesInfiniteQuery(undefined, { refetchOnMountOrArgChange: true })
  const { currentData, isFetching, error, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage, refetch } = query
  const products = (currentData?.pages ?? []).flatMap(({ items }) => items.map(({ product }) => product))
  const loadMore = () => {
    if (currentData && hasNextPage && !isFetching) void fetchNextPage()
  }
  useReachBottom(() => {
    if (!isFetchNextPageError) loadMore()
  })
  return {
    products,
    status: viewStatus({ data: currentData, error, isFetching }, products.length === 0 && !hasNextPage),
    more: isFetchingNextPage ? 'loading' : isFetchNextPageError ? 'failed' : hasNextPage ? 'idle' : 'end',
    loadMore,
    refetch,
  }
}

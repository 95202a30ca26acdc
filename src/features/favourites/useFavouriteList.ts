import { useMemo } from 'react'
import type { ProductSummary } from '@contract/catalogue'
import type { ViewStatus } from '@/components/StateView'
import { viewStatus } from '@/components/viewStatus'
import { useEndless, type Endless } from '@/features/shell/useEndless'
import { useFavouritePagesInfiniteQuery } from './favouritesApi'

/** A card of the list. */
export interface FavouriteProduct extends ProductSummary {
  hasAlert: boolean
}

export interface FavouriteList extends Endless {
  products: FavouriteProduct[]
  status: ViewStatus
  refetch: () => PromiseLike<{ error?: unknown }>
}

/** The shopper's favourites, latest first. Prices step at midnight and stock moves, so that every visit asks anew. */
export function useFavouriteList(): FavouriteList {
  const query = useFavouritePagesInfiniteQuery(undefined, { refetchOnMountOrArgChange: true })
  const { currentData, isFetching, error, hasNextPage, refetch } = query
  // The same objects for the same answer: a card that has not changed is not drawn again.
  const products = useMemo(() => (currentData?.pages ?? []).flatMap(({ items }) => items.map(({ product, hasAlert }) => ({ ...product, hasAlert }))), [currentData])
  return {
    products,
    status: viewStatus({ data: currentData, error, isFetching }, products.length === 0 && !hasNextPage),
    ...useEndless(query),
    refetch,
  }
}

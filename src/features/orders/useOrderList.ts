import { useReachBottom } from '@tarojs/taro'
import type { OrderGroup, OrderSummary } from '@contract/orders'
import type { ViewStatus } from '@/components/StateView'
import { viewStatus } from '@/components/viewStatus'
import { useShownAgain } from '@/features/shell/useShownAgain'
import { useAppDispatch } from '@/store/hooks'
import { LISTS, ordersApi, useOrderPagesInfiniteQuery } from './ordersApi'

export interface ListedOrder {
  order: OrderSummary
  /** When its page was answered, ms by the phone: its countdown goes from there. */
  answeredAt: number
}

export interface OrderList {
  orders: ListedOrder[]
  status: ViewStatus
  /** State of the foot of the list. */
  more: 'idle' | 'loading' | 'end' | 'failed'
  loadMore: () => void
  refetch: () => void
}

/** The shopper's orders of one group, latest first. Every visit asks anew: payments and parcels move by themselves. */
export function useOrderList(group: OrderGroup | null): OrderList {
  const dispatch = useAppDispatch()
  const query = useOrderPagesInfiniteQuery(group, { refetchOnMountOrArgChange: true })
  // `currentData`: another tab's orders never stand under this one's name.
  const { currentData, isFetching, error, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query
  const orders = currentData?.pages.flatMap(({ items, answeredAt }) => items.map((order) => ({ order, answeredAt }))) ?? []
  const loadMore = () => {
    if (currentData && hasNextPage && !isFetching) void fetchNextPage()
  }
  const refetch = () => void dispatch(ordersApi.util.invalidateTags([LISTS]))
  useReachBottom(() => {
    if (!isFetchNextPageError) loadMore()
  })
  useShownAgain(() => !isFetching && refetch())
  return {
    orders,
    status: viewStatus({ data: currentData, error, isFetching }, orders.length === 0),
    more: isFetchingNextPage ? 'loading' : isFetchNextPageError ? 'failed' : hasNextPage ? 'idle' : 'end',
    loadMore,
    refetch,
  }
}

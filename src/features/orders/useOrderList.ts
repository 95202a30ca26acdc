import type { OrderGroup, OrderSummary } from '@contract/orders'
import type { ViewStatus } from '@/components/StateView'
import { viewStatus } from '@/components/viewStatus'
import { useEndless, type Endless } from '@/features/shell/useEndless'
import { useShownAgain } from '@/features/shell/useShownAgain'
import { useAppDispatch } from '@/store/hooks'
import { LISTS, ordersApi, useOrderPagesInfiniteQuery } from './ordersApi'

export interface ListedOrder {
  order: OrderSummary
  /** When its page was answered, ms by the phone: its countdown goes from there. */
  answeredAt: number
}

export interface OrderList extends Endless {
  orders: ListedOrder[]
  status: ViewStatus
  refetch: () => void
}

/** The shopper's orders of one group, latest first. Every visit asks anew: payments and parcels move by themselves. */
export function useOrderList(group: OrderGroup | null): OrderList {
  const dispatch = useAppDispatch()
  const query = useOrderPagesInfiniteQuery(group, { refetchOnMountOrArgChange: true })
  // `currentData`: another tab's orders never stand under this one's name.
  const { currentData, isFetching, error } = query
  const orders = currentData?.pages.flatMap(({ items, answeredAt }) => items.map((order) => ({ order, answeredAt }))) ?? []
  const refetch = () => void dispatch(ordersApi.util.invalidateTags([LISTS]))
  useShownAgain(() => !isFetching && refetch())
  return {
    orders,
    status: viewStatus({ data: currentData, error, isFetching }, orders.length === 0),
    ...useEndless(query),
    refetch,
  }
}

import { useReachBottom } from '@tarojs/taro'
import type { CouponStatus, OwnCoupon } from '@contract/coupons'
import type { ViewStatus } from '@/components/StateView'
import { viewStatus } from '@/components/viewStatus'
import { useShownAgain } from '@/features/shell/useShownAgain'
import { useAppDispatch } from '@/store/hooks'
import { couponsApi, useCouponPagesInfiniteQuery } from './couponsApi'

export interface OwnCoupons {
  coupons: OwnCoupon[]
  status: ViewStatus
  /** State of the foot of the list. */
  more: 'idle' | 'loading' | 'end' | 'failed'
  loadMore: () => void
  refetch: () => void
}

/** Every visit asks anew: orders take coupons and give them back, and days pass. */
export function useOwnCoupons(show: CouponStatus): OwnCoupons {
  const dispatch = useAppDispatch()
  const query = useCouponPagesInfiniteQuery(show, { refetchOnMountOrArgChange: true })
  // `currentData`: another tab's coupons never stand under this one's name.
  const { currentData, isFetching, error, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query
  const coupons = currentData?.pages.flatMap(({ items }) => items) ?? []
  const loadMore = () => {
    if (currentData && hasNextPage && !isFetching) void fetchNextPage()
  }
  const refetch = () => void dispatch(couponsApi.util.invalidateTags(['Coupons']))
  useReachBottom(() => {
    if (!isFetchNextPageError) loadMore()
  })
  useShownAgain(() => !isFetching && refetch())
  return {
    coupons,
    status: viewStatus({ data: currentData, error, isFetching }, coupons.length === 0),
    more: isFetchingNextPage ? 'loading' : isFetchNextPageError ? 'failed' : hasNextPage ? 'idle' : 'end',
    loadMore,
    refetch,
  }
}

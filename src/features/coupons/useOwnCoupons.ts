import type { CouponStatus, OwnCoupon } from '@contract/coupons'
import type { ViewStatus } from '@/components/StateView'
import { viewStatus } from '@/components/viewStatus'
import { useEndless, type Endless } from '@/features/shell/useEndless'
import { useShownAgain } from '@/features/shell/useShownAgain'
import { useAppDispatch } from '@/store/hooks'
import { couponsApi, useCouponPagesInfiniteQuery } from './couponsApi'

export interface OwnCoupons extends Endless {
  coupons: OwnCoupon[]
  status: ViewStatus
  refetch: () => void
}

/** Every visit asks anew: orders take coupons and give them back, and days pass. */
export function useOwnCoupons(show: CouponStatus): OwnCoupons {
  const dispatch = useAppDispatch()
  const query = useCouponPagesInfiniteQuery(show, { refetchOnMountOrArgChange: true })
  // `currentData`: another tab's coupons never stand under this one's name.
  const { currentData, isFetching, error } = query
  const coupons = currentData?.pages.flatMap(({ items }) => items) ?? []
  const refetch = () => void dispatch(couponsApi.util.invalidateTags(['Coupons']))
  useShownAgain(() => !isFetching && refetch())
  return {
    coupons,
    status: viewStatus({ data: currentData, error, isFetching }, coupons.length === 0),
    ...useEndless(query),
    refetch,
  }
}

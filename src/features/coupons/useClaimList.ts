import { useEffect } from 'react'
import type { ClaimableCoupon } from '@contract/coupons'
import type { ViewStatus } from '@/components/StateView'
import { viewStatus } from '@/components/viewStatus'
import { selectIsMember } from '@/features/session/sessionSlice'
import { useShownAgain } from '@/features/shell/useShownAgain'
import { useAppSelector } from '@/store/hooks'
import { useClaimableQuery, useClaimedIdsQuery } from './couponsApi'

export interface ClaimList {
  coupons: readonly ClaimableCoupon[]
  isClaimed: (couponId: string) => boolean
  /** The shopper tapped, and the server has not answered. */
  isClaiming: (couponId: string) => boolean
  status: ViewStatus
  refetch: () => void
}

export function useClaimList(): ClaimList {
  const isMember = useAppSelector(selectIsMember)
  const outcome = useAppSelector((state) => state.intent.outcome)
  const query = useClaimableQuery(undefined, { refetchOnMountOrArgChange: true })
  const { data: coupons = [], refetch } = query
  // `currentData`: a guest sees no mark of who was here before.
  const ids = useClaimedIdsQuery(undefined, { skip: !isMember })
  const claim = outcome?.action.type === 'coupons/claim' ? outcome : null
  const claimedNow = (claim?.action.payload as { couponId?: string } | null)?.couponId
  // It is told by itself; what is still to be had has changed.
  const hasFailed = claim?.status === 'failed'
  useEffect(() => {
    if (hasFailed) void refetch()
  }, [hasFailed, refetch])
  useShownAgain(() => !query.isFetching && void refetch())
  const status = viewStatus(query, coupons.length === 0)
  return {
    coupons,
    isClaimed: (couponId) => (isMember && ids.currentData?.includes(couponId)) ?? false,
    isClaiming: (couponId) => claim?.status === 'running' && claimedNow === couponId,
    // Whether 领取 or 去使用 stands there is known before either does.
    status: status === 'ready' && isMember && ids.isLoading ? 'loading' : status,
    refetch: () => void refetch(),
  }
}

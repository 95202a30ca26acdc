import type { ClaimableCoupon, ClaimableCoupons, ClaimedCouponIds, CouponStatus, OwnCouponPage } from '@contract/coupons'
import { shopApi } from '@/api/shopApi'
import { claimApi } from './claimApi'

const PAGE_SIZE = 20

/** What anybody may claim. */
export const offerApi = shopApi.injectEndpoints({
  endpoints: (build) => ({
    claimable: build.query<ClaimableCoupon[], void>({ query: () => ({ path: '/v1/coupons' }), transformResponse: ({ items }: ClaimableCoupons) => items }),
  }),
})

/** The shopper's own. */
export const couponsApi = claimApi.injectEndpoints({
  endpoints: (build) => ({
    claimedIds: build.query<string[], void>({ query: () => ({ path: '/v1/me/coupons/ids' }), transformResponse: ({ items }: ClaimedCouponIds) => items, providesTags: ['Coupons'] }),
    couponPages: build.infiniteQuery<OwnCouponPage, CouponStatus, string | null>({
      infiniteQueryOptions: { initialPageParam: null, getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined },
      query: ({ queryArg, pageParam }) => ({ path: '/v1/me/coupons', query: { status: queryArg, limit: PAGE_SIZE, cursor: pageParam } }),
      providesTags: ['Coupons'],
    }),
  }),
})

export const { useClaimableQuery } = offerApi
export const { useClaimedIdsQuery, useCouponPagesInfiniteQuery } = couponsApi

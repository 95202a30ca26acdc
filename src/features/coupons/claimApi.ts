import type { OwnCoupon } from '@contract/coupons'
import { memberApi } from '@/features/session/memberApi'

/** Apart from the rest of the coupons: a gate resumes it wherever the app starts, so that it lies in the main package. */
export const claimApi = memberApi.enhanceEndpoints({ addTagTypes: ['Coupons'] }).injectEndpoints({
  endpoints: (build) => ({
    claimCoupon: build.mutation<OwnCoupon, string>({
      query: (couponId) => ({ method: 'POST', path: '/v1/me/coupons', body: { couponId } }),
      invalidatesTags: ['Coupons'],
    }),
  }),
})

import type { OrderCounts } from '@contract/orders'
import { memberApi } from '@/features/session/memberApi'

/** How many orders wait where: apart from the rest, because the main package shows it. */
export const orderCountsApi = memberApi.injectEndpoints({
  endpoints: (build) => ({
    orderCounts: build.query<OrderCounts, void>({ query: () => ({ path: '/v1/orders/counts' }), providesTags: [{ type: 'Orders', id: 'LISTS' }] }),
  }),
})

export const { useOrderCountsQuery } = orderCountsApi

import type { ProductSummary, SummaryList } from '@contract/catalogue'
import { shopApi } from '@/api/shopApi'

export const browsingApi = shopApi.injectEndpoints({
  endpoints: (build) => ({
    /** By the ids that are asked for; what does not exist any more is missing. */
    summaries: build.query<Record<string, ProductSummary>, readonly string[]>({
      query: (ids) => ({ path: '/v1/products/summaries', query: { ids: ids.join(',') } }),
      transformResponse: ({ items }: SummaryList) => Object.fromEntries(items.map((product) => [product.id, product])),
      keepUnusedDataFor: 0,
    }),
  }),
})

export const { useSummariesQuery } = browsingApi

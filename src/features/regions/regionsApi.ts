import type { Region, RegionList } from '@contract/addresses'
import { shopApi } from '@/api/shopApi'

/** Regions change about once a year: what was loaded stays for the day. */
const KEEP_SECONDS = 86_400

export const regionsApi = shopApi.injectEndpoints({
  endpoints: (build) => ({
    /** What one step of the picker offers: provinces without a parent, else what is directly below it. */
    regions: build.query<Region[], string | null>({
      query: (parent) => ({ path: '/v1/regions', query: { parent } }),
      transformResponse: ({ items }: RegionList) => items,
      keepUnusedDataFor: KEEP_SECONDS,
    }),
  }),
})

export const { useRegionsQuery } = regionsApi

import type { ConsentRecord, ConsentRecords, SecurityEventPage } from '@contract/privacy'
import { memberApi } from '@/features/session/memberApi'

const PAGE_SIZE = 20

export const privacyDataApi = memberApi.enhanceEndpoints({ addTagTypes: ['Consents'] }).injectEndpoints({
  endpoints: (build) => ({
    consents: build.query<ConsentRecord[], void>({
      query: () => ({ path: '/v1/me/consents' }),
      transformResponse: ({ items }: ConsentRecords) => items,
      providesTags: ['Consents'],
    }),
    securityEvents: build.infiniteQuery<SecurityEventPage, void, string | null>({
      infiniteQueryOptions: { initialPageParam: null, getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined },
      query: ({ pageParam }) => ({ path: '/v1/me/events', query: { limit: PAGE_SIZE, cursor: pageParam } }),
    }),
  }),
})

export const { useConsentsQuery, useSecurityEventsInfiniteQuery } = privacyDataApi

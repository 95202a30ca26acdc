import type { DatedLine, DatePage, DateReminder } from '@contract/dates'
import { memberApi } from '@/features/session/memberApi'

const PAGE_SIZE = 20

/** A line as the server's addresses name it. */
export type LineName = Pick<DatedLine, 'orderNumber' | 'batchId'>

const pathOf = ({ orderNumber, batchId }: LineName, rest: string) => `/v1/me/dates/${encodeURIComponent(orderNumber)}/${encodeURIComponent(batchId)}/${rest}`

export function isSameLine(one: LineName, other: LineName): boolean {
  return one.orderNumber === other.orderNumber && one.batchId === other.batchId
}

/** What the shopper has at home. */
export const datesApi = memberApi.enhanceEndpoints({ addTagTypes: ['Dates'] }).injectEndpoints({
  endpoints: (build) => ({
    datePages: build.infiniteQuery<DatePage, void, string | null>({
      infiniteQueryOptions: { initialPageParam: null, getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined },
      query: ({ pageParam }) => ({ path: '/v1/me/dates', query: { limit: PAGE_SIZE, cursor: pageParam } }),
      providesTags: ['Dates'],
    }),
    /** Leaves the list once the server knows, not before: without network nothing that is still in the fridge disappears. */
    finishLine: build.mutation<void, LineName>({
      query: (line) => ({ method: 'PUT', path: pathOf(line, 'finished') }),
      async onQueryStarted(line, { dispatch, queryFulfilled }) {
        const isDone = await queryFulfilled.then(
          () => true,
          () => false,
        )
        if (!isDone) return
        dispatch(
          datesApi.util.updateQueryData('datePages', undefined, (data) => ({
            ...data,
            pages: data.pages.map((page) => ({ ...page, items: page.items.filter((item) => !isSameLine(item, line)) })),
          })),
        )
      },
    }),
    /** `message`: WeChat may tell him as well. Too late, or gone meanwhile: the list is asked for anew. */
    remind: build.mutation<DateReminder, { line: LineName; message: boolean }>({
      query: ({ line, message }) => ({ method: 'PUT', path: pathOf(line, 'reminder'), body: { message } }),
      invalidatesTags: (_result, error) => (error ? ['Dates'] : []),
      async onQueryStarted({ line }, { dispatch, queryFulfilled }) {
        const reminder = await queryFulfilled.then(
          ({ data }) => data,
          () => null,
        )
        if (reminder) dispatch(withReminder(line, reminder))
      },
    }),
    /** The day on which it could be set again is the server's to say. */
    remindNoMore: build.mutation<void, LineName>({
      query: (line) => ({ method: 'DELETE', path: pathOf(line, 'reminder') }),
      invalidatesTags: ['Dates'],
    }),
    /** Asked for anew, so that it stands where it stood. */
    bringBackLine: build.mutation<void, LineName>({
      query: (line) => ({ method: 'DELETE', path: pathOf(line, 'finished') }),
      invalidatesTags: (_result, error) => (error ? [] : ['Dates']),
    }),
  }),
})

function withReminder(line: LineName, reminder: DateReminder) {
  return datesApi.util.updateQueryData('datePages', undefined, (data) => ({
    ...data,
    pages: data.pages.map((page) => ({ ...page, items: page.items.map((item) => (isSameLine(item, line) ? { ...item, reminder } : item)) })),
  }))
}

export const { useDatePagesInfiniteQuery, useRemindMutation, useRemindNoMoreMutation, useFinishLineMutation, useBringBackLineMutation } = datesApi

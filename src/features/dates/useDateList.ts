import { useReachBottom } from '@tarojs/taro'
import type { DatedLine } from '@contract/dates'
import type { ViewStatus } from '@/components/StateView'
import { viewStatus } from '@/components/viewStatus'
import { useShownAgain } from '@/features/shell/useShownAgain'
import { useAppDispatch } from '@/store/hooks'
import { datesApi, useDatePagesInfiniteQuery } from './datesApi'

export interface DateList {
  lines: DatedLine[]
  /** What WeChat is asked leave for when a reminder is set; null: nothing. */
  messageTemplateId: string | null
  status: ViewStatus
  /** State of the foot of the list. */
  more: 'idle' | 'loading' | 'end' | 'failed'
  loadMore: () => void
  refetch: () => void
}

/** What the shopper has at home, what expires first at the front. Every visit asks anew: days pass, and parcels arrive. */
export function useDateList(): DateList {
  const dispatch = useAppDispatch()
  const query = useDatePagesInfiniteQuery(undefined, { refetchOnMountOrArgChange: true })
  // `currentData`: after a change of accounts nobody sees the last one's.
  const { currentData, isFetching, error, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query
  const lines = currentData?.pages.flatMap(({ items }) => items) ?? []
  const loadMore = () => {
    if (currentData && hasNextPage && !isFetching) void fetchNextPage()
  }
  const refetch = () => void dispatch(datesApi.util.invalidateTags(['Dates']))
  useReachBottom(() => {
    if (!isFetchNextPageError) loadMore()
  })
  useShownAgain(() => !isFetching && refetch())
  return {
    lines,
    messageTemplateId: currentData?.pages[0]?.messageTemplateId ?? null,
    status: viewStatus({ data: currentData, error, isFetching }, lines.length === 0 && !hasNextPage),
    more: isFetchingNextPage ? 'loading' : isFetchNextPageError ? 'failed' : hasNextPage ? 'idle' : 'end',
    loadMore,
    refetch,
  }
}

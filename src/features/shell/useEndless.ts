import { useReachBottom } from '@tarojs/taro'
import type { LoadMoreStatus } from '@/components/LoadMore'

/** Of an infinite query of RTK Query. */
interface EndlessQuery {
  currentData?: object
  isFetching: boolean
  hasNextPage: boolean
  isFetchingNextPage: boolean
  isFetchNextPageError: boolean
  fetchNextPage: () => unknown
}

export interface Endless {
  /** State of the foot of the list. */
  more: LoadMoreStatus
  loadMore: () => void
}

/** The foot of an endless list: the next page comes as the end of the page is reached, or by the button; after a failure by the button alone. */
export function useEndless({ currentData, isFetching, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage }: EndlessQuery): Endless {
  const loadMore = () => {
    if (currentData && hasNextPage && !isFetching) void fetchNextPage()
  }
  useReachBottom(() => {
    if (!isFetchNextPageError) loadMore()
  })
  return { more: isFetchingNextPage ? 'loading' : isFetchNextPageError ? 'failed' : hasNextPage ? 'idle' : 'end', loadMore }
}

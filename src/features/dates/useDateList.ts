import type { DatedLine } from '@contract/dates'
import type { ViewStatus } from '@/components/StateView'
import { viewStatus } from '@/components/viewStatus'
import { useEndless, type Endless } from '@/features/shell/useEndless'
import { useShownAgain } from '@/features/shell/useShownAgain'
import { useAppDispatch } from '@/store/hooks'
import { datesApi, useDatePagesInfiniteQuery } from './datesApi'

export interface DateList extends Endless {
  lines: DatedLine[]
  /** What WeChat is asked leave for when a reminder is set; null: nothing. */
  messageTemplateId: string | null
  status: ViewStatus
  refetch: () => void
}

/** What the shopper has at home, what expires first at the front. Every visit asks anew: days pass, and parcels arrive. */
export function useDateList(): DateList {
  const dispatch = useAppDispatch()
  const query = useDatePagesInfiniteQuery(undefined, { refetchOnMountOrArgChange: true })
  // `currentData`: after a change of accounts nobody sees the last one's.
  const { currentData, isFetching, error, hasNextPage } = query
  const lines = currentData?.pages.flatMap(({ items }) => items) ?? []
  const refetch = () => void dispatch(datesApi.util.invalidateTags(['Dates']))
  useShownAgain(() => !isFetching && refetch())
  return {
    lines,
    messageTemplateId: currentData?.pages[0]?.messageTemplateId ?? null,
    status: viewStatus({ data: currentData, error, isFetching }, lines.length === 0 && !hasNextPage),
    ...useEndless(query),
    refetch,
  }
}

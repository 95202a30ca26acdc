import { Notice } from '@/components/Notice'
import { StateView } from '@/components/StateView'
import { viewStatus } from '@/components/viewStatus'
import { MergeDone } from './MergeDone'
import { useMergesQuery } from './mergesApi'
import { texts } from './texts'

/** One of the joins of this account, from the list of them. */
export function JoinedMerge({ id }: { id: string }) {
  const { currentData, isFetching, error, refetch } = useMergesQuery(undefined, { refetchOnMountOrArgChange: true })
  const merge = currentData?.items.find((one) => one.id === id)
  return (
    <StateView status={viewStatus({ data: currentData, error, isFetching })} onRetry={() => void refetch()}>
      {merge ? <MergeDone merge={merge} /> : <Notice title={texts.missing} text={texts.missingText} />}
    </StateView>
  )
}

import { useState } from 'react'
import type { Merge } from '@contract/merges'
import type { ApiError } from '@/api/apiError'
import { StateView } from '@/components/StateView'
import { ProofStep } from '@/features/proof/ProofStep'
import { MergeDone } from './MergeDone'
import { MergePreview } from './MergePreview'
import { useReadMergeMutation } from './mergesApi'
import { ProveByUnion } from './ProveByUnion'
import { ProveOther } from './ProveOther'
import { texts } from './texts'

/** One step at a time, by what the server still misses: the other side, this side, the yes. */
export function MergeFlow() {
  const [merge, setMerge] = useState<Merge | null>(null)
  const [read, { error, isLoading }] = useReadMergeMutation()
  const reread = async (id: string) => {
    const { data } = await read(id)
    if (data) setMerge(data)
  }
  const restart = () => setMerge(null)

  if (!merge || merge.status === 'cancelled' || merge.needs.includes('other')) {
    return (
      <>
        <ProveByUnion onProven={setMerge} />
        <ProveOther onProven={setMerge} />
      </>
    )
  }
  if (merge.status === 'joined') return <MergeDone merge={merge} />
  if (merge.preview) return <MergePreview id={merge.id} preview={merge.preview} onJoined={setMerge} onStale={() => void reread(merge.id)} onLeave={restart} />
  if (isLoading || error) return <StateView status={statusOf(error as ApiError | undefined)} onRetry={() => void reread(merge.id)} />
  return <ProofStep why={texts.own} onProven={() => void reread(merge.id)} />
}

function statusOf(error: ApiError | undefined) {
  if (!error) return 'loading'
  return error.kind === 'network' || error.kind === 'timeout' ? 'offline' : 'failed'
}

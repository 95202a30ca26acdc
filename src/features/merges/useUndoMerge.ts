import { useState } from 'react'
import type { ApiError } from '@/api/apiError'
import { back } from '@/features/shell/navigation'
import { toastShown } from '@/features/shell/toastSlice'
import { useAppDispatch } from '@/store/hooks'
import { undoMerge } from './mergeThunks'
import { texts } from './texts'

/** The undo: busy, what went wrong last, whether the server wants a proof first, and the attempt itself. */
export function useUndoMerge(id: string) {
  const dispatch = useAppDispatch()
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const [needsProof, setNeedsProof] = useState(false)
  const run = async () => {
    setBusy(true)
    setError(null)
    setNeedsProof(false)
    const result = await dispatch(undoMerge(id))
    setBusy(false)
    if (undoMerge.fulfilled.match(result)) {
      dispatch(toastShown(texts.undone, 'done'))
      return back()
    }
    if (result.payload?.kind === 'problem' && result.payload.code === 'proof_required') setNeedsProof(true)
    else setError(result.payload ?? null)
  }
  return { isBusy, error, needsProof, run: () => void run(), dismiss: () => setNeedsProof(false) }
}

import { useState } from 'react'
import type { DatedLine } from '@contract/dates'
import { toastShown } from '@/features/shell/toastSlice'
import { useAppDispatch } from '@/store/hooks'
import { useBringBackLineMutation, useFinishLineMutation } from './datesApi'
import { texts } from './texts'

export interface Taken {
  /** What was taken off last, for as long as that can be undone. */
  line: DatedLine | null
  isComingBack: boolean
  take: (line: DatedLine) => Promise<void>
  undo: () => Promise<void>
  forget: () => void
}

/** Taking a line off the list, and back. */
export function useTaken(): Taken {
  const dispatch = useAppDispatch()
  const [line, setLine] = useState<DatedLine | null>(null)
  const [finish] = useFinishLineMutation()
  const [bringBack, { isLoading }] = useBringBackLineMutation()
  const take = async (taken: DatedLine) => {
    const { error } = await finish(taken)
    if (error) dispatch(toastShown(texts.takeFailed, 'failed'))
    else setLine(taken)
  }
  const undo = async () => {
    if (!line) return
    const { error } = await bringBack(line)
    if (error) dispatch(toastShown(texts.undoFailed, 'failed'))
    else setLine(null)
  }
  return { line, isComingBack: isLoading, take, undo, forget: () => setLine(null) }
}

import { todayInShanghai } from '@domain/calendarDay'
import { SHOP_NAME } from '@domain/shop'
import type { ApiError } from '@/api/apiError'
import { useAppDispatch } from '@/store/hooks'
import { collectMyData } from './collectMyData'
import { texts } from './texts'
import { useSheetSteps } from './useSheetSteps'

type ExportStep = { kind: 'collecting' | 'proof' } | { kind: 'failed'; error: ApiError } | { kind: 'ready'; name: string; text: string }

/** Collects everything about the shopper; where a proof is due it is asked for, and `collect` then goes on. */
export function useExport() {
  const dispatch = useAppDispatch()
  const { isOpen, step, begin, close } = useSheetSteps<ExportStep>({ kind: 'collecting' })
  const collect = async () => {
    const show = begin({ kind: 'collecting' })
    const result = await dispatch(collectMyData())
    if ('data' in result) {
      const day = todayInShanghai(Date.parse(result.data.exportedAt))
      return show({ kind: 'ready', name: `${SHOP_NAME}-${texts.data}-${day}.json`, text: JSON.stringify(result.data, null, 2) })
    }
    const { error } = result
    show(error.kind === 'problem' && error.code === 'proof_required' ? { kind: 'proof' } : { kind: 'failed', error })
  }
  return { isOpen, step, close, collect: () => void collect() }
}

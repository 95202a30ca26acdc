import type { ApiError } from '@/api/apiError'
import { useAppDispatch } from '@/store/hooks'
import { requestDeletion } from './requestDeletion'
import { useSheetSteps } from './useSheetSteps'

type DeletionStep = { kind: 'facts' | 'proof' | 'busy' } | { kind: 'sure'; error: ApiError | null } | { kind: 'done'; dueAt: string }

/** Deleting the account, from what goes and stays to until when it can come back. While the request is under way nothing closes it. */
export function useDeletion() {
  const dispatch = useAppDispatch()
  const { isOpen, step, begin, close } = useSheetSteps<DeletionStep>({ kind: 'facts' })
  const submit = async () => {
    const show = begin({ kind: 'busy' })
    const result = await dispatch(requestDeletion())
    if (requestDeletion.fulfilled.match(result)) return show({ kind: 'done', dueAt: result.payload.deletionDueAt })
    const error = result.payload ?? null
    show(error?.kind === 'problem' && error.code === 'proof_required' ? { kind: 'proof' } : { kind: 'sure', error })
  }
  return {
    isOpen,
    step,
    open: () => void begin({ kind: 'facts' }),
    ask: () => void begin({ kind: 'sure', error: null }),
    submit: () => void submit(),
    close: () => {
      if (step.kind !== 'busy') close()
    },
  }
}

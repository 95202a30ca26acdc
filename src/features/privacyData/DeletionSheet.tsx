import { useEffect } from 'react'
import type { ApiError } from '@/api/apiError'
import { Button } from '@/components/Button'
import { Sheet } from '@/components/Sheet'
import { useAppDispatch } from '@/store/hooks'
import { DeletionConfirm, DeletionDone, DeletionFacts } from './DeletionSteps'
import { ProofStep } from './ProofStep'
import { requestDeletion } from './requestDeletion'
import { texts } from './texts'
import { useStep } from './useStep'
import styles from './PrivacyData.module.scss'

type Step = { kind: 'closed' | 'facts' | 'proof' | 'busy' } | { kind: 'sure'; error: ApiError | null } | { kind: 'done'; dueAt: string }

const TITLES: Partial<Record<Step['kind'], string>> = { sure: texts.sureTitle, busy: texts.sureTitle, done: texts.doneTitle }

/** Deleting the account: what goes and what stays, then the question, then, where it is due, a proof. Lives outside of what a guest does not see: at its end he is one. */
export function DeletionSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const dispatch = useAppDispatch()
  const { step, begin } = useStep<Step>({ kind: 'closed' })
  const go = (next: Step) => void begin(next)
  useEffect(() => go({ kind: isOpen ? 'facts' : 'closed' }), [isOpen]) // eslint-disable-line react-hooks/exhaustive-deps -- opening is what starts it

  const submit = async () => {
    const show = begin({ kind: 'busy' })
    const result = await dispatch(requestDeletion())
    if (requestDeletion.fulfilled.match(result)) return show({ kind: 'done', dueAt: result.payload.deletionDueAt })
    const error = result.payload ?? null
    show(error?.kind === 'problem' && error.code === 'proof_required' ? { kind: 'proof' } : { kind: 'sure', error })
  }
  const footer =
    step.kind === 'facts' ? (
      <>
        <Button kind="soft" className={styles.half} onTap={onClose}>
          {texts.think}
        </Button>
        <Button kind="danger" className={styles.half} onTap={() => go({ kind: 'sure', error: null })}>
          {texts.goOn}
        </Button>
      </>
    ) : undefined
  return (
    <Sheet isOpen={isOpen} title={TITLES[step.kind] ?? texts.deletionTitle} footer={footer} onClose={onClose}>
      {step.kind === 'facts' && <DeletionFacts />}
      {(step.kind === 'sure' || step.kind === 'busy') && (
        <DeletionConfirm isBusy={step.kind === 'busy'} error={step.kind === 'sure' ? step.error : null} onConfirm={() => void submit()} onClose={onClose} />
      )}
      {step.kind === 'proof' && <ProofStep onProven={() => void submit()} />}
      {step.kind === 'done' && <DeletionDone dueAt={step.dueAt} onClose={onClose} />}
    </Sheet>
  )
}

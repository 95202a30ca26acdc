import { View } from '@tarojs/components'
import { Button } from '@/components/Button'
import { Sheet } from '@/components/Sheet'
import { ProofStep } from '@/features/proof/ProofStep'
import { DeletionConfirm, DeletionDone, DeletionFacts } from './DeletionSteps'
import { texts } from './texts'
import type { useDeletion } from './useDeletion'
import styles from './PrivacyData.module.scss'

/** Stands outside of what a guest does not see: at its end he is one. */
export function DeletionSheet({ isOpen, step, ask, submit, close }: ReturnType<typeof useDeletion>) {
  const footer = (
    <>
      <Button kind="soft" className={styles.half} onTap={close}>
        {texts.think}
      </Button>
      <Button kind="danger" className={styles.half} onTap={ask}>
        {texts.goOn}
      </Button>
    </>
  )
  return (
    <Sheet isOpen={isOpen} title={TITLES[step.kind]} footer={step.kind === 'facts' ? footer : undefined} onClose={close}>
      {step.kind === 'facts' && <DeletionFacts />}
      {(step.kind === 'sure' || step.kind === 'busy') && (
        <DeletionConfirm isBusy={step.kind === 'busy'} error={step.kind === 'sure' ? step.error : null} onConfirm={submit} onClose={close} />
      )}
      {step.kind === 'proof' && (
        <View className={styles.proof}>
          <ProofStep why={texts.proofWhy} onProven={submit} />
        </View>
      )}
      {step.kind === 'done' && <DeletionDone dueAt={step.dueAt} onClose={close} />}
    </Sheet>
  )
}

const TITLES = { facts: texts.deletionTitle, proof: texts.deletionTitle, sure: texts.sureTitle, busy: texts.sureTitle, done: texts.doneTitle }

import { useState } from 'react'
import { View } from '@tarojs/components'
import { aria } from '@/components/aria'
import { Button } from '@/components/Button'
import { ConfirmSheet } from '@/components/ConfirmSheet'
import { Sheet } from '@/components/Sheet'
import { errorText } from '@/features/errors/errorText'
import { ProofStep } from '@/features/proof/ProofStep'
import { texts } from './texts'
import { useUndoMerge } from './useUndoMerge'
import styles from './Merges.module.scss'

/** Asks, takes a proof where the last is too old, and parts the two accounts. */
export function UndoMerge({ id }: { id: string }) {
  const [isAsking, setAsking] = useState(false)
  const { isBusy, error, needsProof, run, dismiss } = useUndoMerge(id)
  return (
    <View>
      {error && (
        <View className={styles.note} {...aria({ role: 'alert' })}>
          {errorText(error)}
        </View>
      )}
      <Button kind="soft" block loading={isBusy} onTap={() => setAsking(true)}>
        {texts.undo}
      </Button>
      <ConfirmSheet
        isOpen={isAsking}
        title={texts.undoTitle}
        text={texts.undoText}
        confirm={texts.undoConfirm}
        cancel={texts.keep}
        isDanger
        onConfirm={run}
        onClose={() => setAsking(false)}
      />
      <Sheet isOpen={needsProof} title={texts.undo} onClose={dismiss}>
        <ProofStep why={texts.undoWhy} onProven={run} />
      </Sheet>
    </View>
  )
}

import { View } from '@tarojs/components'
import type { Merge } from '@contract/merges'
import { Button } from '@/components/Button'
import { Panel } from '@/components/Panel'
import { back } from '@/features/shell/navigation'
import { momentText } from '@/components/formatDate'
import { texts } from './texts'
import { UndoMerge } from './UndoMerge'
import styles from './Merges.module.scss'

/** One account now, and until when it can be taken back. */
export function MergeDone({ merge: { id, undoUntil } }: { merge: Merge }) {
  return (
    <Panel title={texts.doneTitle} text={texts.doneText}>
      <View className={styles.note}>{undoUntil ? texts.undoUntil(momentText(undoUntil)) : texts.final}</View>
      <Button block size="large" onTap={() => void back()}>
        {texts.done}
      </Button>
      {undoUntil && <UndoMerge id={id} />}
    </Panel>
  )
}

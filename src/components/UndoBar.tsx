import { View } from '@tarojs/components'
import { aria } from './aria'
import { Button } from './Button'
import { cx } from './cx'
import type { UndoBarProps } from './undoBarProps'
import { useUndoTime } from './useUndoTime'
import styles from './UndoBar.module.scss'

/** Says what was taken away, and offers to take that back (mini-program). The live region stays, or nothing would be announced. */
export function UndoBar({ removed, text, undo, isBusy, className, onUndo, onGone }: UndoBarProps) {
  useUndoTime(removed, false, onGone)
  return (
    <View {...aria({ role: 'status', live: 'polite' })}>
      {removed && (
        <View className={cx(styles.bar, className)}>
          <View className={styles.text}>{text}</View>
          <Button kind="text" size="small" className={styles.undo} loading={isBusy} onTap={onUndo}>
            {undo}
          </Button>
        </View>
      )}
    </View>
  )
}

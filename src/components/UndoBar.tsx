import { useEffect } from 'react'
import { View } from '@tarojs/components'
import { aria } from './aria'
import { Button } from './Button'
import styles from './UndoBar.module.scss'

/** Long enough to notice, to read and to reach the button. */
const SHOWN_MS = 8000

interface UndoBarProps {
  /** What was taken away, told in `text`; null: nothing to undo. */
  subject: object | null
  text: string
  undo: string
  isUndoing: boolean
  onUndo: () => void
  onGone: () => void
}

/** Says what was taken away, and offers to take that back. */
export function UndoBar({ subject, text, undo, isUndoing, onUndo, onGone }: UndoBarProps) {
  useEffect(() => {
    if (!subject) return
    const timer = setTimeout(onGone, SHOWN_MS)
    return () => clearTimeout(timer)
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the time runs from the removal; a new callback does not prolong it
  }, [subject])

  return (
    <View className={styles.layer} {...aria({ role: 'status', live: 'polite' })}>
      {subject && (
        <View className={styles.bar}>
          <View className={styles.text}>{text}</View>
          <Button kind="text" size="small" className={styles.undo} loading={isUndoing} onTap={onUndo}>
            {undo}
          </Button>
        </View>
      )}
    </View>
  )
}

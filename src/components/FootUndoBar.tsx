import { View } from '@tarojs/components'
import styles from './FootUndoBar.module.scss'
import { UndoBar } from './UndoBar'
import type { UndoBarProps } from './undoBarProps'

/** The way back from a removal, over the foot of a page that has no bar of its own. */
export function FootUndoBar(props: Omit<UndoBarProps, 'className'>) {
  return (
    <View className={styles.layer}>
      <UndoBar {...props} className={styles.bar} />
    </View>
  )
}

import { View } from '@tarojs/components'
import styles from './CountMark.module.scss'

/** Room for two digits. */
export function countText(count: number): string {
  return count > 99 ? '99+' : String(count)
}

/** A small number at the shoulder of an icon; its parent is positioned, and says the number to a screen reader. */
export function CountMark({ count }: { count: number }) {
  if (count === 0) return null
  return (
    <View className={styles.mark} aria-hidden="true">
      {countText(count)}
    </View>
  )
}

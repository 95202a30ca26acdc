import { View } from '@tarojs/components'
import { aria } from '@/components/aria'
import styles from './Merges.module.scss'

interface PreviewLineProps {
  name: string
  value: string
  /** Quieter lines below; empty ones are left out. */
  note?: readonly string[]
}

export function PreviewLine({ name, value, note = [] }: PreviewLineProps) {
  return (
    <View className={styles.line} {...aria({ role: 'listitem' })}>
      <View className={styles.head}>
        <View>{name}</View>
        <View className={styles.value}>{value}</View>
      </View>
      {note
        .filter((text) => text !== '')
        .map((text) => (
          <View key={text} className={styles.note}>
            {text}
          </View>
        ))}
    </View>
  )
}

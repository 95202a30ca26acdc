import type { ReactNode } from 'react'
import { View } from '@tarojs/components'
import { aria } from './aria'
import { Heading } from './Heading'
import styles from './Panel.module.scss'

interface PanelProps {
  title: string
  text?: string
  /** What went wrong with the last attempt, in a sentence; spoken at once. */
  error?: string | null
  children?: ReactNode
}

/** A card with one thing to read or to do. */
export function Panel({ title, text, error, children }: PanelProps) {
  return (
    <View className={styles.panel}>
      <Heading level={2} className={styles.title}>
        {title}
      </Heading>
      {text && <View className={styles.text}>{text}</View>}
      {error && (
        <View className={styles.error} {...aria({ role: 'alert' })}>
          {error}
        </View>
      )}
      {children}
    </View>
  )
}

import { View } from '@tarojs/components'
import { aria } from './aria'
import { Icon } from './Icon'
import styles from './Toast.module.scss'

export type ToastTone = 'plain' | 'done' | 'failed'

interface ToastProps {
  /** null hides it; the live region stays, or nothing would be announced. */
  message: { id: string; text: string; tone: ToastTone } | null
}

/** A short word on something that has happened. It takes no taps and asks for nothing. */
export function Toast({ message }: ToastProps) {
  return (
    <View className={styles.layer} {...aria({ role: 'status', live: 'polite' })}>
      {/* By its id a new node: the same sentence twice is announced twice. */}
      {message && (
        <View key={message.id} className={styles.toast}>
          {message.tone === 'done' && <Icon name="circle-check" />}
          {message.tone === 'failed' && <Icon name="circle-alert" />}
          {message.text}
        </View>
      )}
    </View>
  )
}

import { Image, View } from '@tarojs/components'
import { aria } from './aria'
import { Button } from './Button'
import { cx } from './cx'
import { Heading } from './Heading'
import styles from './StateView.module.scss'

export interface NoticeProps {
  /** Address of an illustration (assets/empty). */
  art?: string
  title: string
  text?: string
  /** What the shopper can do about it. */
  action?: { label: string; onTap: () => void }
  /** For a section of a screen rather than the whole of it. */
  compact?: boolean
  /** Spoken at once, for a failure. */
  isAlert?: boolean
}

/** Says in the place of content why there is none, and what to do. */
export function Notice({ art, title, text, action, compact, isAlert }: NoticeProps) {
  return (
    <View className={cx(styles.state, compact && styles.compact)} {...aria({ role: isAlert ? 'alert' : 'status' })}>
      {art && <Image className={styles.art} src={art} mode="aspectFit" aria-hidden="true" />}
      <Heading level={2} className={styles.title}>
        {title}
      </Heading>
      {text && <View className={styles.text}>{text}</View>}
      {action && (
        <Button kind="soft" className={styles.action} onTap={action.onTap}>
          {action.label}
        </Button>
      )}
    </View>
  )
}

import { View } from '@tarojs/components'
import type { OrderPreview } from '@contract/orders'
import { aria } from '@/components/aria'
import { Button } from '@/components/Button'
import { cx } from '@/components/cx'
import { changeTexts, hasObstacles } from './checkoutChanges'
import styles from './Checkout.module.scss'
import { texts } from './texts'

interface ChangeNoticeProps {
  preview: OrderPreview
  /** An order was refused for it a moment ago. */
  isRefused: boolean
  onAdjust: () => void
}

/** Everything that is not as it was seen, in one place, and the one way on where there is something in the way. */
export function ChangeNotice({ preview, isRefused, onAdjust }: ChangeNoticeProps) {
  const said = changeTexts(preview)
  if (said.length === 0) return null
  const isBlocked = hasObstacles(preview)
  return (
    <View className={cx(styles.news, (isBlocked || isRefused) && styles.failure)} {...aria({ role: isBlocked || isRefused ? 'alert' : 'status' })}>
      <View className={styles.newsTitle}>{isRefused ? texts.changedNow : texts.changed(said.length)}</View>
      {said.map((text) => (
        <View key={text}>{text}</View>
      ))}
      {isBlocked ? (
        <Button kind="soft" size="small" className={styles.adjust} onTap={onAdjust}>
          {texts.adjust}
        </Button>
      ) : (
        isRefused && <View>{texts.changedHint}</View>
      )}
    </View>
  )
}

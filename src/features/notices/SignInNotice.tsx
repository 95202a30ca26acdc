import { View } from '@tarojs/components'
import type { Notice } from '@contract/sessions'
import { aria } from '@/components/aria'
import { Button } from '@/components/Button'
import { Icon } from '@/components/Icon'
import { texts } from './texts'
import styles from './SignInNotice.module.scss'

interface SignInNoticeProps {
  /** Newest first; nothing is drawn for none. */
  notices: readonly Notice[]
  /** What to do if it was not the shopper himself. */
  action: { label: string; onTap: () => void }
  onDismiss: () => void
}

/** One card however many sign-ins there were: the newest is told, the others are counted. */
export function SignInNotice({ notices, action, onDismiss }: SignInNoticeProps) {
  const [newest] = notices
  return (
    <View {...aria({ role: 'status' })}>
      {newest && (
        <View className={styles.card}>
          <View className={styles.title}>
            <Icon name="shield-check" className={styles.icon} />
            {notices.length > 1 ? texts.titleOfMany(notices.length) : texts.title}
          </View>
          <View className={styles.text}>{texts.signedIn(newest)}</View>
          <View className={styles.actions}>
            <Button kind="text" size="small" className={styles.action} label={`${texts.ask}${action.label}`} onTap={action.onTap}>
              {texts.ask}
              {action.label}
            </Button>
            <Button kind="text" size="small" onTap={onDismiss}>
              {texts.dismiss}
            </Button>
          </View>
        </View>
      )}
    </View>
  )
}

import { View } from '@tarojs/components'
import { aria } from '@/components/aria'
import { Button } from '@/components/Button'
import { cx } from '@/components/cx'
import styles from './Cart.module.scss'

interface CartBannerProps {
  title: string
  text: string
  action: string
  isFailure?: boolean
  isBusy?: boolean
  onTap: () => void
}

/** One thing to know, and the one thing to do about it. */
export function CartBanner({ title, text, action, isFailure, isBusy, onTap }: CartBannerProps) {
  return (
    <View className={cx(styles.banner, isFailure && styles.failure)} {...aria({ role: isFailure ? 'alert' : 'status' })}>
      <View className={styles.bannerBody}>
        <View className={styles.bannerTitle}>{title}</View>
        <View>{text}</View>
      </View>
      <Button kind="text" size="small" className={styles.bannerAction} loading={isBusy} onTap={onTap}>
        {action}
      </Button>
    </View>
  )
}

import { Button } from '@tarojs/components'
import { aria } from '@/components/aria'
import { cx } from '@/components/cx'
import { Icon } from '@/components/Icon'
import { texts } from '../texts'
import styles from './Product.module.scss'
import type { ShareButtonProps } from './shareButtonProps'

/** WeChat's own sharing; what is sent comes from the page's `useShareAppMessage`. */
export function ShareButton({ className }: ShareButtonProps) {
  return (
    <Button className={cx(styles.round, className)} hoverClass={styles.pressed} openType="share" {...aria({ label: texts.product.share })}>
      <Icon name="share-2" />
    </Button>
  )
}

import { View } from '@tarojs/components'
import { aria } from './aria'
import { cx } from './cx'
import { shelfLifeLeft } from './formatDate'
import type { Shelf } from './FreshnessLine'
import styles from './Freshness.module.scss'

interface FreshnessMeterProps {
  shelf: Pick<Shelf, 'remainingRatio' | 'freshness'>
  thick?: boolean
  className?: string
}

/** The share of the shelf life that is left, as a thin bar. */
export function FreshnessMeter({ shelf, thick, className }: FreshnessMeterProps) {
  const percent = Math.round(shelf.remainingRatio * 100)
  return (
    <View className={cx(styles.meter, thick && styles.thick, styles[shelf.freshness], className)} {...aria({ role: 'img', label: shelfLifeLeft(shelf.remainingRatio) })}>
      <View className={styles.left} style={{ width: `${percent}%` }} />
    </View>
  )
}

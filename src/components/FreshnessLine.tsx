import { Text, View } from '@tarojs/components'
import type { Freshness } from '@contract/catalogue'
import { cx } from './cx'
import { bestBefore, daysLeft, daysLeftOnArrival, shortDay, todayOf } from './formatDate'
import styles from './Freshness.module.scss'

export interface Shelf {
  expiresOn: string
  remainingDays: number
  remainingRatio: number
  freshness: Freshness
}

interface FreshnessLineProps {
  shelf: Shelf
  /** Days left when the parcel arrives. */
  onArrival: number
  /** Room for a date with its year in full. */
  isRoomy?: boolean
  className?: string
}

/** Days left, now and at the door, and the best-before date, in words; the colour only repeats them. */
export function FreshnessLine({ shelf, onArrival, isRoomy, className }: FreshnessLineProps) {
  const today = todayOf(shelf)
  return (
    <View className={cx(styles.line, className)}>
      <Text className={cx(styles.days, styles[shelf.freshness])}>{daysLeft(shelf.remainingDays)}</Text>
      <Text className={styles.arrival}>{daysLeftOnArrival(onArrival)}</Text>
      <Text className={styles.date}>{isRoomy ? bestBefore(shelf.expiresOn, today) : `${shortDay(shelf.expiresOn, today)} 前最佳`}</Text>
    </View>
  )
}

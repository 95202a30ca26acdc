import { Text, View } from '@tarojs/components'
import { formatPrice, splitPrice } from '@domain/money'
import { aria } from './aria'
import { cx } from './cx'
import styles from './Price.module.scss'

interface PriceProps {
  cents: number
  size?: 'small' | 'normal' | 'large'
  className?: string
}

/** 2990 → `29.90 元`: what a screen reader says, because it reads ¥29.90 as two numbers or as yen. */
export function spokenPrice(cents: number): string {
  const { yuan, fraction } = splitPrice(cents)
  return `${yuan}.${fraction} 元`
}

export function Price({ cents, size = 'normal', className }: PriceProps) {
  const { yuan, fraction } = splitPrice(cents)
  return (
    <View className={cx(styles.price, styles[size], className)} {...aria({ role: 'img', label: spokenPrice(cents) })}>
      <Text className={styles.sign}>¥</Text>
      <Text>{yuan}</Text>
      <Text className={styles.fraction}>.{fraction}</Text>
    </View>
  )
}

/** The struck list price. */
export function ListPrice({ cents, className }: { cents: number; className?: string }) {
  return (
    <Text className={cx(styles.list, className)} {...aria({ role: 'img', label: `原价 ${spokenPrice(cents)}` })}>
      {formatPrice(cents)}
    </Text>
  )
}

import type { ReactNode } from 'react'
import { Text, View } from '@tarojs/components'
import { aria } from '@/components/aria'
import { cx } from '@/components/cx'
import styles from './Coupons.module.scss'
import { scopeOf, yuanOf, type CouponTerms } from './couponText'
import { texts } from './texts'

interface CouponCardProps {
  coupon: CouponTerms
  /** When it is good; the last stands beside what can be done. */
  days: readonly string[]
  /** Nothing can be done with it any more. */
  isOff?: boolean
  /** What can. */
  children?: ReactNode
}

/** One coupon: what it takes off, from when on, and until when. */
export function CouponCard({ coupon, days, isOff, children }: CouponCardProps) {
  const off = yuanOf(coupon.amountCents)
  return (
    <View className={cx(styles.card, isOff && styles.off)}>
      <View className={styles.amount}>
        <View className={styles.value} {...aria({ role: 'img', label: texts.off(off) })}>
          <Text className={styles.sign}>¥</Text>
          <Text>{off}</Text>
        </View>
        <View className={styles.from}>{texts.from(yuanOf(coupon.thresholdCents))}</View>
      </View>
      <View className={styles.body}>
        <View className={styles.name}>{coupon.title}</View>
        <View className={styles.scope}>{[scopeOf(coupon), ...days.slice(0, -1)].join(' · ')}</View>
        <View className={styles.foot}>
          <View className={styles.days}>{days.at(-1)}</View>
          {children}
        </View>
      </View>
    </View>
  )
}

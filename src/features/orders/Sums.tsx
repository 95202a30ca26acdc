import { View } from '@tarojs/components'
import type { OrderTotals } from '@contract/orders'
import { formatPrice } from '@domain/money'
import { cx } from '@/components/cx'
import { Price } from '@/components/Price'
import styles from './OrderGoods.module.scss'
import { texts } from './texts'

/** What an order costs and why. */
export function Sums({ totals, coupon }: { totals: OrderTotals; coupon?: string }) {
  const { goodsCents, savedCents, freightCents, couponCents, totalCents } = totals
  return (
    <View>
      <Sum name={texts.goodsTotal} value={formatPrice(goodsCents)} />
      {savedCents > 0 && <Sum name={texts.saved} value={formatPrice(savedCents)} className={styles.saved} />}
      <Sum name={texts.freight} value={freightCents === 0 ? texts.noFreight : formatPrice(freightCents)} />
      {couponCents > 0 && <Sum name={texts.coupon(coupon)} value={`-${formatPrice(couponCents)}`} className={styles.saved} />}
      <View className={cx(styles.sum, styles.total)}>
        {texts.total}
        <Price cents={totalCents} />
      </View>
    </View>
  )
}

function Sum({ name, value, className }: { name: string; value: string; className?: string }) {
  return (
    <View className={styles.sum}>
      {name}
      <View className={cx(styles.value, className)}>{value}</View>
    </View>
  )
}

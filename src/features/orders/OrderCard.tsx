import { View } from '@tarojs/components'
import type { OrderSummary } from '@contract/orders'
import { cx } from '@/components/cx'
import { monthDayOf } from '@/components/formatDate'
import { Price, spokenPrice } from '@/components/Price'
import { ProductImage } from '@/components/ProductImage'
import { fullName } from '@/features/catalogue/productText'
import { RouteLink } from '@/features/shell/RouteLink'
import styles from './Orders.module.scss'
import { clockText } from './payCountdown'
import { texts } from './texts'
import { useSecondsToPay } from './useSecondsToPay'

/** Pictures beside which there is still room for a name. */
const MOST_PICTURES = 2
const OVER = ['done', 'cancelled', 'refunded']

interface OrderCardProps {
  order: OrderSummary
  answeredAt: number
}

/** One order in the list: one link, said in one sentence. */
export function OrderCard({ order, answeredAt }: OrderCardProps) {
  const { number, status, createdAt, lines, totals } = order
  const seconds = useSecondsToPay(order, answeredAt)
  const names = lines.map(fullName).join('、')
  const state = texts.status[status]
  return (
    <RouteLink
      className={styles.card}
      pressedClass={styles.pressed}
      to={{ page: 'order', params: { number } }}
      label={texts.spoken(state, monthDayOf(createdAt), names, totals.quantity, spokenPrice(totals.totalCents))}
    >
      <View className={styles.head}>
        <View className={cx(styles.state, status === 'unpaid' && styles.open, OVER.includes(status) && styles.over)}>{state}</View>
        <View className={styles.day}>{monthDayOf(createdAt)}</View>
      </View>
      <View className={styles.goods}>
        <View className={styles.pictures}>
          {lines.slice(0, MOST_PICTURES).map(({ batchId, picture }) => (
            <View key={batchId} className={styles.picture}>
              <ProductImage picture={picture} width={56} decorative />
            </View>
          ))}
        </View>
        <View className={styles.names}>{names}</View>
      </View>
      <View className={styles.foot}>
        {seconds !== null && seconds > 0 && <View className={styles.countdown}>{texts.payWithin(clockText(seconds))}</View>}
        {texts.more(totals.quantity)}
        <Price cents={totals.totalCents} size="small" />
      </View>
    </RouteLink>
  )
}

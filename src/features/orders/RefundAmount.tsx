import { View } from '@tarojs/components'
import type { Order } from '@contract/orders'
import { formatPrice } from '@domain/money'
import { aria } from '@/components/aria'
import { Price } from '@/components/Price'
import styles from './Order.module.scss'
import { texts } from './texts'
import type { RefundLines } from './useRefundLines'

/** What comes back for what is chosen, by the rules that the server has too; it says the sum when it answers. */
export function RefundAmount({ order, lines: { hasChoice, amountCents, freightCents } }: { order: Order; lines: RefundLines }) {
  const isBeforeShipping = order.shippedAt === null
  return (
    <View className={styles.card}>
      <View className={styles.amount} {...aria({ live: 'polite' })}>
        {texts.refundAmount}
        {/* One unit that is excluded says so where the reason is chosen. */}
        <Price cents={hasChoice ? amountCents : order.refundableCents} />
      </View>
      {order.totals.freightCents > 0 && <View className={styles.hint}>{freightCents > 0 ? texts.freightBack(formatPrice(freightCents)) : texts.freightLater}</View>}
      <View className={styles.hint}>{isBeforeShipping && order.totals.quantity > 1 ? `${texts.wholeOrder}，${texts.refundingHint}` : texts.refundingHint}</View>
    </View>
  )
}

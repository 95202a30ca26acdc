import { View } from '@tarojs/components'
import type { Order } from '@contract/orders'
import { formatPrice } from '@domain/money'
import { aria } from '@/components/aria'
import { cx } from '@/components/cx'
import { Heading } from '@/components/Heading'
import { selectPlaced } from '@/features/checkout/checkoutSlice'
import { useAppSelector } from '@/store/hooks'
import styles from './Order.module.scss'
import { clockText } from './payCountdown'
import { texts } from './texts'

interface OrderHeadProps {
  order: Order
  secondsLeft: number | null
}

/** Where the order stands, and what that means. */
export function OrderHead({ order, secondsLeft }: OrderHeadProps) {
  const { number, status } = order
  const placed = useAppSelector(selectPlaced)
  const fell = placed?.number === number ? placed.fellCents : 0
  return (
    <>
      <View className={styles.state} {...aria({ live: 'polite' })}>
        <Heading level={2} className={styles.stateName}>
          {texts.status[status]}
        </Heading>
        {secondsLeft !== null && secondsLeft > 0 && (
          // Not spoken each second.
          <View className={styles.countdown} {...aria({ role: 'timer', live: 'off' })}>
            {texts.payWithin(clockText(secondsLeft))}
          </View>
        )}
        <View className={styles.hint}>{hintOf(order)}</View>
      </View>
      {fell > 0 && (
        <View className={cx(styles.news, styles.good)} {...aria({ role: 'status' })}>
          {texts.fell(formatPrice(fell))}
        </View>
      )}
    </>
  )
}

const HINTS = {
  unpaid: texts.unpaidHint,
  paid: texts.paidHint,
  packed: texts.packedHint,
  shipped: texts.shippedHint,
  delivered: texts.deliveredHint,
  done: texts.doneHint,
  refunding: texts.refundingHint,
  refunded: texts.refundedHint,
}

function hintOf({ status, cancelReason }: Order): string {
  return status === 'cancelled' ? texts.cancelReasons[cancelReason ?? 'shopper'] : HINTS[status]
}

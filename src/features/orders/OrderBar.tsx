import { View } from '@tarojs/components'
import type { Order } from '@contract/orders'
import { formatPrice } from '@domain/money'
import { Button } from '@/components/Button'
import { open } from '@/features/shell/navigation'
import styles from './Order.module.scss'
import { texts } from './texts'
import type { OrderActions } from './useOrderActions'

interface OrderBarProps {
  order: Order
  actions: OrderActions
  isPaying: boolean
  onPay: () => void
}

/** What may be done with the order now: the server decides what, the likeliest stands out. */
export function OrderBar({ order, actions, isPaying, onPay }: OrderBarProps) {
  const { number, totals } = order
  const { isBusy, ask, buyAgain } = actions
  const may = (action: Order['actions'][number]) => order.actions.includes(action)
  const isReceipt = may('receive')
  // To buy the same again is no first thought where something is under way.
  const isOver = ['delivered', 'done', 'cancelled', 'refunded'].includes(order.status)
  return (
    <View className={styles.actions}>
      {may('cancel') && (
        <Button kind="soft" disabled={isPaying} loading={isBusy} onTap={() => ask('cancel')}>
          {texts.cancel}
        </Button>
      )}
      {may('requestRefund') && (
        <Button kind="soft" onTap={() => void open({ page: 'refund', params: { number } })}>
          {texts.requestRefund}
        </Button>
      )}
      {may('buyAgain') && (
        <Button kind={isOver && !isReceipt ? 'primary' : 'soft'} className={isReceipt ? undefined : styles.main} loading={isBusy} onTap={buyAgain}>
          {texts.buyAgain}
        </Button>
      )}
      {isReceipt && (
        <Button className={styles.main} loading={isBusy} onTap={() => ask('receive')}>
          {texts.receive}
        </Button>
      )}
      {may('pay') && (
        <Button className={styles.main} loading={isPaying} onTap={onPay}>
          {texts.payTotal(formatPrice(totals.totalCents))}
        </Button>
      )}
    </View>
  )
}

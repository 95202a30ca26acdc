import { View } from '@tarojs/components'
import type { Order, OrderLine, OrderStatus } from '@contract/orders'
import goneArt from '@/assets/empty/search.png'
import { aria } from '@/components/aria'
import { Heading } from '@/components/Heading'
import { Icon } from '@/components/Icon'
import { StateView } from '@/components/StateView'
import { replaceWith } from '@/features/shell/navigation'
import { RouteLink } from '@/features/shell/RouteLink'
import { Goods } from './Goods'
import { lineRefundText } from './lineRefund'
import refundStyles from './LineRefund.module.scss'
import styles from './Order.module.scss'
import { lineDates } from './orderDates'
import { AddressCard, FactsCard, RefundCards } from './OrderFacts'
import { OrderHead } from './OrderHead'
import { OrderSkeleton } from './OrderSkeleton'
import { PayNotice } from './PayNotice'
import { Sums } from './Sums'
import { texts } from './texts'
import { TraceBlock } from './TraceBlock'
import type { OrderScreen } from './useOrder'

/** Not there yet, and maybe on its way. */
const AWAITED: ReadonlySet<OrderStatus> = new Set(['unpaid', 'paid', 'packed', 'shipped'])

/** His to eat: on the list of his dates. */
const AT_HOME: ReadonlySet<OrderStatus> = new Set(['delivered', 'done'])

const GONE = { art: goneArt, title: texts.gone, text: texts.goneHint, action: { label: texts.toList, onTap: () => void replaceWith({ page: 'orders' }) } }

export function OrderView({ screen }: { screen: OrderScreen }) {
  const { status, order, payment, secondsLeft, ask, reload } = screen
  return (
    <View className={styles.view}>
      <StateView status={status} skeleton={<OrderSkeleton />} failure={texts.failed} empty={GONE} onRetry={reload}>
        {order && (
          <>
            <OrderHead order={order} secondsLeft={secondsLeft} />
            {payment && <PayNotice payment={payment} onAsk={ask} />}
            <RefundCards order={order} />
            {order.actions.includes('trace') && <TraceBlock order={order} />}
            <AddressCard order={order} />
            <View className={styles.card}>
              <Heading level={2} className={styles.cardTitle}>
                {texts.goods}
              </Heading>
              <View {...aria({ role: 'list', label: texts.goods })}>
                {order.lines.map((line) => (
                  <SoldGoods key={line.batchId} order={order} line={line} />
                ))}
              </View>
              {AT_HOME.has(order.status) && (
                <RouteLink to={{ page: 'dates' }} className={styles.toDates} label={texts.toDates}>
                  {texts.toDates}
                  <Icon name="chevron-right" />
                </RouteLink>
              )}
              <Sums totals={order.totals} coupon={order.coupon?.title} />
            </View>
            <FactsCard order={order} />
          </>
        )}
      </StateView>
    </View>
  )
}

function SoldGoods({ order, line }: { order: Order; line: OrderLine }) {
  const refund = lineRefundText(order, line)
  return (
    <Goods
      line={line}
      dates={lineDates(line, AWAITED.has(order.status))}
      freshness={line.remainingDays < 0 ? 'expired' : line.nearExpiry ? 'near' : undefined}
      isOff={line.returnedQuantity === line.quantity}
    >
      {line.nearExpiryConfirmed && <View className={styles.confirmed}>{texts.confirmedNear}</View>}
      {refund !== null && <View className={refundStyles.returned}>{refund}</View>}
    </Goods>
  )
}

import { View } from '@tarojs/components'
import type { OrderGroup } from '@contract/orders'
import emptyArt from '@/assets/empty/list.png'
import { aria } from '@/components/aria'
import { LoadMore } from '@/components/LoadMore'
import { StateView } from '@/components/StateView'
import { open } from '@/features/shell/navigation'
import { OrderCard } from './OrderCard'
import styles from './Orders.module.scss'
import { OrdersSkeleton } from './OrdersSkeleton'
import { OrderTabs } from './OrderTabs'
import { texts } from './texts'
import { useOrderList } from './useOrderList'

interface OrdersViewProps {
  group: OrderGroup | null
  onChoose: (group: OrderGroup | null) => void
}

/** The shopper's orders, by where they stand. */
export function OrdersView({ group, onChoose }: OrdersViewProps) {
  const { orders, status, more, loadMore, refetch } = useOrderList(group)
  const empty = {
    art: emptyArt,
    title: group === null ? texts.empty : texts.emptyIn(texts.group[group]),
    text: texts.emptyHint,
    action: { label: texts.browse, onTap: () => void open({ page: 'home' }) },
  }
  return (
    <>
      <OrderTabs group={group} onChoose={onChoose} />
      <View className={styles.view}>
        <StateView status={status} skeleton={<OrdersSkeleton />} failure={texts.failed} empty={empty} onRetry={refetch}>
          <View {...aria({ role: 'list', label: texts.list })}>
            {orders.map(({ order, answeredAt }) => (
              <View key={order.number} {...aria({ role: 'listitem' })}>
                <OrderCard order={order} answeredAt={answeredAt} />
              </View>
            ))}
          </View>
          <LoadMore status={more} endText={texts.end(orders.length)} onMore={loadMore} />
        </StateView>
      </View>
    </>
  )
}

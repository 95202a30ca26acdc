import { useState } from 'react'
import type { OrderGroup } from '@contract/orders'
import { LoginGate } from '@/features/gate/LoginGate'
import { OrdersSkeleton } from '@/features/orders/OrdersSkeleton'
import { OrdersView } from '@/features/orders/OrdersView'
import { groupOf } from '@/features/orders/OrderTabs'
import { texts } from '@/features/orders/texts'
import { Page } from '@/features/shell/Page'
import { syncAddress } from '@/features/shell/syncAddress'
import { useRouteParams } from '@/features/shell/useRouteParams'

export default function OrdersPage() {
  const { status } = useRouteParams()
  const [group, setGroup] = useState(() => groupOf(status))
  const choose = (next: OrderGroup | null) => {
    setGroup(next)
    syncAddress({ page: 'orders', params: next === null ? {} : { status: next } })
  }
  return (
    <Page title={texts.listTitle}>
      <LoginGate require="member" purpose="orders" skeleton={<OrdersSkeleton />}>
        <OrdersView group={group} onChoose={choose} />
      </LoginGate>
    </Page>
  )
}

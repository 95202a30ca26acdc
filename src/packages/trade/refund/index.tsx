import { LoginGate } from '@/features/gate/LoginGate'
import { OrderSkeleton } from '@/features/orders/OrderSkeleton'
import { RefundView } from '@/features/orders/RefundView'
import { texts } from '@/features/orders/texts'
import { useOrder } from '@/features/orders/useOrder'
import { useOrderNumber } from '@/features/orders/useOrderNumber'
import { Page } from '@/features/shell/Page'

export default function RefundPage() {
  const number = useOrderNumber()
  const screen = useOrder(number, false)
  return (
    <Page title={texts.refundTitle}>
      <LoginGate require="member" purpose="orders" skeleton={<OrderSkeleton />}>
        <RefundView screen={screen} />
      </LoginGate>
    </Page>
  )
}

import { LoginGate } from '@/features/gate/LoginGate'
import { OrderBar } from '@/features/orders/OrderBar'
import { OrderSkeleton } from '@/features/orders/OrderSkeleton'
import { OrderSheets } from '@/features/orders/OrderSheets'
import { OrderView } from '@/features/orders/OrderView'
import { texts } from '@/features/orders/texts'
import { useOrder } from '@/features/orders/useOrder'
import { useOrderActions } from '@/features/orders/useOrderActions'
import { useOrderNumber } from '@/features/orders/useOrderNumber'
import { PAID_PARAM } from '@/features/payment/payOrder'
import { Page } from '@/features/shell/Page'
import { useRouteParams } from '@/features/shell/useRouteParams'

export default function OrderPage() {
  const number = useOrderNumber()
  const { [PAID_PARAM]: paid } = useRouteParams()
  const screen = useOrder(number, paid !== undefined)
  const actions = useOrderActions(number)
  const { order, isPaying, pay } = screen
  return (
    <Page title={texts.title} bar={order && order.actions.length > 0 && <OrderBar order={order} actions={actions} isPaying={isPaying} onPay={pay} />}>
      <LoginGate require="member" purpose="orders" skeleton={<OrderSkeleton />}>
        <OrderView screen={screen} />
        <OrderSheets actions={actions} />
      </LoginGate>
    </Page>
  )
}

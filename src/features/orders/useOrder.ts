import { useEffect, useRef } from 'react'
import type { Order } from '@contract/orders'
import type { ViewStatus } from '@/components/StateView'
import { viewStatus } from '@/components/viewStatus'
import { confirmPayment, lookForPayment, payOrder } from '@/features/payment/payOrder'
import { selectPayment, type Payment } from '@/features/payment/paymentSlice'
import { selectIsMember } from '@/features/session/sessionSlice'
import { useShownAgain } from '@/features/shell/useShownAgain'
import { useAppDispatch, useAppSelector } from '@/store/hooks'
import { ordersApi, useOrderQuery } from './ordersApi'
import { useSecondsToPay } from './useSecondsToPay'

export interface OrderScreen {
  status: ViewStatus
  order: Order | undefined
  payment: Payment | undefined
  /** By the server's clock; null unless unpaid. */
  secondsLeft: number | null
  isPaying: boolean
  pay: () => void
  ask: () => void
  reload: () => void
}

/** An order's screen. `isBack`: WeChat's page has led here, and the server has to be asked for the money. */
export function useOrder(number: string, isBack: boolean): OrderScreen {
  const dispatch = useAppDispatch()
  const isMember = useAppSelector(selectIsMember)
  const payment = useAppSelector((state) => selectPayment(state, number))
  const query = useOrderQuery(number, { skip: number === '' || !isMember, refetchOnMountOrArgChange: true })
  const { currentData: order, error, isFetching, fulfilledTimeStamp } = query
  const secondsLeft = useSecondsToPay(order ?? { secondsToPay: null }, fulfilledTimeStamp ?? 0)
  const isUnpaid = order?.status === 'unpaid'
  const refetch = () => void dispatch(ordersApi.util.invalidateTags([{ type: 'Orders', id: number }]))
  // A browser may bring this page back as it was when it was left for WeChat's: paid or not, only the server can tell.
  useShownAgain(() => (isUnpaid && !payment ? void dispatch(lookForPayment(number)) : !isFetching && refetch()))

  // Whoever paid may come back by any way: one question at the first sight of an unpaid order.
  const hasAsked = useRef(false)
  useEffect(() => {
    if (!isUnpaid || hasAsked.current) return
    hasAsked.current = true
    if (!payment) void dispatch(isBack ? confirmPayment(number) : lookForPayment(number))
  }, [isUnpaid, payment, isBack, number, dispatch])

  // The time is over: the server says what became of it.
  const isOver = secondsLeft === 0
  useEffect(() => {
    if (isOver) refetch()
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when the last second has passed
  }, [isOver])

  return {
    status: isGone(error) ? 'empty' : viewStatus({ data: order, error, isFetching }),
    order,
    payment: isUnpaid ? payment : undefined,
    secondsLeft,
    isPaying: payment?.status === 'starting' || payment?.status === 'paying' || payment?.status === 'asking',
    pay: () => void dispatch(payOrder(number)),
    ask: () => void dispatch(confirmPayment(number)),
    reload: refetch,
  }
}

/** Another shopper's order and one that never was are the same to this one. So is a number that cannot be one. */
function isGone(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error)) return false
  return error.code === 'not_found' || error.code === 'invalid_request'
}

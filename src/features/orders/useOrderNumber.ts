import { orderNumberIn } from '@domain/orderNumber'
import { useRouteParams } from '@/features/shell/useRouteParams'

/**
 * The number of the order that this page is about. WeChat's own list of orders opens it by the trade number (`…-1`), which
 * the server takes as well; but what is kept of an order is kept under the number that it has itself.
 */
export function useOrderNumber(): string {
  const { number = '' } = useRouteParams()
  return orderNumberIn(number) ?? number
}

import type { Order, OrderLine } from '@contract/orders'
import { texts } from './texts'

/** What became of a line's money, in words; null where nothing was asked for. */
export function lineRefundText({ status, refund }: Pick<Order, 'status' | 'refund'>, { batchId, quantity, returnedQuantity }: OrderLine): string | null {
  const wanted = status === 'refunding' ? (refund?.lines.find((line) => line.batchId === batchId)?.quantity ?? 0) : 0
  const back = returnedQuantity === quantity ? texts.returnedAll : texts.returnedUnits(returnedQuantity)
  const parts = [...(returnedQuantity > 0 ? [back] : []), ...(wanted > 0 ? [texts.returningUnits(wanted)] : [])]
  return parts.length > 0 ? parts.join('，') : null
}

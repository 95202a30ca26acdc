import type { RefundInput } from '@contract/refunds'
import { allLeft, isReturnExcluded, leftOf, type LineQuantity } from '@domain/refundAmount'
import { problem } from '../../errors'
import type { SoldOrderLine } from '../payments/refundable'
import type { OrderRow } from './transition'

/**
 * What the wish takes of the goods that are left. Throws `invalid_request` for what is no line of the order, `refund_exceeds`
 * for more than is left, `refund_excluded` for a change of mind about confirmed near-expiry goods, and `refund_whole_order` for
 * a part of what was not shipped: nothing has left the house, and to take single goods out of a box that is being packed is a
 * mistake in waiting.
 */
export function chooseLines(order: OrderRow, sold: readonly SoldOrderLine[], { reason, lines }: Pick<RefundInput, 'reason' | 'lines'>): LineQuantity[] {
  const isShipped = order.shipped_at !== null
  const byBatch = new Map(sold.map((line) => [line.batchId, line]))
  if (lines) refuseStrangers(lines, byBatch)
  const wanted = lines ?? allLeft(sold)
  const isExcluded = ({ batchId }: LineQuantity) => isReturnExcluded(reason, isShipped, { nearExpiryConfirmed: byBatch.get(batchId)?.nearExpiryConfirmed ?? false })
  const excluded = wanted.filter(isExcluded)
  // Whoever names no lines means those that may go back.
  if (excluded.length > 0 && (lines !== undefined || excluded.length === wanted.length)) throw problem('refund_excluded', { members: { batchIds: excluded.map(({ batchId }) => batchId) } })
  const isPart = () => sold.some((line) => leftOf(line) !== (wanted.find(({ batchId }) => batchId === line.batchId)?.quantity ?? 0))
  if (!isShipped && isPart()) throw problem('refund_whole_order')
  return wanted.filter((line) => !isExcluded(line))
}

function refuseStrangers(lines: readonly LineQuantity[], byBatch: ReadonlyMap<string, SoldOrderLine>): void {
  if (new Set(lines.map(({ batchId }) => batchId)).size < lines.length || lines.some(({ batchId }) => !byBatch.has(batchId))) {
    throw problem('invalid_request', { errors: [{ field: 'body/lines', message: 'must name lines of the order, each once' }] })
  }
  const exceeds = ({ batchId, quantity }: LineQuantity) => quantity > leftOf(byBatch.get(batchId) ?? { quantity: 0, returnedQuantity: 0 })
  if (lines.some(exceeds)) throw problem('refund_exceeds')
}

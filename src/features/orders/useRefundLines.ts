import { useState } from 'react'
import type { Order, OrderLine } from '@contract/orders'
import type { RefundReason } from '@contract/refunds'
import { isReturnExcluded, leftOf, refundParts, type LineQuantity } from '@domain/refundAmount'

export interface RefundRow {
  line: OrderLine
  /** Units that may go back. */
  left: number
  /** Confirmed as near its date: not for a change of mind. */
  isExcluded: boolean
  /** Units that are to go back. */
  quantity: number
}

export interface RefundLines {
  rows: RefundRow[]
  /** Before shipping the order goes back whole, and a single unit leaves nothing to choose. */
  hasChoice: boolean
  /** What the request names; null where it names nothing. */
  wanted: LineQuantity[] | null
  isEmpty: boolean
  /** By the rules of the server, until it answers. */
  amountCents: number
  /** Goes back with the last of the goods. */
  freightCents: number
  set: (batchId: string, quantity: number) => void
}

/** Which goods are to go back for this reason: all that may, at first. What is chosen is kept while the reason changes. */
export function useRefundLines(order: Order, reason: RefundReason | null): RefundLines {
  const [chosen, setChosen] = useState<Readonly<Record<string, number>>>({})
  const isShipped = order.shippedAt !== null
  const rows = order.lines.map((line): RefundRow => {
    const left = leftOf(line)
    const isExcluded = isReturnExcluded(reason, isShipped, line)
    return { line, left, isExcluded, quantity: isExcluded ? 0 : Math.min(left, chosen[line.batchId] ?? left) }
  })
  const hasChoice = isShipped && rows.reduce((sum, { left }) => sum + left, 0) > 1
  const wanted = rows.flatMap(({ line: { batchId }, quantity }) => (quantity > 0 ? [{ batchId, quantity }] : []))
  const { amountCents, lines } = refundParts(order.lines, order.refundableCents, wanted)
  return {
    rows,
    hasChoice,
    wanted: hasChoice ? wanted : null,
    isEmpty: wanted.length === 0,
    amountCents,
    freightCents: lines.reduce((rest, line) => rest - line.amountCents, amountCents),
    set: (batchId, quantity) => setChosen((now) => ({ ...now, [batchId]: quantity })),
  }
}

import type { CartLineInput } from '@contract/cart'
import { CART_QUANTITY_LIMIT } from '@contract/limits'
import type { WantedLine } from './present'

/** Lines as they are worked with: each batch once, its quantities added up where a client named it twice. */
export function foldLines(lines: readonly CartLineInput[]): WantedLine[] {
  const folded = new Map<string, WantedLine>()
  for (const { batchId, quantity, priceSeenCents = null, seenChange = null } of lines) {
    const id = batchId.toLowerCase()
    const before = folded.get(id)?.quantity ?? 0
    folded.set(id, { batchId: id, quantity: Math.min(before + quantity, CART_QUANTITY_LIMIT), priceSeenCents, seenChange })
  }
  return [...folded.values()]
}

import type { CartLine, CartMergeEntry } from '@contract/cart'
import { formatPrice } from '@domain/money'
import { fullName } from '@/features/catalogue/productText'
import { texts } from './texts'

export function nameOf({ product }: CartLine): string {
  return product ? fullName(product) : texts.unknown
}

/** Why a line is not for sale. */
export function reasonOf({ batch }: CartLine): string {
  return texts.reasons[batch?.unsellableReason ?? 'withdrawn']
}

/** What became of a line, in one clause; one that has both fewer units and another price has both said. */
export function changeText(line: CartLine): string {
  const { change, batch } = line
  const name = nameOf(line)
  if (change === 'batchReplaced') return texts.otherThere(name)
  if (!batch || batch.unsellableReason !== null) return texts.gone(name, reasonOf(line))
  return [change === 'stock' && texts.fewLeft(name, batch.stock), priceText(line)].filter(Boolean).join('，')
}

function priceText(line: CartLine): string | null {
  const { batch, priceSeenCents, change } = line
  if (!batch || priceSeenCents === null || priceSeenCents === batch.priceCents) return null
  const price = formatPrice(batch.priceCents)
  const name = change === 'stock' ? '' : nameOf(line)
  return batch.priceCents < priceSeenCents ? texts.fell(name, price) : texts.rose(name, price)
}

/** What became of what was gathered before the sign-in. */
export function mergeTexts(entries: readonly CartMergeEntry[]): string[] {
  const added = entries.reduce((sum, entry) => sum + entry.added, 0)
  const short = entries.filter(({ asked, added: came }) => came < asked).length
  return [...(added > 0 ? [texts.merged(added)] : []), ...(short > 0 ? [texts.mergedPart(short)] : [])]
}

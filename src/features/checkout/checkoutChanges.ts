import type { LineChange, OrderInput, OrderLineInput, OrderPreview, PreviewLine } from '@contract/orders'
import { formatPrice } from '@domain/money'
import { fullName } from '@/features/catalogue/productText'
import { texts } from './texts'

/** Everything that is no longer as the shopper saw it, each in a clause. */
export function changeTexts({ lines, missing }: OrderPreview): string[] {
  return [...lines.flatMap((line) => line.changes.map((change) => changeText(fullName(line), change))), ...missing.map(() => texts.unavailable(texts.goneGoods))]
}

function changeText(name: string, change: LineChange): string {
  switch (change.kind) {
    case 'price': {
      const [from, to] = [formatPrice(change.fromCents), formatPrice(change.toCents)]
      return change.toCents < change.fromCents ? texts.fell(name, from, to) : texts.rose(name, from, to)
    }
    case 'stock':
      return texts.short(name, change.available)
    case 'expired':
      return texts.expired(name)
    case 'tooClose':
      return texts.tooClose(name)
    case 'unavailable':
      return texts.unavailable(name)
  }
}

/** Whether something has to change or go before the order can be made. */
export function hasObstacles({ lines, missing }: OrderPreview): boolean {
  return missing.length > 0 || lines.some(({ orderable }) => !orderable)
}

/** The same wish, cut to what there is. What was seen of prices stays: they are told apart from this. */
export function adjustedLines(wanted: readonly OrderLineInput[], { lines }: OrderPreview): OrderLineInput[] {
  return wanted.flatMap((line) => {
    const view = lines.find(({ batchId }) => batchId === line.batchId)
    const quantity = view ? buyable(view) : 0
    return quantity > 0 ? [{ ...line, quantity }] : []
  })
}

function buyable({ orderable, quantity, stock, changes }: PreviewLine): number {
  if (orderable) return quantity
  return changes.every(({ kind }) => kind === 'stock' || kind === 'price') ? Math.min(quantity, stock) : 0
}

interface Extras {
  addressId: string
  remark: string
}

/** The order as the screen shows it. To send it confirms the goods near their date that the screen lists. */
export function orderInput({ lines, nearExpiry, coupons }: OrderPreview, { addressId, remark }: Extras): OrderInput {
  return {
    lines: lines.map(({ batchId, quantity, priceCents }) => ({ batchId, quantity, priceCents })),
    addressId,
    ...(nearExpiry ? { nearExpiryConfirmation: { version: nearExpiry.version, batchIds: nearExpiry.batchIds } } : {}),
    ...(coupons.chosenId === null ? {} : { couponId: coupons.chosenId }),
    ...(remark.trim() === '' ? {} : { remark: remark.trim() }),
  }
}

/**
 * What goes back for some of an order's goods: the one computation behind the form, the wish and the merchant's page. Money
 * is in cents.
 */

/** One line of an order as it was sold, and how much of it has gone back. */
export interface SoldLine {
  batchId: string
  quantity: number
  /** Of one unit. */
  priceCents: number
  /** What a coupon took off the whole line. */
  couponCents: number
  /** Units that have gone back, or are on their way. */
  returnedQuantity: number
}

export interface LineQuantity {
  batchId: string
  quantity: number
}

export interface RefundLine extends LineQuantity {
  amountCents: number
}

export interface RefundParts {
  lines: RefundLine[]
  amountCents: number
  /** Nothing of the goods is left afterwards. */
  isLast: boolean
}

/** Units of a line that may still go back. */
export function leftOf({ quantity, returnedQuantity }: Pick<SoldLine, 'quantity' | 'returnedQuantity'>): number {
  return Math.max(0, quantity - returnedQuantity)
}

/**
 * What the shopper gets for `wanted`. Of goods in part he gets what he paid for them; with the last of the goods everything
 * that is left of the payment goes back (`restCents`), and with it the freight, which never goes back alone. Whatever the
 * steps in which an order goes back, together they are what was paid. Each wanted line is one of `sold`, within what is left.
 */
export function refundParts(sold: readonly SoldLine[], restCents: number, wanted: readonly LineQuantity[]): RefundParts {
  const quantities = new Map(wanted.map(({ batchId, quantity }) => [batchId, quantity]))
  const lines = sold.flatMap((line) => {
    const quantity = quantities.get(line.batchId) ?? 0
    return quantity > 0 ? [{ batchId: line.batchId, quantity, amountCents: lineCents(line, quantity) }] : []
  })
  const isLast = sold.every((line) => leftOf(line) === (quantities.get(line.batchId) ?? 0))
  return { lines, amountCents: isLast ? restCents : lines.reduce((sum, line) => sum + line.amountCents, 0), isLast }
}

/** Everything that is left. */
export function allLeft(sold: readonly SoldLine[]): LineQuantity[] {
  return sold.flatMap((line) => (leftOf(line) > 0 ? [{ batchId: line.batchId, quantity: leftOf(line) }] : []))
}

/**
 * Seven days without a reason are not for goods that the buyer confirmed as near their date, once they were shipped. Before
 * that nothing has been lost, and for a fault the merchant answers in any case.
 */
export function isReturnExcluded(reason: string | null, isShipped: boolean, { nearExpiryConfirmed }: { nearExpiryConfirmed: boolean }): boolean {
  return reason === 'changedMind' && isShipped && nearExpiryConfirmed
}

function lineCents(line: SoldLine, quantity: number): number {
  return paidFor(line, line.returnedQuantity + quantity) - paidFor(line, line.returnedQuantity)
}

/**
 * What the first `units` of a line cost together. A coupon's share does not divide evenly: rounding what they cost together,
 * and not each by itself, leaves no cent over when the last of them goes back.
 */
function paidFor({ quantity, priceCents, couponCents }: SoldLine, units: number): number {
  return Math.floor(((priceCents * quantity - couponCents) * units) / quantity)
}

import type { Cart, CartLine, CartLineInput } from '@contract/cart'
import { cartTotals } from '@domain/cart'
import { restated } from '@/features/cart/cartLines'
import type { ApiRequest } from '@/api/transport'
import { makeBatch, makeSummary } from './catalogue'

type LineOver = Partial<Pick<CartLine, 'batchId' | 'quantity' | 'priceSeenCents' | 'seenChange' | 'replacement'>> & {
  name?: string
  product?: null
  batch?: Partial<NonNullable<CartLine['batch']>> | null
}

/** A line of `batch-1`, for sale at 29.90, seen at that price. */
export function makeLine({ name, product, batch, replacement = null, ...wanted }: LineOver = {}): CartLine {
  const { id: _id, productionDate: _made, shelfLifeDays: _life, nextSteps, ...facts } = makeBatch()
  const { offer: _offer, soldCount: _sold, ...summary } = makeSummary(name === undefined ? {} : { name, spec: '' })
  const line = { batchId: 'batch-1', quantity: 2, priceSeenCents: 2990, seenChange: null, ...wanted }
  return restated(line, {
    product: product === null ? null : summary,
    batch: batch === null ? null : { ...facts, nextStep: nextSteps[0] ?? null, ...batch },
    replacement,
  })
}

export function makeCart(lines: CartLine[] = [makeLine()]): Cart {
  return { lines, totals: cartTotals(lines.map(({ quantity, batch }) => ({ quantity, goods: batch }))) }
}

/** A shelf of batches that the fake server answers carts from. */
export function serverCart(shelf: CartLine[]) {
  const factsOf = (batchId: string) => shelf.find((line) => line.batchId === batchId) ?? makeLine({ batchId, product: null, batch: null })
  const answerFor = (lines: readonly CartLineInput[]) =>
    makeCart(lines.map(({ batchId, quantity, priceSeenCents = null, seenChange = null }) => restated({ batchId, quantity, priceSeenCents, seenChange }, factsOf(batchId))))
  return { check: ({ body }: ApiRequest) => answerFor((body as { lines: CartLineInput[] }).lines), answerFor }
}

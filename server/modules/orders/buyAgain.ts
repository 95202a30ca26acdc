import type { BuyAgain } from '@contract/orders'
import type { OrderDeps } from './deps'
import { mustFindOwn } from './read'
import { returnedUnits } from './returnedUnits'

type Offers = Map<string, { offer: { batchId: string; priceCents: number; expiresOn: string; stock: number } | null }>

/**
 * The goods of an earlier order as they are offered today: each product once, from the batch on offer, at most as many as
 * are free. What went back is left out, unless everything did: then the shopper wants the order that he did not get.
 * `summaries` is the catalogue's.
 */
export async function buyAgain(deps: OrderDeps, summaries: (ids: readonly string[]) => Promise<Offers>, userId: string, number: string): Promise<BuyAgain> {
  const order = await mustFindOwn(deps, userId, number)
  const wanted = new Map<string, { productId: string; name: string; quantity: number }>()
  for (const { product_id: productId, name, quantity } of await keptLines(deps, order.id)) {
    wanted.set(productId, { productId, name, quantity: quantity + (wanted.get(productId)?.quantity ?? 0) })
  }
  const offers = await summaries([...wanted.keys()])
  const answer: BuyAgain = { items: [], unavailable: [], nextCursor: null }
  for (const { productId, name, quantity } of wanted.values()) {
    const offer = offers.get(productId)?.offer
    if (!offer) answer.unavailable.push({ productId, name })
    else answer.items.push({ productId, name, batchId: offer.batchId, quantity: Math.min(quantity, offer.stock), priceCents: offer.priceCents, expiresOn: offer.expiresOn })
  }
  return answer
}

async function keptLines({ db }: OrderDeps, orderId: string): Promise<{ product_id: string; name: string; quantity: number }[]> {
  const lines = await db
    .selectFrom('order_line as l')
    .select(['l.product_id', 'l.name', 'l.quantity', returnedUnits('l.order_id', 'l.batch_id').as('returned')])
    .where('l.order_id', '=', orderId)
    .orderBy('l.position')
    .execute()
  const kept = lines.map(({ returned, ...line }) => ({ ...line, quantity: line.quantity - returned })).filter(({ quantity }) => quantity > 0)
  return kept.length > 0 ? kept : lines
}

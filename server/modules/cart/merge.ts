import { createHash } from 'node:crypto'
import type { CartMerge, CartMergeEntry, CartMergeLoss, CartMerged } from '@contract/cart'
import { CART_LINE_LIMIT, CART_QUANTITY_LIMIT } from '@contract/limits'
import { todayInShanghai } from '@domain/calendarDay'
import { problem } from '../../errors'
import { foldLines } from './foldLines'
import { viewGoods, type WantedLine } from './present'
import { deleteMergesBefore, findGoods, findMerge, insertMerge, putLines, type GoodsRow, type LineRow } from './repository'
import { addedAt, readCart, writeCart, type CartDeps } from './service'

/** A phone that kept a guest's cart this long has thrown it away by itself (CART_TTL_DAYS of the app). */
const MERGES_KEPT_MS = 90 * 86_400_000

interface MergedLine {
  row: LineRow | null
  entry: CartMergeEntry
}

/**
 * Puts what a guest gathered into his cart: quantities of one batch add up, as far as stock and limits go, and a quantity
 * that he had before never shrinks. Once for each `mergeId` and shopper, with the first answer's entries for every
 * repetition; another shopper's merge under the same id is another merge. What is not for sale any more comes along, so
 * that the cart can say so; a batch that does not exist does not. Throws `idempotency_mismatch` for other lines under a
 * known id.
 */
export async function mergeCart(deps: CartDeps, userId: string, { mergeId, lines }: CartMerge): Promise<CartMerged> {
  const wanted = foldLines(lines)
  const fingerprint = fingerprintOf(wanted)
  const entries = await writeCart(deps, userId, async (trx, rows) => {
    const known = await findMerge(trx, userId, mergeId)
    if (known && known.fingerprint !== fingerprint) throw problem('idempotency_mismatch')
    if (known) return known.entries
    const goods = await findGoods(trx, wanted.map((line) => line.batchId))
    const now = deps.clock.now()
    const merged = mergeLines(rows, wanted, goods, now)
    await putLines(trx, userId, merged.flatMap(({ row }) => row ?? []))
    const mergedAt = new Date(now)
    await deleteMergesBefore(trx, userId, new Date(now - MERGES_KEPT_MS))
    const made = merged.map(({ entry }) => entry)
    await insertMerge(trx, userId, { mergeId, fingerprint, entries: made, mergedAt })
    return made
  })
  return { cart: await readCart(deps, userId), entries }
}

function mergeLines(rows: readonly LineRow[], wanted: readonly WantedLine[], goods: ReadonlyMap<string, GoodsRow>, now: number): MergedLine[] {
  const old = new Map(rows.map((row) => [row.batch_id, row]))
  const today = todayInShanghai(now)
  let room = CART_LINE_LIMIT - rows.length
  return wanted.map((line, position) => {
    const before = old.get(line.batchId)
    const row = goods.get(line.batchId)
    if (!row) return refused(line, 'unavailable')
    if (!before && room === 0) return refused(line, 'lineLimit')
    if (!before) room -= 1
    const batch = viewGoods(row, today)
    const isForSale = batch.unsellableReason === null
    const had = before?.quantity ?? 0
    const most = isForSale ? Math.min(batch.stock, CART_QUANTITY_LIMIT) : CART_QUANTITY_LIMIT
    const quantity = Math.max(had, Math.min(had + line.quantity, most))
    const loss = isForSale ? lossOf(quantity - had, line.quantity, batch.stock) : 'unavailable'
    return {
      row: {
        batch_id: line.batchId,
        quantity,
        price_seen_cents: line.priceSeenCents ?? before?.price_seen_cents ?? batch.priceCents,
        seen_change: null,
        added_at: before?.added_at ?? addedAt(now, position),
      },
      entry: { batchId: line.batchId, asked: line.quantity, added: quantity - had, loss },
    }
  })
}

function refused({ batchId, quantity }: WantedLine, loss: CartMergeLoss): MergedLine {
  return { row: null, entry: { batchId, asked: quantity, added: 0, loss } }
}

function lossOf(added: number, asked: number, stock: number): CartMergeLoss | null {
  if (added === asked) return null
  return stock < CART_QUANTITY_LIMIT ? 'stock' : 'quantityLimit'
}

function fingerprintOf(lines: readonly WantedLine[]): string {
  const text = JSON.stringify(lines.map(({ batchId, quantity }) => [batchId, quantity]))
  return createHash('sha256').update(text).digest('base64url')
}

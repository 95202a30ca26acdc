import type { FastifyInstance } from 'fastify'
import type { Transaction } from 'kysely'
import type { Cart, CartLineInput, CartLinePut } from '@contract/cart'
import { CART_LINE_LIMIT } from '@contract/limits'
import { todayInShanghai } from '@domain/calendarDay'
import type { Database } from '../../database/schema'
import { inTransaction } from '../../database/transaction'
import { problem } from '../../errors'
import { lockUser } from '../identity/accounts'
import { foldLines } from './foldLines'
import { presentCart, viewGoods, type WantedLine } from './present'
import { deleteLines, findGoods, listLines, putLines, type LineRow } from './repository'

export type CartDeps = Pick<FastifyInstance, 'db' | 'clock' | 'catalogue'>

type Trx = Transaction<Database>

/**
 * The cart of one shopper, always answered whole, as it stands now. It reserves nothing: stock is taken by an order. Writes
 * of one shopper run one after the other (the user's row is locked), so that limits and sums hold under any concurrency.
 */
export async function readCart(deps: CartDeps, userId: string): Promise<Cart> {
  const rows = await listLines(deps.db, userId)
  return answer(deps, rows.map(toWanted))
}

/** A guest's cart against the shop. Nothing is kept of it. */
export async function checkCart(deps: CartDeps, lines: readonly CartLineInput[]): Promise<Cart> {
  return answer(deps, foldLines(lines))
}

/**
 * Sets a line to what the shopper wants, at most what is there. Throws `not_found` for a batch that does not exist,
 * `batch_unavailable` for one that is not for sale, `cart_full` for one line too many.
 */
export async function putLine(deps: CartDeps, userId: string, batchId: string, put: CartLinePut): Promise<Cart> {
  await writeCart(deps, userId, async (trx, rows) => {
    const row = (await findGoods(trx, [batchId])).get(batchId)
    if (!row) throw problem('not_found')
    const batch = viewGoods(row, todayInShanghai(deps.clock.now()))
    if (batch.unsellableReason !== null) throw problem('batch_unavailable')
    const old = rows.find((line) => line.batch_id === batchId)
    const replaced = rows.find((line) => line.batch_id === put.replaces && line !== old)
    if (!old && !replaced && rows.length >= CART_LINE_LIMIT) throw problem('cart_full')
    if (replaced) await deleteLines(trx, userId, [replaced.batch_id])
    const line: LineRow = {
      batch_id: batchId,
      quantity: Math.min(put.quantity, batch.stock),
      price_seen_cents: put.priceSeenCents ?? old?.price_seen_cents ?? batch.priceCents,
      seen_change: null,
      // What takes another's place stands where that stood.
      added_at: old?.added_at ?? replaced?.added_at ?? new Date(deps.clock.now()),
    }
    await putLines(trx, userId, [line])
  })
  return readCart(deps, userId)
}

/**
 * Puts lines as the shopper has seen them: after "I have read what changed", and to take a removal back. Lines that are not
 * for sale are kept as they are; batches that do not exist are left out. Throws `cart_full`.
 */
export async function putSeenLines(deps: CartDeps, userId: string, lines: readonly CartLineInput[]): Promise<Cart> {
  const wanted = foldLines(lines)
  await writeCart(deps, userId, async (trx, rows) => {
    const old = new Map(rows.map((row) => [row.batch_id, row]))
    const goods = await findGoods(trx, wanted.map((line) => line.batchId))
    const known = wanted.filter(({ batchId }) => old.has(batchId) || goods.has(batchId))
    if (known.filter(({ batchId }) => !old.has(batchId)).length + rows.length > CART_LINE_LIMIT) throw problem('cart_full')
    const now = deps.clock.now()
    const put = known.map(({ batchId, quantity, priceSeenCents, seenChange }, i): LineRow => {
      const row = goods.get(batchId)
      const batch = row && viewGoods(row, todayInShanghai(now))
      return {
        batch_id: batchId,
        quantity: batch?.unsellableReason === null ? Math.min(quantity, batch.stock) : quantity,
        price_seen_cents: priceSeenCents ?? batch?.priceCents ?? null,
        seen_change: seenChange,
        added_at: old.get(batchId)?.added_at ?? addedAt(now, i),
      }
    })
    await putLines(trx, userId, put)
  })
  return readCart(deps, userId)
}

/** Done as well where there is none of them. */
export async function removeLines(deps: CartDeps, userId: string, batchIds: readonly string[]): Promise<Cart> {
  await deleteLines(deps.db, userId, batchIds)
  return readCart(deps, userId)
}

/** One write at a time for each shopper; `work` gets his lines as they are. */
export async function writeCart<T>(deps: CartDeps, userId: string, work: (trx: Trx, rows: LineRow[]) => Promise<T>): Promise<T> {
  return inTransaction(deps.db, async (trx) => {
    if (!(await lockUser(trx, userId))) throw problem('session_expired')
    return work(trx, await listLines(trx, userId))
  })
}

/** Lines that come together keep their order: the cart is read by this, latest first. */
export function addedAt(now: number, position: number): Date {
  return new Date(now - position)
}

async function answer({ db, clock, catalogue }: CartDeps, wanted: readonly WantedLine[]): Promise<Cart> {
  const goods = await findGoods(db, wanted.map((line) => line.batchId))
  const products = await catalogue.summaries([...new Set([...goods.values()].map((row) => row.product_id))])
  return presentCart(wanted, { goods, products, today: todayInShanghai(clock.now()) })
}

function toWanted(row: LineRow): WantedLine {
  return { batchId: row.batch_id, quantity: row.quantity, priceSeenCents: row.price_seen_cents, seenChange: row.seen_change }
}

import type { Kysely, Transaction } from 'kysely'
import type { CartMergeEntry } from '@contract/cart'
import type { Database } from '../../database/schema'
import { excluded } from '../../database/upsert'
import type { BatchRow } from '../catalogue/batchView'
import type { CartLineTable } from './tables'

type Db = Kysely<Database>
type Trx = Transaction<Database>

export type LineRow = Omit<CartLineTable, 'user_id'>

/** A batch with what of its product decides whether it is for sale. */
export type GoodsRow = BatchRow & { product_id: string; min_days_at_delivery: number }

/** The latest added first. */
export function listLines(db: Db, userId: string): Promise<LineRow[]> {
  return db
    .selectFrom('cart_line')
    .select(['batch_id', 'quantity', 'price_seen_cents', 'seen_change', 'added_at'])
    .where('user_id', '=', userId)
    .orderBy('added_at', 'desc')
    .orderBy('batch_id', 'desc')
    .execute()
}

/** By batch id; those that do not exist are missing. */
export async function findGoods(db: Db, batchIds: readonly string[]): Promise<Map<string, GoodsRow>> {
  if (batchIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('batch as b')
    .innerJoin('product as p', 'p.id', 'b.product_id')
    .select(['b.id', 'b.code', 'b.product_id', 'b.production_date', 'b.shelf_life_days', 'b.expires_on', 'b.stock', 'b.reserved', 'b.list_price_cents', 'b.ladder', 'b.status'])
    .select('p.min_days_at_delivery')
    .where('b.id', 'in', [...batchIds])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Adds lines and changes those that are there. */
export async function putLines(trx: Trx, userId: string, lines: readonly LineRow[]): Promise<void> {
  if (lines.length === 0) return
  await trx
    .insertInto('cart_line')
    .values(lines.map((line) => ({ user_id: userId, ...line })))
    .onConflict((conflict) => conflict.columns(['user_id', 'batch_id']).doUpdateSet(excluded(['quantity', 'price_seen_cents', 'seen_change', 'added_at'])))
    .execute()
}

export async function deleteLines(db: Db, userId: string, batchIds: readonly string[]): Promise<void> {
  await db.deleteFrom('cart_line').where('user_id', '=', userId).where('batch_id', 'in', [...batchIds]).execute()
}

export function findMerge(trx: Trx, userId: string, mergeId: string): Promise<{ fingerprint: string; entries: CartMergeEntry[] } | undefined> {
  return trx.selectFrom('cart_merge').select(['fingerprint', 'entries']).where('user_id', '=', userId).where('merge_id', '=', mergeId).executeTakeFirst()
}

export interface MergeRecord {
  mergeId: string
  fingerprint: string
  entries: CartMergeEntry[]
  mergedAt: Date
}

export async function insertMerge(trx: Trx, userId: string, { mergeId, fingerprint, entries, mergedAt }: MergeRecord): Promise<void> {
  await trx
    .insertInto('cart_merge')
    .values({ user_id: userId, merge_id: mergeId, fingerprint, entries: JSON.stringify(entries), merged_at: mergedAt })
    .execute()
}

/** What is this old no phone asks for again. */
export async function deleteMergesBefore(trx: Trx, userId: string, before: Date): Promise<void> {
  await trx.deleteFrom('cart_merge').where('user_id', '=', userId).where('merged_at', '<', before).execute()
}

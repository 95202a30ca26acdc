import type { Kysely } from 'kysely'
import { CART_LINE_LIMIT } from '@contract/limits'
import type { Database } from '../../database/schema'
import type { MergePair, MergePart } from '../merges/part'

const EXAMPLES = 3

/** Batch ids. */
type MovedLines = string[]

/**
 * The union of both carts when two accounts are joined, up to the limit: all that the survivor has, then the other's from
 * the latest on. A batch that both have keeps the survivor's quantity. It stays with the other account, as does what the
 * limit leaves out: unseen, and there again after an undo.
 */
export const cartMergePart: MergePart<MovedLines> = {
  kind: 'cart',

  async preview(db, _vault, pair) {
    const coming = await listComing(db, pair)
    const room = await roomOf(db, pair.survivorId)
    const shown = await namesOf(db, coming.slice(0, Math.min(EXAMPLES, room)))
    return { kind: 'cart', count: Math.min(coming.length, room), examples: shown, leftBehind: Math.max(0, coming.length - room) }
  },

  async join({ trx, ...pair }) {
    const moved = (await listComing(trx, pair)).slice(0, await roomOf(trx, pair.survivorId))
    await move(trx, moved, pair.otherId, pair.survivorId)
    return moved
  },

  async undo({ trx, survivorId, otherId }, moved) {
    await move(trx, moved, survivorId, otherId)
  },
}

/** What the other cart has and the survivor's has not, latest first. */
async function listComing(db: Kysely<Database>, { survivorId, otherId }: Omit<MergePair, 'mergeId'>): Promise<string[]> {
  const own = db.selectFrom('cart_line').select('batch_id').where('user_id', '=', survivorId)
  const rows = await db
    .selectFrom('cart_line')
    .select('batch_id')
    .where('user_id', '=', otherId)
    .where('batch_id', 'not in', own)
    .orderBy('added_at', 'desc')
    .orderBy('batch_id', 'desc')
    .execute()
  return rows.map((row) => row.batch_id)
}

async function roomOf(db: Kysely<Database>, userId: string): Promise<number> {
  const row = await db
    .selectFrom('cart_line')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow()
  return Math.max(0, CART_LINE_LIMIT - Number(row.count))
}

async function namesOf(db: Kysely<Database>, batchIds: string[]): Promise<string[]> {
  if (batchIds.length === 0) return []
  const rows = await db.selectFrom('batch as b').innerJoin('product as p', 'p.id', 'b.product_id').select(['b.id', 'p.name']).where('b.id', 'in', batchIds).execute()
  const names = new Map(rows.map((row) => [row.id, row.name]))
  return batchIds.flatMap((id) => names.get(id) ?? [])
}

async function move(db: Kysely<Database>, batchIds: string[], fromId: string, toId: string): Promise<void> {
  if (batchIds.length === 0) return
  // What was put into the other cart since under the same batch stays: of two lines one has to go, and it is the one that moves.
  const there = db.selectFrom('cart_line as t').select('t.batch_id').where('t.user_id', '=', toId)
  await db
    .updateTable('cart_line')
    .set({ user_id: toId })
    .where('user_id', '=', fromId)
    .where('batch_id', 'in', batchIds)
    .where('batch_id', 'not in', there)
    .execute()
}

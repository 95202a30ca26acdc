import type { Kysely } from 'kysely'
import { FAVOURITE_LIMIT } from '@contract/limits'
import type { Database } from '../../database/schema'
import type { MergePair, MergePart } from '../merges/part'

const EXAMPLES = 3

/** Product ids. */
type MovedFavourites = string[]

/**
 * The union of both, up to the limit: all that the survivor has, then the other's from the latest on. What is marked by
 * both, and what the limit leaves out, stays with the other account, unseen, and is there again after an undo.
 */
export const favouriteMergePart: MergePart<MovedFavourites> = {
  kind: 'favourites',

  async preview(db, _vault, pair) {
    const coming = await listComing(db, pair)
    const room = await roomOf(db, pair.survivorId)
    const shown = await namesOf(db, coming.slice(0, Math.min(EXAMPLES, room)))
    return { kind: 'favourites', count: Math.min(coming.length, room), examples: shown, leftBehind: Math.max(0, coming.length - room) }
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

/** What the other account marked and the survivor did not, latest first. */
async function listComing(db: Kysely<Database>, { survivorId, otherId }: Omit<MergePair, 'mergeId'>): Promise<string[]> {
  const own = db.selectFrom('favourite').select('product_id').where('user_id', '=', survivorId)
  const rows = await db
    .selectFrom('favourite')
    .select('product_id')
    .where('user_id', '=', otherId)
    .where('product_id', 'not in', own)
    .orderBy('added_at', 'desc')
    .orderBy('product_id', 'desc')
    .execute()
  return rows.map((row) => row.product_id)
}

async function roomOf(db: Kysely<Database>, userId: string): Promise<number> {
  const row = await db
    .selectFrom('favourite')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow()
  return Math.max(0, FAVOURITE_LIMIT - Number(row.count))
}

async function namesOf(db: Kysely<Database>, productIds: string[]): Promise<string[]> {
  if (productIds.length === 0) return []
  const rows = await db.selectFrom('product').select(['id', 'name']).where('id', 'in', productIds).execute()
  const names = new Map(rows.map((row) => [row.id, row.name]))
  return productIds.flatMap((id) => names.get(id) ?? [])
}

async function move(db: Kysely<Database>, productIds: string[], fromId: string, toId: string): Promise<void> {
  if (productIds.length === 0) return
  await db.updateTable('favourite').set({ user_id: toId }).where('user_id', '=', fromId).where('product_id', 'in', productIds).execute()
}

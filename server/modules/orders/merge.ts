import type { Kysely } from 'kysely'
import type { Database } from '../../database/schema'
import type { MergePart } from '../merges/part'

const EXAMPLES = 3

/** Order ids. */
type MovedOrders = string[]

/**
 * All orders come over with everything that hangs on them. Only one that was made under a key which the survivor has used
 * as well stays behind: two orders under one key would make a repetition ambiguous. Apps make keys by chance, so there is none.
 */
export const orderMergePart: MergePart<MovedOrders> = {
  kind: 'orders',

  async preview(db, _vault, pair) {
    const coming = await listComing(db, pair)
    return { kind: 'orders', count: coming.length, examples: coming.slice(0, EXAMPLES).map((row) => row.number), leftBehind: 0 }
  },

  async join({ trx, ...pair }) {
    const ids = (await listComing(trx, pair)).map((row) => row.id)
    await move(trx, ids, pair.otherId, pair.survivorId)
    return ids
  },

  async undo({ trx, survivorId, otherId }, moved) {
    await move(trx, moved, survivorId, otherId)
  },
}

/** Latest first. */
async function listComing(db: Kysely<Database>, { survivorId, otherId }: { survivorId: string; otherId: string }): Promise<{ id: string; number: string }[]> {
  const used = db.selectFrom('shop_order').select('idempotency_key').where('user_id', '=', survivorId)
  return db
    .selectFrom('shop_order')
    .select(['id', 'number'])
    .where('user_id', '=', otherId)
    .where('idempotency_key', 'not in', used)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

async function move(db: Kysely<Database>, ids: string[], fromId: string, toId: string): Promise<void> {
  if (ids.length === 0) return
  await db.updateTable('shop_order').set({ user_id: toId }).where('user_id', '=', fromId).where('id', 'in', ids).execute()
}

import type { Kysely } from 'kysely'
import type { Database } from '../../database/schema'
import type { MergePart } from '../merges/part'

/** Product ids. */
type MovedAlerts = string[]

/**
 * Alerts follow their favourites. What both accounts had marked stays where it was, and there the other's alert comes to the
 * survivor's own mark, if that has none. To be joined after the favourites.
 */
export const alertMergePart: MergePart<MovedAlerts> = {
  kind: 'alerts',
  preview: () => Promise.resolve(null),

  async join({ trx, survivorId, otherId }) {
    const rows = await trx
      .selectFrom('favourite_alert as a')
      .innerJoin('favourite as own', (join) => join.onRef('own.product_id', '=', 'a.product_id').on('own.user_id', '=', survivorId))
      .leftJoin('favourite_alert as set', (join) => join.onRef('set.product_id', '=', 'a.product_id').on('set.user_id', '=', survivorId))
      .select('a.product_id')
      .where('a.user_id', '=', otherId)
      .where('set.user_id', 'is', null)
      .execute()
    const moved = rows.map((row) => row.product_id)
    await move(trx, moved, otherId, survivorId)
    return moved
  },

  async undo({ trx, survivorId, otherId }, moved) {
    await move(trx, moved, survivorId, otherId)
  },
}

async function move(db: Kysely<Database>, productIds: string[], fromId: string, toId: string): Promise<void> {
  if (productIds.length === 0) return
  await db.updateTable('favourite_alert').set({ user_id: toId }).where('user_id', '=', fromId).where('product_id', 'in', productIds).execute()
}

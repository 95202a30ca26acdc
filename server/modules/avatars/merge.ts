import type { Transaction } from 'kysely'
import type { Database } from '../../database/schema'
import type { MergePart } from '../merges/part'

interface MovedPicture {
  /** Address of the picture that came over; null where none did. */
  url: string | null
}

/** A picture for who has none; else each account keeps its own. */
export const avatarMergePart: MergePart<MovedPicture> = {
  kind: 'avatar',

  preview: () => Promise.resolve(null),

  async join({ trx, survivorId, otherId }) {
    const [own, theirs] = [await pictureOf(trx, survivorId), await pictureOf(trx, otherId)]
    if (own !== null || theirs === null) return { url: null }
    await move(trx, theirs, otherId, survivorId)
    return { url: theirs }
  },

  async undo({ trx, survivorId, otherId }, { url }) {
    // Another picture since, or none: this one is gone.
    if (url !== null && (await pictureOf(trx, survivorId)) === url) await move(trx, url, survivorId, otherId)
  },
}

async function pictureOf(trx: Transaction<Database>, userId: string): Promise<string | null> {
  const row = await trx.selectFrom('user_account').select('avatar_url').where('id', '=', userId).executeTakeFirst()
  return row?.avatar_url ?? null
}

async function move(trx: Transaction<Database>, url: string, fromId: string, toId: string): Promise<void> {
  await trx.updateTable('avatar').set({ user_id: toId }).where('user_id', '=', fromId).execute()
  await trx.updateTable('user_account').set({ avatar_url: null }).where('id', '=', fromId).execute()
  await trx.updateTable('user_account').set({ avatar_url: url }).where('id', '=', toId).execute()
}

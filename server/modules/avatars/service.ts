import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { inTransaction } from '../../database/transaction'
import { excluded } from '../../database/upsert'
import { problem } from '../../errors'
import { lockUser } from '../identity/accounts'
import { inTurn } from '../pictures/upload'
import { renderAvatar } from './render'

/** 128 bits: nobody comes upon a face by trying names. */
const NAME_BYTES = 16
/** The file that `Me.avatarUrl` names. */
const MAIN_FILE = '288.webp'

export interface Avatars {
  /** Puts a picture in the place of the one before, if any. Throws what `renderAvatar` throws, or `service_unavailable`. */
  replace(userId: string, upload: Buffer): Promise<void>
  /** Done as well when there is none. */
  remove(userId: string): Promise<void>
  /** A file's bytes, or null for a name that is not, or no longer, in use. */
  read(name: string, file: string): Promise<Buffer | null>
}

export function createAvatars({ db, clock }: Pick<FastifyInstance, 'db' | 'clock'>): Avatars {
  const draw = inTurn()
  return {
    async replace(userId, upload) {
      const files = await draw(() => renderAvatar(upload))
      const name = randomBytes(NAME_BYTES).toString('base64url')
      const rows = files.map(({ file, content }) => ({ user_id: userId, file, name, content, created_at: new Date(clock.now()) }))
      await inTransaction(db, async (trx) => {
        // Two uploads at once would otherwise leave files of both.
        if (!(await lockUser(trx, userId))) throw problem('session_expired')
        await trx
          .insertInto('avatar')
          .values(rows)
          .onConflict((oc) => oc.columns(['user_id', 'file']).doUpdateSet(excluded(['name', 'content', 'created_at'])))
          .execute()
        await trx.updateTable('user_account').set({ avatar_url: addressOf(name) }).where('id', '=', userId).execute()
      })
    },
    async remove(userId) {
      await inTransaction(db, async (trx) => {
        if (!(await lockUser(trx, userId))) throw problem('session_expired')
        await trx.deleteFrom('avatar').where('user_id', '=', userId).execute()
        await trx.updateTable('user_account').set({ avatar_url: null }).where('id', '=', userId).execute()
      })
    },
    async read(name, file) {
      const row = await db.selectFrom('avatar').select('content').where('name', '=', name).where('file', '=', file).executeTakeFirst()
      return row?.content ?? null
    },
  }
}

function addressOf(name: string): string {
  return `/v1/avatars/${name}/${MAIN_FILE}`
}

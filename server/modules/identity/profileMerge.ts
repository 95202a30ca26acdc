import type { MergePart } from '../merges/part'

interface MovedNickname {
  /** The survivor had no name and took the other's, which stays with the other account as well. */
  wasTaken: boolean
}

/** A name for who has none. Two names are not mixed: the survivor's stays. */
export const nicknameMergePart: MergePart<MovedNickname> = {
  kind: 'nickname',

  preview: () => Promise.resolve(null),

  async join({ trx, survivorId, otherId }) {
    const { numUpdatedRows } = await trx
      .updateTable('user_account as survivor')
      .from('user_account as other')
      .set((eb) => ({ nickname: eb.ref('other.nickname') }))
      .where('survivor.id', '=', survivorId)
      .where('survivor.nickname', 'is', null)
      .where('other.id', '=', otherId)
      .where('other.nickname', 'is not', null)
      .executeTakeFirst()
    return { wasTaken: numUpdatedRows > 0n }
  },

  async undo({ trx, survivorId, otherId }, { wasTaken }) {
    if (!wasTaken) return
    // A name that he gave himself since is his.
    const theirs = trx.selectFrom('user_account').select('nickname').where('id', '=', otherId)
    await trx.updateTable('user_account').set({ nickname: null }).where('id', '=', survivorId).where('nickname', '=', theirs).execute()
  },
}

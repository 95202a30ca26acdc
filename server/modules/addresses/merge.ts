import type { Transaction } from 'kysely'
import type { Database } from '../../database/schema'
import type { MergePart } from '../merges/part'
import { findRegion } from '../regions/regions'
import { openContact } from './present'
import { clearDefault, countAddresses, listAddresses, promoteLatest } from './repository'

const EXAMPLES = 3

interface MovedAddresses {
  ids: string[]
  /** Each side's default before; null for an empty book. */
  survivorDefault: string | null
  otherDefault: string | null
}

type Trx = Transaction<Database>

/**
 * All addresses come over, also beyond the limit of a book: nobody loses an address by a merge, he only adds none before
 * there is room again. Of the two defaults the one changed last stays it.
 */
export const addressMergePart: MergePart<MovedAddresses> = {
  kind: 'addresses',

  async preview(db, vault, { otherId }) {
    const book = await listAddresses(db, otherId)
    const examples = book.slice(0, EXAMPLES).map((row) => `${openContact(vault, row).recipient} ${districtOf(row.region_code)}`.trim())
    return { kind: 'addresses', count: book.length, examples, leftBehind: 0 }
  },

  async join({ trx, survivorId, otherId }) {
    const [own, others] = [await listAddresses(trx, survivorId), await listAddresses(trx, otherId)]
    const [survivorDefault, otherDefault] = [own, others].map((book) => book.find((row) => row.is_default) ?? null)
    if (survivorDefault && otherDefault) await clearDefault(trx, otherDefault.updated_at > survivorDefault.updated_at ? survivorId : otherId)
    const ids = others.map((row) => row.id)
    await move(trx, ids, otherId, survivorId)
    return { ids, survivorDefault: survivorDefault?.id ?? null, otherDefault: otherDefault?.id ?? null }
  },

  async undo({ trx, survivorId, otherId }, { ids, survivorDefault, otherDefault }) {
    await clearDefault(trx, survivorId)
    await move(trx, ids, survivorId, otherId)
    await restoreDefault(trx, survivorId, survivorDefault)
    await restoreDefault(trx, otherId, otherDefault)
  },
}

async function move(trx: Trx, ids: string[], fromId: string, toId: string): Promise<void> {
  if (ids.length === 0) return
  await trx.updateTable('address').set({ user_id: toId }).where('user_id', '=', fromId).where('id', 'in', ids).execute()
}

/** The address that was the default, if it is still there; else the one changed last. */
async function restoreDefault(trx: Trx, userId: string, id: string | null): Promise<void> {
  if ((await countAddresses(trx, userId)) === 0) return
  const { numUpdatedRows } = await trx.updateTable('address').set({ is_default: true }).where('user_id', '=', userId).where('id', '=', id).executeTakeFirst()
  if (numUpdatedRows === 0n) await promoteLatest(trx, userId)
}

function districtOf(code: string): string {
  const { city = '', district = '' } = findRegion(code) ?? {}
  return `${city}${district}`
}

import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../database/schema'
import type { AddressTable } from './tables'

type Db = Kysely<Database>
type Trx = Transaction<Database>

export async function listAddresses(db: Db, userId: string): Promise<AddressTable[]> {
  return db
    .selectFrom('address')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('is_default', 'desc')
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/** The user's own address, or undefined: another user's does not exist here. */
export async function findAddress(db: Db, userId: string, id: string): Promise<AddressTable | undefined> {
  return db.selectFrom('address').selectAll().where('user_id', '=', userId).where('id', '=', id).executeTakeFirst()
}

export async function countAddresses(trx: Trx, userId: string): Promise<number> {
  const row = await trx
    .selectFrom('address')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** Before another takes the mark: the database knows of one at most. */
export async function clearDefault(trx: Trx, userId: string): Promise<void> {
  await trx.updateTable('address').set({ is_default: false }).where('user_id', '=', userId).where('is_default', '=', true).execute()
}

export async function insertAddress(trx: Trx, row: AddressTable): Promise<void> {
  await trx.insertInto('address').values(row).execute()
}

export async function updateAddress(trx: Trx, userId: string, id: string, change: Partial<AddressTable>): Promise<void> {
  await trx.updateTable('address').set(change).where('user_id', '=', userId).where('id', '=', id).execute()
}

/** The deleted row, or undefined when there was none. */
export async function deleteAddress(trx: Trx, userId: string, id: string): Promise<AddressTable | undefined> {
  return trx.deleteFrom('address').where('user_id', '=', userId).where('id', '=', id).returningAll().executeTakeFirst()
}

/** Gives the mark to the address changed last, if any is left. */
export async function promoteLatest(trx: Trx, userId: string): Promise<void> {
  const latest = trx.selectFrom('address').select('id').where('user_id', '=', userId).orderBy('updated_at', 'desc').orderBy('id', 'desc').limit(1)
  await trx.updateTable('address').set({ is_default: true }).where('user_id', '=', userId).where('id', 'in', latest).execute()
}

import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../database/schema'

type Db = Kysely<Database>
type Trx = Transaction<Database>

export interface FavouritePosition {
  addedAt: Date
  productId: string
}

/** Latest first, from below `after`. */
export async function listFavourites(db: Db, userId: string, after: FavouritePosition | null, limit: number): Promise<FavouritePosition[]> {
  let query = db
    .selectFrom('favourite')
    .select(['added_at as addedAt', 'product_id as productId'])
    .where('user_id', '=', userId)
    .orderBy('added_at', 'desc')
    .orderBy('product_id', 'desc')
    .limit(limit)
  if (after) query = query.where((eb) => eb(eb.refTuple('added_at', 'product_id'), '<', eb.tuple(after.addedAt, after.productId)))
  return query.execute()
}

export async function listFavouriteIds(db: Db, userId: string, limit: number): Promise<string[]> {
  const rows = await listFavourites(db, userId, null, limit)
  return rows.map((row) => row.productId)
}

export async function productExists(db: Db, productId: string): Promise<boolean> {
  return (await db.selectFrom('product').select('id').where('id', '=', productId).executeTakeFirst()) !== undefined
}

export async function isFavourite(trx: Trx, userId: string, productId: string): Promise<boolean> {
  const row = await trx.selectFrom('favourite').select('product_id').where('user_id', '=', userId).where('product_id', '=', productId).executeTakeFirst()
  return row !== undefined
}

export async function countFavourites(trx: Trx, userId: string): Promise<number> {
  const row = await trx
    .selectFrom('favourite')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

export async function insertFavourite(trx: Trx, userId: string, productId: string, addedAt: Date): Promise<void> {
  await trx.insertInto('favourite').values({ user_id: userId, product_id: productId, added_at: addedAt }).execute()
}

export async function deleteFavourite(db: Db, userId: string, productId: string): Promise<void> {
  await db.deleteFrom('favourite').where('user_id', '=', userId).where('product_id', '=', productId).execute()
}

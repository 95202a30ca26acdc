import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../database/schema'

type Db = Kysely<Database>
type Trx = Transaction<Database>

export interface FavouritePosition {
  addedAt: Date
  productId: string
}

export interface FavouriteRow extends FavouritePosition {
  hasAlert: boolean
}

/** Latest first, from below `after`. */
export async function listFavourites(db: Db, userId: string, after: FavouritePosition | null, limit: number): Promise<FavouriteRow[]> {
  let query = db
    .selectFrom('favourite as f')
    .leftJoin('favourite_alert as a', (join) => join.onRef('a.user_id', '=', 'f.user_id').onRef('a.product_id', '=', 'f.product_id'))
    .select(['f.added_at as addedAt', 'f.product_id as productId'])
    .select((eb) => eb('a.user_id', 'is not', null).$castTo<boolean>().as('hasAlert'))
    .where('f.user_id', '=', userId)
    .orderBy('f.added_at', 'desc')
    .orderBy('f.product_id', 'desc')
    .limit(limit)
  if (after) query = query.where((eb) => eb(eb.refTuple('f.added_at', 'f.product_id'), '<', eb.tuple(after.addedAt, after.productId)))
  return query.execute()
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

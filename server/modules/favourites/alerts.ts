import { knownNow, type AlertKnown, type AlertOffer } from '@domain/alert'
import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Database } from '../../database/schema'
import type { FavouriteAlertTable } from './tables'

type Db = Kysely<Database>
type Trx = Transaction<Database>

export interface AlertName {
  userId: string
  productId: string
}

/** What is for sale of a product as the read-model has it; null: nothing. The read-model has to be of today. */
export async function findOffer(db: Db, productId: string): Promise<AlertOffer | null> {
  const row = await db.selectFrom('product_listing').select(['price_cents', 'expires_on', 'freshness']).where('product_id', '=', productId).executeTakeFirst()
  return row ? { priceCents: row.price_cents, expiresOn: row.expires_on, isLast: row.freshness === 'last' } : null
}

/** The shopper looks at what is offered now: only what comes after it is news. Again changes nothing, but that a message granted since counts. */
export async function insertAlert(trx: Trx, { userId, productId }: AlertName, { now, mayMessage }: { now: number; mayMessage: boolean }): Promise<void> {
  await trx
    .insertInto('favourite_alert')
    .values({ user_id: userId, product_id: productId, ...toColumns(knownNow(await findOffer(trx, productId), null)), message: mayMessage ? 'granted' : 'none', created_at: new Date(now) })
    .onConflict((oc) => oc.columns(['user_id', 'product_id']).doNothing())
    .execute()
  if (mayMessage) await named(trx, { userId, productId }).set({ message: 'granted' }).execute()
}

export async function deleteAlert(db: Db, { userId, productId }: AlertName): Promise<void> {
  await db.deleteFrom('favourite_alert').where('user_id', '=', userId).where('product_id', '=', productId).execute()
}

/** The alert, which nobody else changes until the transaction ends; null where it was taken back. */
export async function lockAlert(trx: Trx, { userId, productId }: AlertName): Promise<{ known: AlertKnown; mayMessage: boolean } | null> {
  const row = await trx.selectFrom('favourite_alert').selectAll().where('user_id', '=', userId).where('product_id', '=', productId).forUpdate().executeTakeFirst()
  return row ? { known: toKnown(row), mayMessage: row.message === 'granted' } : null
}

export async function updateAlert(trx: Trx, alert: AlertName, known: AlertKnown, { isMessageSpent }: { isMessageSpent: boolean }): Promise<void> {
  await named(trx, alert)
    .set({ ...toColumns(known), ...(isMessageSpent ? { message: 'none' as const } : {}) })
    .execute()
}

function named(trx: Trx, { userId, productId }: AlertName) {
  return trx.updateTable('favourite_alert').where('user_id', '=', userId).where('product_id', '=', productId)
}

function toKnown(row: Selectable<FavouriteAlertTable>): AlertKnown {
  return { isAvailable: row.known_available, cents: row.known_cents, lastOn: row.known_last_on }
}

function toColumns({ isAvailable, cents, lastOn }: AlertKnown) {
  return { known_available: isAvailable, known_cents: cents, known_last_on: lastOn }
}

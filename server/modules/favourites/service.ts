import type { FastifyInstance } from 'fastify'
import type { AlertInput, Favourite, FavouriteIds, FavouritePage } from '@contract/favourites'
import { FAVOURITE_LIMIT } from '@contract/limits'
import type { Transaction } from 'kysely'
import type { Database } from '../../database/schema'
import { inTransaction } from '../../database/transaction'
import { problem } from '../../errors'
import { lockUser } from '../identity/accounts'
import { insertAlert } from './alerts'
import { countFavourites, insertFavourite, isFavourite, listFavourites, productExists, type FavouritePosition } from './repository'

export type FavouriteDeps = Pick<FastifyInstance, 'db' | 'clock' | 'cursors' | 'catalogue' | 'config'>

const DEFAULT_LIMIT = 20

/** One page of a shopper's favourites as cards, latest first. */
export async function listPage(deps: FavouriteDeps, userId: string, cursor: string | undefined, limit = DEFAULT_LIMIT): Promise<FavouritePage> {
  const scope = `favourites/${userId}`
  const after = cursor === undefined ? null : toPosition(deps.cursors.open(scope, cursor))
  // One more than asked for tells whether there is another page.
  const rows = await listFavourites(deps.db, userId, after, limit + 1)
  const shown = rows.slice(0, limit)
  const products = await deps.catalogue.summaries(shown.map((row) => row.productId))
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    items: shown.flatMap(({ productId, addedAt, hasAlert }): Favourite[] => {
      const product = products.get(productId)
      return product ? [{ product, addedAt: addedAt.toISOString(), hasAlert }] : []
    }),
    nextCursor: last ? deps.cursors.seal(scope, [last.addedAt.toISOString(), last.productId]) : null,
  }
}

/** All of them, and which have an alert. */
export async function listIds(deps: FavouriteDeps, userId: string): Promise<FavouriteIds> {
  const rows = await listFavourites(deps.db, userId, null, FAVOURITE_LIMIT)
  return {
    items: rows.map((row) => row.productId),
    alerts: rows.flatMap((row) => (row.hasAlert ? row.productId : [])),
    messageTemplateId: deps.config.wechat.alerts?.templateId ?? null,
    nextCursor: null,
  }
}

/** Adding what is there already changes nothing, its place in the list included. */
export async function addFavourite(deps: FavouriteDeps, userId: string, productId: string): Promise<void> {
  await changeFavourites(deps, userId, productId, (trx) => mark(trx, userId, productId, deps.clock.now()))
}

/** Tells of it from now on, and marks it where it is not marked. Again changes nothing, but for a message that was allowed since. */
export async function addAlert(deps: FavouriteDeps, userId: string, productId: string, { message }: AlertInput): Promise<void> {
  // What the shopper sees is of today: an older price would be told of as if it had moved.
  await deps.catalogue.refresh()
  await changeFavourites(deps, userId, productId, async (trx) => {
    const now = deps.clock.now()
    await mark(trx, userId, productId, now)
    await insertAlert(trx, { userId, productId }, { now, mayMessage: message && deps.config.wechat.alerts !== null })
  })
}

async function changeFavourites(deps: FavouriteDeps, userId: string, productId: string, change: (trx: Transaction<Database>) => Promise<void>): Promise<void> {
  if (!(await productExists(deps.db, productId))) throw problem('not_found')
  await inTransaction(deps.db, async (trx) => {
    if (!(await lockUser(trx, userId))) throw problem('session_expired')
    await change(trx)
  })
}

async function mark(trx: Transaction<Database>, userId: string, productId: string, now: number): Promise<void> {
  if (await isFavourite(trx, userId, productId)) return
  if ((await countFavourites(trx, userId)) >= FAVOURITE_LIMIT) throw problem('favourite_limit_reached')
  await insertFavourite(trx, userId, productId, new Date(now))
}

function toPosition([addedAt = '', productId = '']: (string | number)[]): FavouritePosition {
  return { addedAt: new Date(addedAt), productId: String(productId) }
}

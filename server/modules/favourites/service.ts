import type { FastifyInstance } from 'fastify'
import type { Favourite, FavouritePage } from '@contract/favourites'
import { FAVOURITE_LIMIT } from '@contract/limits'
import { inTransaction } from '../../database/transaction'
import { problem } from '../../errors'
import { lockUser } from '../identity/accounts'
import { countFavourites, insertFavourite, isFavourite, listFavourites, productExists, type FavouritePosition } from './repository'

export type FavouriteDeps = Pick<FastifyInstance, 'db' | 'clock' | 'cursors' | 'catalogue'>

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
    items: shown.flatMap(({ productId, addedAt }): Favourite[] => {
      const product = products.get(productId)
      return product ? [{ product, addedAt: addedAt.toISOString() }] : []
    }),
    nextCursor: last ? deps.cursors.seal(scope, [last.addedAt.toISOString(), last.productId]) : null,
  }
}

/** Adding what is there already changes nothing, its place in the list included. */
export async function addFavourite(deps: FavouriteDeps, userId: string, productId: string): Promise<void> {
  if (!(await productExists(deps.db, productId))) throw problem('not_found')
  await inTransaction(deps.db, async (trx) => {
    if (!(await lockUser(trx, userId))) throw problem('session_expired')
    if (await isFavourite(trx, userId, productId)) return
    if ((await countFavourites(trx, userId)) >= FAVOURITE_LIMIT) throw problem('favourite_limit_reached')
    await insertFavourite(trx, userId, productId, new Date(deps.clock.now()))
  })
}

function toPosition([addedAt = '', productId = '']: (string | number)[]): FavouritePosition {
  return { addedAt: new Date(addedAt), productId: String(productId) }
}

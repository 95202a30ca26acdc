import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { Id, Strict } from '@contract/common'
import { FavouriteIds, FavouritePage, FavouriteQuery } from '@contract/favourites'
import { FAVOURITE_LIMIT } from '@contract/limits'
import { problemResponses } from '../../plugins/problemResponses'
import { signedIn } from '../../plugins/session'
import { deleteFavourite, listFavouriteIds } from './repository'
import { addFavourite, listPage } from './service'

const tags = ['favourites']
const params = Type.Object({ productId: Id }, Strict)
const done = { 204: Type.Null(), ...problemResponses }

/** What a shopper marked, `/v1/me/favourites`. */
export const favouriteRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.addHook('onRequest', app.requireSession)

  app.get(
    '/v1/me/favourites',
    { schema: { tags, summary: 'Favourites as cards, latest first', querystring: FavouriteQuery, response: { 200: FavouritePage, ...problemResponses } } },
    async (request) => listPage(app, signedIn(request).userId, request.query.cursor, request.query.limit),
  )

  app.get(
    '/v1/me/favourites/ids',
    { schema: { tags, summary: 'Ids of all favourites, latest first', response: { 200: FavouriteIds, ...problemResponses } } },
    async (request) => ({ items: await listFavouriteIds(app.db, signedIn(request).userId, FAVOURITE_LIMIT), nextCursor: null }),
  )

  app.put(
    '/v1/me/favourites/:productId',
    { schema: { tags, summary: 'Mark a product', description: 'Marking it again changes nothing.', params, response: done } },
    async (request, reply) => {
      await addFavourite(app, signedIn(request).userId, request.params.productId)
      return reply.code(204).send(null)
    },
  )

  app.delete(
    '/v1/me/favourites/:productId',
    { schema: { tags, summary: 'Take the mark off', description: 'Done as well when there is none.', params, response: done } },
    async (request, reply) => {
      await deleteFavourite(app.db, signedIn(request).userId, request.params.productId)
      return reply.code(204).send(null)
    },
  )
}

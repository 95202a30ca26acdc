import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { Id, Strict } from '@contract/common'
import { AlertInput, FavouriteIds, FavouritePage, FavouriteQuery } from '@contract/favourites'
import { problemResponses } from '../../plugins/problemResponses'
import { signedIn } from '../../plugins/session'
import { deleteAlert } from './alerts'
import { deleteFavourite } from './repository'
import { addAlert, addFavourite, listIds, listPage } from './service'

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
    (request) => listIds(app, signedIn(request).userId),
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
    { schema: { tags, summary: 'Take the mark off', description: 'And its alert with it. Done as well when there is none.', params, response: done } },
    async (request, reply) => {
      await deleteFavourite(app.db, signedIn(request).userId, request.params.productId)
      return reply.code(204).send(null)
    },
  )

  app.put(
    '/v1/me/favourites/:productId/alert',
    {
      schema: {
        tags,
        summary: 'Tell me of it',
        description: 'When it is for sale again, costs less, or comes to its last days; each once, by a notice. Marks the product where it is not marked. Again changes nothing, but for a message that was allowed since.',
        params,
        body: AlertInput,
        response: done,
      },
    },
    async (request, reply) => {
      await addAlert(app, signedIn(request).userId, request.params.productId, request.body)
      return reply.code(204).send(null)
    },
  )

  app.delete(
    '/v1/me/favourites/:productId/alert',
    { schema: { tags, summary: 'Do not tell me any more', description: 'It stays marked. Done as well when there is no alert.', params, response: done } },
    async (request, reply) => {
      await deleteAlert(app.db, { userId: signedIn(request).userId, productId: request.params.productId })
      return reply.code(204).send(null)
    },
  )
}

import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Cart, CartLineList, CartLinePut, CartMerge, CartMerged, CartRemoval } from '@contract/cart'
import { Id, Strict } from '@contract/common'
import { problemResponses } from '../../plugins/problemResponses'
import { signedIn } from '../../plugins/session'
import { routeLimit } from '../identity/routeLimit'
import { mergeCart } from './merge'
import { checkCart, putLine, putSeenLines, readCart, removeLines } from './service'

/** A guest's app asks when the cart is opened and after each addition. */
const CHECKS_PER_MINUTE = 120

const tags = ['cart']
const params = Type.Object({ batchId: Id }, Strict)
const response = { 200: Cart, ...problemResponses }

/** `/v1/cart`: the shopper's own, and the check of a guest's. Every write answers the whole cart. */
export const cartRoutes: FastifyPluginAsyncTypebox = async (app) => {
  await app.register(memberRoutes)

  app.post(
    '/v1/cart/check',
    {
      config: { rateLimit: routeLimit(app, CHECKS_PER_MINUTE) },
      schema: {
        tags,
        summary: "A guest's cart as it stands now",
        description: 'Public; reads no session and keeps nothing. The lines come back in their order.',
        body: CartLineList,
        response,
      },
    },
    async (request, reply) => {
      void reply.header('Cache-Control', 'no-store')
      return checkCart(app, request.body.lines)
    },
  )
}

const memberRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.addHook('onRequest', app.requireSession)

  app.get('/v1/cart', { schema: { tags, summary: 'The cart as it stands now, the latest added first', response } }, async (request) =>
    readCart(app, signedIn(request).userId),
  )

  app.put(
    '/v1/cart/lines/:batchId',
    {
      schema: {
        tags,
        summary: 'Set how many of a batch the shopper wants',
        description: '404 for an unknown batch, 409 `batch_unavailable` for one that is not for sale, 409 `cart_full` at 100 lines.',
        params,
        body: CartLinePut,
        response,
      },
    },
    async (request) => putLine(app, signedIn(request).userId, request.params.batchId, request.body),
  )

  app.put(
    '/v1/cart/lines',
    {
      schema: {
        tags,
        summary: 'Put lines as the shopper has seen them',
        description: 'After he has read what changed, and to take a removal back. Other lines stay. 409 `cart_full` at 100 lines.',
        body: CartLineList,
        response,
      },
    },
    async (request) => putSeenLines(app, signedIn(request).userId, request.body.lines),
  )

  app.delete(
    '/v1/cart/lines/:batchId',
    { schema: { tags, summary: 'Take a line out', description: 'Done as well when there is none.', params, response } },
    async (request) => removeLines(app, signedIn(request).userId, [request.params.batchId]),
  )

  app.post(
    '/v1/cart/removals',
    { schema: { tags, summary: 'Take several lines out', description: 'A body, because WeChat sends none with DELETE.', body: CartRemoval, response } },
    async (request) => removeLines(app, signedIn(request).userId, request.body.batchIds),
  )

  app.post(
    '/v1/cart/merge',
    {
      schema: {
        tags,
        summary: "Put a guest's cart into the shopper's",
        description: 'Once for each `mergeId`, so that it may be repeated. 422 `idempotency_mismatch` for other lines under a known id.',
        body: CartMerge,
        response: { 200: CartMerged, ...problemResponses },
      },
    },
    async (request) => mergeCart(app, signedIn(request).userId, request.body),
  )
}

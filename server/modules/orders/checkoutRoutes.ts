import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Order, OrderInput, OrderPreview, PreviewInput } from '@contract/orders'
import { problem } from '../../errors'
import { problemResponses } from '../../plugins/problemResponses'
import { signedIn } from '../../plugins/session'
import { routeLimit } from '../identity/routeLimit'
import { createOrder } from './create'
import type { OrderDeps } from './deps'
import { previewOrder } from './preview'

const tags = ['orders']
const KEY = /^[\x21-\x7e]{1,255}$/
/** Per address and minute: no person orders faster, and each holds goods. */
export const ORDERS_PER_MINUTE = 60

/** From the lines to the order: `POST /v1/orders/preview`, `POST /v1/orders`. */
export const checkoutRoutes: FastifyPluginAsyncTypebox<{ orders: OrderDeps }> = async (app, { orders: deps }) => {
  app.addHook('onRequest', app.requireSession)

  app.post(
    '/v1/orders/preview',
    {
      config: { idempotency: false },
      schema: {
        tags,
        summary: 'What the order would be',
        description: 'Prices, dates and stock of this moment, with the days left on arrival at the address. Makes and holds nothing. Without an address the usual way is assumed.',
        body: PreviewInput,
        response: { 200: OrderPreview, ...problemResponses },
      },
    },
    (request) => previewOrder(deps, signedIn(request).userId, request.body),
  )

  app.post(
    '/v1/orders',
    {
      // The order itself keeps the key: the record of the plugin could get lost between the order and its answer.
      config: { rateLimit: routeLimit(app, ORDERS_PER_MINUTE), idempotency: false },
      schema: {
        tags,
        summary: 'Make an order',
        description:
          'Needs `Idempotency-Key`; the same key and body answer the same order, at any time. Holds the goods for fifteen minutes. ' +
          'A price below `priceCents` is charged, one above refused: `order_changed` names the lines. ' +
          'Goods near their date have to be confirmed (`near_expiry_unconfirmed` has the text), and the account needs a verified number (`phone_required`).',
        body: OrderInput,
        response: { 201: Order, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { order, isReplay } = await createOrder(deps, signedIn(request).userId, requiredKey(request), request.body)
      if (isReplay) void reply.header('Idempotent-Replayed', 'true')
      return reply.code(201).send(order)
    },
  )
}

function requiredKey(request: FastifyRequest): string {
  const key = request.headers['idempotency-key']
  if (typeof key === 'string' && KEY.test(key)) return key
  throw problem('invalid_request', { errors: [{ field: 'headers/idempotency-key', message: 'must be 1 to 255 printable characters' }] })
}

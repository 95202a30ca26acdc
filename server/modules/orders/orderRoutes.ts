import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { Strict } from '@contract/common'
import { BuyAgain, Order, OrderCounts, OrderNumber, OrderPage, OrderQuery, OrderTrace } from '@contract/orders'
import { RefundInput } from '@contract/refunds'
import { problemResponses } from '../../plugins/problemResponses'
import { signedIn } from '../../plugins/session'
import { buyAgain } from './buyAgain'
import type { OrderDeps } from './deps'
import { expireDue } from './expire'
import { canonicalNumber, countOrders, listOrders, readOrder, readTrace } from './read'
import { allowShippingMessage, askForRefund, cancelOrder, receiveOrder } from './shopperSteps'

const tags = ['orders']
const params = Type.Object({ number: OrderNumber }, Strict)

/** The shopper's own orders, `/v1/orders`. */
export const orderRoutes: FastifyPluginAsyncTypebox<{ orders: OrderDeps }> = async (app, { orders: deps }) => {
  app.addHook('onRequest', app.requireSession)

  app.get(
    '/v1/orders',
    { schema: { tags, summary: 'Orders, latest first', querystring: OrderQuery, response: { 200: OrderPage, ...problemResponses } } },
    (request) => listOrders(deps, signedIn(request).userId, request.query),
  )

  app.get('/v1/orders/counts', { schema: { tags, summary: 'How many wait in each tab', response: { 200: OrderCounts, ...problemResponses } } }, (request) =>
    countOrders(deps, signedIn(request).userId),
  )

  app.get(
    '/v1/orders/:number',
    {
      schema: { tags, summary: 'One order', description: "Also by a trade number, as WeChat's own order page names it.", params, response: { 200: Order, ...problemResponses } },
    },
    async (request) => {
      const { userId } = signedIn(request)
      await expireDue(deps, { userId })
      return readOrder(deps, userId, canonicalNumber(request.params.number))
    },
  )

  app.get('/v1/orders/:number/trace', { schema: { tags, summary: 'Where the parcel is', params, response: { 200: OrderTrace, ...problemResponses } } }, (request) =>
    readTrace(deps, signedIn(request).userId, canonicalNumber(request.params.number)),
  )

  app.get(
    '/v1/orders/:number/buy-again',
    { schema: { tags, summary: 'The same goods as they are offered today', params, response: { 200: BuyAgain, ...problemResponses } } },
    (request) => buyAgain(deps, (ids) => app.catalogue.summaries(ids), signedIn(request).userId, canonicalNumber(request.params.number)),
  )

  app.post(
    '/v1/orders/:number/cancel',
    { schema: { tags, summary: 'Cancel an unpaid order', description: 'Paid or over: `order_state_conflict`.', params, response: { 200: Order, ...problemResponses } } },
    (request) => cancelOrder(deps, signedIn(request).userId, canonicalNumber(request.params.number)),
  )

  app.post(
    '/v1/orders/:number/receipt',
    { schema: { tags, summary: 'Say that it has arrived', params, response: { 200: Order, ...problemResponses } } },
    (request) => receiveOrder(deps, signedIn(request).userId, canonicalNumber(request.params.number)),
  )

  app.post(
    '/v1/orders/:number/refund',
    {
      schema: {
        tags,
        summary: 'Ask for the money back, of the order or of some of its lines',
        description:
          'The merchant decides. One wish at a time. A change of mind about goods that were confirmed as near their date is `refund_excluded` once they were shipped, and names the batches. ' +
          'More than is left of a line is `refund_exceeds`; a part of what was not shipped `refund_whole_order`.',
        params,
        body: RefundInput,
        response: { 200: Order, ...problemResponses },
      },
    },
    (request) => askForRefund(deps, signedIn(request).userId, canonicalNumber(request.params.number), request.body),
  )

  app.put(
    '/v1/orders/:number/shipping-message',
    {
      schema: {
        tags,
        summary: 'Tell me in WeChat when it is shipped',
        description: 'After the shopper has allowed one message in the mini-program. Again, and for an order that was shipped, it changes nothing.',
        params,
        response: { 204: Type.Null(), ...problemResponses },
      },
    },
    async (request, reply) => {
      await allowShippingMessage(deps, signedIn(request).userId, canonicalNumber(request.params.number))
      return reply.code(204).send(null)
    },
  )
}

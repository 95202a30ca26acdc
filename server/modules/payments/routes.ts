import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { Strict } from '@contract/common'
import { Order, OrderNumber } from '@contract/orders'
import { PaymentInput, PaymentStarted } from '@contract/payments'
import { problemResponses } from '../../plugins/problemResponses'
import { signedIn } from '../../plugins/session'
import { routeLimit } from '../identity/routeLimit'
import type { OrderDeps } from '../orders/deps'
import { canonicalNumber, readOrder } from '../orders/read'
import { checkPayments } from './check'
import { startPayment } from './start'

const tags = ['payments']
const params = Type.Object({ number: OrderNumber }, Strict)
/** Per address and minute: each is a call of WeChat's. */
export const PAYMENT_CALLS_PER_MINUTE = 60

/** Paying an order of the shopper's own. */
export const paymentRoutes: FastifyPluginAsyncTypebox<{ orders: OrderDeps }> = async (app, { orders: deps }) => {
  app.addHook('onRequest', app.requireSession)
  const rateLimit = routeLimit(app, PAYMENT_CALLS_PER_MINUTE)

  app.post(
    '/v1/orders/:number/payments',
    {
      // The answer is signed for minutes, and asking again goes on with the same attempt.
      config: { rateLimit, idempotency: false },
      schema: {
        tags,
        summary: 'Begin to pay an order, or go on with it',
        description: 'An order that is not unpaid (any more) is `order_state_conflict`. In the mini-program an account without a WeChat identity sends a `wx.login` code along (`payer_unknown` otherwise).',
        params,
        body: PaymentInput,
        response: { 200: PaymentStarted, ...problemResponses },
      },
    },
    (request) => startPayment(deps, signedIn(request), canonicalNumber(request.params.number), request.body, request.ip),
  )

  app.post(
    '/v1/orders/:number/payments/check',
    {
      config: { rateLimit, idempotency: false },
      schema: {
        tags,
        summary: 'Ask WeChat whether the order was paid',
        description: 'Answers the order as it is then. What the phone says about a payment counts for nothing.',
        params,
        response: { 200: Order, ...problemResponses },
      },
    },
    async (request) => {
      const { userId } = signedIn(request)
      const number = canonicalNumber(request.params.number)
      await checkPayments(deps, userId, number)
      return readOrder(deps, userId, number)
    },
  )
}

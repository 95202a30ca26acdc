import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { noticeRoute } from '../payments/noticeRoute'
import { paymentRoutes } from '../payments/routes'
import { checkoutRoutes } from './checkoutRoutes'
import type { OrderDeps } from './deps'
import { orderRoutes } from './orderRoutes'
import { refundPhotoRoutes } from './refundPhotoRoutes'

/** Everything about buying: `/v1/orders` and `/v1/payments`. */
export const buyingRoutes: FastifyPluginAsyncTypebox<{ orders: OrderDeps }> = async (app, { orders }) => {
  await app.register(checkoutRoutes, { orders })
  await app.register(orderRoutes, { orders })
  await app.register(refundPhotoRoutes, { orders })
  await app.register(paymentRoutes, { orders })
  await app.register(noticeRoute, { orders })
}

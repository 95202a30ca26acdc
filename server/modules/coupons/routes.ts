import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { Strict } from '@contract/common'
import { ClaimableCoupons, ClaimedCouponIds, CouponClaim, OwnCoupon, OwnCouponPage, OwnCouponQuery } from '@contract/coupons'
import { nextShanghaiMidnight } from '@domain/calendarDay'
import { problemResponses } from '../../plugins/problemResponses'
import { publicCache } from '../../plugins/publicCache'
import { signedIn } from '../../plugins/session'
import { routeLimit } from '../identity/routeLimit'
import type { OrderDeps } from '../orders/deps'
import { listClaimedIds } from './repository'
import { claimCoupon, claimableCoupons, ownCoupons } from './service'

const tags = ['coupons']
/** As long as lists of goods are: that one is over, the claim says. */
const MAX_AGE_SECONDS = 30
/** Per address and minute: somebody taps through the whole offer, and no more. */
const CLAIMS_PER_MINUTE = 120

/** `GET /v1/coupons`, public; the shopper's own under `/v1/me/coupons`. */
export const couponRoutes: FastifyPluginAsyncTypebox<{ orders: OrderDeps }> = async (app, { orders }) => {
  await app.register(offerRoute, { orders })
  await app.register(ownRoutes, { orders })
}

const offerRoute: FastifyPluginAsyncTypebox<{ orders: OrderDeps }> = async (app, { orders }) => {
  publicCache(app, () => {
    const now = app.clock.now()
    return Math.min(MAX_AGE_SECONDS, Math.floor((nextShanghaiMidnight(now) - now) / 1000))
  })
  app.get(
    '/v1/coupons',
    { schema: { tags, summary: 'What can be claimed today', querystring: Type.Object({}, Strict), response: { 200: ClaimableCoupons, ...problemResponses } } },
    () => claimableCoupons(orders),
  )
}

const ownRoutes: FastifyPluginAsyncTypebox<{ orders: OrderDeps }> = async (app, { orders }) => {
  app.addHook('onRequest', app.requireSession)

  app.get(
    '/v1/me/coupons',
    {
      schema: {
        tags,
        summary: 'My coupons',
        description: '`unused` (default): what ends first comes first. `used`: latest first, those of unpaid orders included. `expired`: latest first.',
        querystring: OwnCouponQuery,
        response: { 200: OwnCouponPage, ...problemResponses },
      },
    },
    (request) => ownCoupons(orders, signedIn(request).userId, request.query),
  )

  app.get('/v1/me/coupons/ids', { schema: { tags, summary: 'Ids of all that I have claimed', response: { 200: ClaimedCouponIds, ...problemResponses } } }, async (request) => ({
    items: await listClaimedIds(app.db, signedIn(request).userId),
    nextCursor: null,
  }))

  app.post(
    '/v1/me/coupons',
    {
      // A claim is one for ever, however often it is sent: no record of the request is needed.
      config: { rateLimit: routeLimit(app, CLAIMS_PER_MINUTE), idempotency: false },
      schema: {
        tags,
        summary: 'Claim a coupon',
        description: 'Once per shopper; claiming it again answers the same one. `coupon_over`: none is left. `coupon_closed`: stopped, or not on these days.',
        body: CouponClaim,
        response: { 200: OwnCoupon, ...problemResponses },
      },
    },
    (request) => claimCoupon(orders, signedIn(request).userId, request.body.couponId),
  )
}

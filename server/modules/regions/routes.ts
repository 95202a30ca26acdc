import { RegionList, RegionQuery } from '@contract/addresses'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { problem } from '../../errors'
import { problemResponses } from '../../plugins/problemResponses'
import { publicCache } from '../../plugins/publicCache'
import { regionsUnder } from './regions'

const MAX_AGE_SECONDS = 24 * 3600

/** `GET /v1/regions?parent=`: provinces, then the cities of one, then the districts of a city. */
export const regionRoutes: FastifyPluginAsyncTypebox = async (app) => {
  publicCache(app, () => MAX_AGE_SECONDS)
  app.get(
    '/v1/regions',
    { schema: { tags: ['regions'], summary: 'One column of the region picker', querystring: RegionQuery, response: { 200: RegionList, ...problemResponses } } },
    async (request) => {
      const items = regionsUnder(request.query.parent)
      if (!items) throw problem('not_found')
      return { items, nextCursor: null }
    },
  )
}

import { BrandList, BrandQuery, CategoryList, Home, HotWordList, Product, ProductPage, ProductQuery, SuggestionList, SuggestionQuery, SummaryList, SummaryQuery } from '@contract/catalogue'
import { Id, Strict } from '@contract/common'
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { nextShanghaiMidnight } from '@domain/calendarDay'
import { problemResponses } from '../../plugins/problemResponses'
import { publicCache } from '../../plugins/publicCache'
import { refreshAtMidnight } from './midnight'

const MAX_AGE_SECONDS = 30

const NoQuery = Type.Object({}, Strict)
const tags = ['catalogue']

/** `GET /v1/products`, `/v1/categories`, `/v1/brands`, `/v1/home`, `/v1/search/*`: public, the same for everyone, and no session is read. */
export const catalogueRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { catalogue } = app
  refreshAtMidnight(app)
  // An answer holds for its Shanghai day: no cache may carry yesterday's prices past midnight.
  publicCache(app, () => {
    const now = app.clock.now()
    return Math.min(MAX_AGE_SECONDS, Math.floor((nextShanghaiMidnight(now) - now) / 1000))
  })

  app.get(
    '/v1/products',
    { schema: { tags, summary: 'Products for sale', querystring: ProductQuery, response: { 200: ProductPage, ...problemResponses } } },
    async (request) => {
      if (request.query.q) await app.limitSearch(request)
      return catalogue.list(request.query)
    },
  )
  app.get(
    '/v1/products/summaries',
    {
      schema: {
        tags,
        summary: 'Products by their ids',
        description: 'For lists that are kept elsewhere, such as what was looked at on a phone. In the order asked for; what does not exist any more is missing.',
        querystring: SummaryQuery,
        response: { 200: SummaryList, ...problemResponses },
      },
    },
    async (request) => {
      const ids = request.query.ids.split(',')
      const found = await catalogue.summaries(ids)
      return { items: ids.flatMap((id) => found.get(id) ?? []), nextCursor: null }
    },
  )
  app.get(
    '/v1/products/:id',
    {
      schema: { tags, summary: 'One product with its batches', params: Type.Object({ id: Id }), querystring: NoQuery, response: { 200: Product, ...problemResponses } },
    },
    (request) => catalogue.product(request.params.id),
  )
  app.get('/v1/categories', { schema: { tags, summary: 'Categories', querystring: NoQuery, response: { 200: CategoryList, ...problemResponses } } }, () =>
    catalogue.categories(),
  )
  app.get(
    '/v1/brands',
    {
      schema: {
        tags,
        summary: 'Brands to filter by',
        description: 'The brands with the most products for sale, those first: of the shop, of a category, or among what a search finds (its first thousand products).',
        querystring: BrandQuery,
        response: { 200: BrandList, ...problemResponses },
      },
    },
    async (request) => {
      if (request.query.q) await app.limitSearch(request)
      return catalogue.brands(request.query)
    },
  )
  app.get('/v1/home', { schema: { tags, summary: 'The first screen', querystring: NoQuery, response: { 200: Home, ...problemResponses } } }, () => catalogue.home())
  app.get(
    '/v1/search/suggestions',
    { schema: { tags, summary: 'Words that complete the query', querystring: SuggestionQuery, response: { 200: SuggestionList, ...problemResponses } } },
    async (request) => {
      await app.limitSearch(request)
      return catalogue.suggestions(request.query.q)
    },
  )
  app.get('/v1/search/hot-words', { schema: { tags, summary: 'What people look for', querystring: NoQuery, response: { 200: HotWordList, ...problemResponses } } }, () =>
    catalogue.hotWords(),
  )
}

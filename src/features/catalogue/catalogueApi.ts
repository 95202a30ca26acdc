import type { BrandList, BrandQuery, CategoryList, Home, HotWordList, Product, ProductPage, SuggestionList } from '@contract/catalogue'
import { shopApi } from '@/api/shopApi'
import type { ProductFilter } from './productFilter'

const PAGE_SIZE = 20
/** Prices step at midnight and stock moves: what is older than this is asked for again when a screen opens. */
export const FRESH_FOR_SECONDS = 60

export const catalogueApi = shopApi.injectEndpoints({
  endpoints: (build) => ({
    home: build.query<Home, void>({
      query: () => ({ path: '/v1/home' }),
    }),
    categories: build.query<CategoryList, void>({
      query: () => ({ path: '/v1/categories' }),
      keepUnusedDataFor: 3600,
    }),
    brands: build.query<string[], BrandQuery>({
      query: (query) => ({ path: '/v1/brands', query }),
      transformResponse: ({ items }: BrandList) => items,
    }),
    products: build.infiniteQuery<ProductPage, ProductFilter, string | null>({
      infiniteQueryOptions: { initialPageParam: null, getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined },
      query: ({ queryArg, pageParam }) => ({ path: '/v1/products', query: { ...queryArg, limit: PAGE_SIZE, cursor: pageParam } }),
    }),
    product: build.query<Product, string>({
      query: (id) => ({ path: `/v1/products/${encodeURIComponent(id)}` }),
      providesTags: (_product, _error, id) => [{ type: 'Product', id }],
    }),
    suggestions: build.query<string[], string>({
      query: (q) => ({ path: '/v1/search/suggestions', query: { q } }),
      transformResponse: ({ items }: SuggestionList) => items,
      keepUnusedDataFor: 60,
    }),
    hotWords: build.query<string[], void>({
      query: () => ({ path: '/v1/search/hot-words' }),
      transformResponse: ({ items }: HotWordList) => items,
      keepUnusedDataFor: 3600,
    }),
  }),
})

export const {
  useHomeQuery,
  useCategoriesQuery,
  useBrandsQuery,
  useProductsInfiniteQuery,
  useProductQuery,
  useSuggestionsQuery,
  useHotWordsQuery,
} = catalogueApi

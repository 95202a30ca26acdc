import type { Batch, Category, Home, Offer, Picture, Product, ProductSummary } from '@contract/catalogue'
import type { ApiRequest } from '@/api/transport'
import type { FakeApi } from './fakeApi'
import { offline } from './factories'

export const picture: Picture = { urlTemplate: '/pictures/chocolate-bar/{width}.webp', widths: [160, 400, 800], alt: '黑巧克力', tint: 't2' }

/** Today is 2026-11-22 in these. */
export function makeOffer(over: Partial<Offer> = {}): Offer {
  return {
    batchId: 'batch-1',
    nextStep: { startsOn: '2026-12-06', priceCents: 2490 },
    expiresOn: '2026-12-24',
    remainingDays: 32,
    remainingDaysOnArrival: 30,
    remainingRatio: 0.09,
    freshness: 'near',
    nearExpiry: true,
    priceCents: 2990,
    listPriceCents: 8800,
    pricePercent: 34,
    stock: 46,
    ...over,
  }
}

export function makeSummary(over: Partial<ProductSummary> = {}): ProductSummary {
  return {
    id: 'product-1',
    name: '72% 黑巧克力',
    brand: '可可里',
    spec: '100g×3',
    storage: 'ambient',
    categoryId: 'category-1',
    picture,
    offer: makeOffer(),
    soldCount: 320,
    ...over,
  }
}

export function makeSummaries(count: number, from = 1): ProductSummary[] {
  return Array.from({ length: count }, (_, index) => makeSummary({ id: `product-${from + index}`, name: `商品${from + index}` }))
}

export function makeBatch(over: Partial<Batch> = {}): Batch {
  return {
    id: 'batch-1',
    code: 'A1',
    productionDate: '2025-12-24',
    shelfLifeDays: 365,
    expiresOn: '2026-12-24',
    lastSellableOn: '2026-12-20',
    remainingDays: 32,
    remainingDaysOnArrival: 30,
    remainingRatio: 0.09,
    freshness: 'near',
    nearExpiry: true,
    priceCents: 2990,
    listPriceCents: 8800,
    pricePercent: 34,
    nextSteps: [
      { startsOn: '2026-12-06', priceCents: 2490 },
      { startsOn: '2026-12-16', priceCents: 1790 },
    ],
    stock: 46,
    unsellableReason: null,
    ...over,
  }
}

export function makeProduct(over: Partial<Product> = {}): Product {
  return { ...makeSummary(), description: '云南可可，苦得干净。', origin: '云南', categoryName: '糖果巧克力', pictures: [picture], batches: [makeBatch()], ...over }
}

export function makeCategory(over: Partial<Category> = {}): Category {
  return { id: 'category-1', slug: 'sweets', name: '糖果巧克力', picture, productCount: 32, ...over }
}

export function makeHome(over: Partial<Home> = {}): Home {
  return {
    categories: [makeCategory()],
    lastDays: { withinDays: 7, count: 88, lowestPricePercent: 20 },
    sections: [{ kind: 'lastDays', title: '', items: [makeSummary()] }],
    ...over,
  }
}

/** The backend by path: a value, or a function of the request; what is thrown or rejected is a failure. Other paths are out of reach. */
export function answer(api: FakeApi, answers: Record<string, unknown>): void {
  api.request.mockImplementation(async (request: ApiRequest) => {
    if (!(request.path in answers)) throw offline()
    const found = answers[request.path]
    return typeof found === 'function' ? (found as (request: ApiRequest) => unknown)(request) : found
  })
}

/** The requests that were made to a path. */
export function requestsTo(api: FakeApi, path: string): ApiRequest[] {
  return api.request.mock.calls.map(([request]) => request as ApiRequest).filter((request) => request.path === path)
}

import type { ProductSummary } from '@contract/catalogue'
import type { Favourite, FavouriteIds, FavouritePage } from '@contract/favourites'
import type { ApiRequest } from '@/api/transport'
import type { FakeApi } from '../app/fakeApi'

type Answer = (request: ApiRequest) => unknown

/** Answers `api.request` by method and path, such as `'GET /v1/regions'`; the rest stays out of reach. What throws, rejects. */
export function answer(api: FakeApi, answers: Record<string, Answer>): void {
  const otherwise = api.request.getMockImplementation() as Answer
  api.request.mockImplementation((request: ApiRequest) => {
    const found = answers[`${request.method ?? 'GET'} ${request.path}`]
    return found ? Promise.resolve().then(() => found(request)) : otherwise(request)
  })
}

/** Calls of `api.request` so far, as `METHOD path`. */
export function callsOf(api: FakeApi): string[] {
  return api.request.mock.calls.map(([request]: [ApiRequest]) => `${request.method ?? 'GET'} ${request.path}`)
}

export function makeProduct(over: Partial<ProductSummary> = {}): ProductSummary {
  return {
    id: 'p1',
    name: '黑巧克力',
    brand: '可可里',
    spec: '100g',
    storage: 'ambient',
    categoryId: 'c1',
    picture: { urlTemplate: '/pictures/chocolate-bar-t2/{width}.webp', widths: [160, 400, 800], alt: '黑巧克力', tint: 't2' },
    offer: {
      batchId: 'b1',
      nextStep: null,
      expiresOn: '2026-12-24',
      remainingDays: 32,
      remainingDaysOnArrival: 30,
      remainingRatio: 0.4,
      freshness: 'near',
      nearExpiry: true,
      priceCents: 2990,
      listPriceCents: 8800,
      pricePercent: 34,
      stock: 46,
    },
    soldCount: 12,
    ...over,
  }
}

export function makeFavourite(over: Partial<ProductSummary> = {}): Favourite {
  return { product: makeProduct(over), addedAt: '2026-11-20T00:00:00.000Z', hasAlert: false }
}

export function makeIds(items: string[], alerts: string[] = [], messageTemplateId: string | null = null): FavouriteIds {
  return { items, alerts, messageTemplateId, nextCursor: null }
}

export function pageOf(items: Favourite[], nextCursor: string | null = null): FavouritePage {
  return { items, nextCursor }
}

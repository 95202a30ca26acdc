import type { Freshness, ProductSort, StorageKind } from '@contract/catalogue'
import type { RouteParams } from '@/features/shell/routes'

/** What a list shows, and in which order; the query of `GET /v1/products` without its paging. */
export interface ProductFilter {
  sort?: ProductSort
  category?: string
  q?: string
  brand?: string
  freshness?: Freshness
  /** The near-expiry section: near its date or in its last days. */
  nearExpiry?: true
  minRemainingDays?: number
  maxRemainingDays?: number
  minPriceCents?: number
  maxPriceCents?: number
  /** Of the list price. */
  maxPricePercent?: number
  storage?: StorageKind
}

const SORTS: readonly ProductSort[] = ['recommended', 'price', '-price', 'discount', 'remainingDays', 'sales', 'newest']
const FRESHNESS: readonly Freshness[] = ['fresh', 'near', 'last']
const STORAGE: readonly StorageKind[] = ['ambient', 'chilled', 'frozen']

/** What the filter sheet sets; the rest comes with the way that led to the list. */
export const SHEET_KEYS = ['category', 'nearExpiry', 'freshness', 'minRemainingDays', 'maxRemainingDays', 'minPriceCents', 'maxPriceCents', 'maxPricePercent', 'storage', 'brand'] as const

/** From the address of a page. It may have been typed or cut: what makes no sense is left out. */
export function filterOf(params: Record<string, string | undefined>): ProductFilter {
  return compact({
    sort: oneOf(SORTS, params.sort),
    category: textOf(params.category),
    q: textOf(params.q),
    brand: textOf(params.brand),
    freshness: oneOf(FRESHNESS, params.freshness),
    nearExpiry: params.nearExpiry === 'true' ? true : undefined,
    minRemainingDays: wholeOf(params.minRemainingDays),
    maxRemainingDays: wholeOf(params.maxRemainingDays),
    minPriceCents: wholeOf(params.minPriceCents),
    maxPriceCents: wholeOf(params.maxPriceCents),
    maxPricePercent: percentOf(params.maxPricePercent),
    storage: oneOf(STORAGE, params.storage),
  })
}

/** The parameters of the list page that shows this filter. */
export function paramsOf(filter: ProductFilter): RouteParams {
  const { sort, nearExpiry, ...rest } = compact(filter)
  return compact<RouteParams>({ sort: sort === 'recommended' ? undefined : sort, ...rest, nearExpiry: nearExpiry && 'true' })
}

/** How many choices of the sheet are in force; a range counts once. */
export function choiceCount(filter: ProductFilter): number {
  const { category, freshness, nearExpiry, storage, brand, minRemainingDays, maxRemainingDays, minPriceCents, maxPriceCents, maxPricePercent } = filter
  const days = minRemainingDays ?? maxRemainingDays
  const price = minPriceCents ?? maxPriceCents
  return [category, freshness ?? nearExpiry, storage, brand, days, price, maxPricePercent].filter((choice) => choice !== undefined).length
}

/** The filter without the choices of the sheet. */
export function withoutChoices(filter: ProductFilter): ProductFilter {
  const rest = { ...filter }
  for (const key of SHEET_KEYS) delete rest[key]
  return rest
}

/** Without the keys that hold nothing, so that the same filter is always the same cache entry. */
export function compact<T extends object>(filter: T): T {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined && value !== '')) as T
}

function oneOf<T extends string>(all: readonly T[], text: string | undefined): T | undefined {
  return all.find((one) => one === text)
}

function textOf(text: string | undefined): string | undefined {
  const trimmed = text?.trim().slice(0, 64)
  return trimmed ? trimmed : undefined
}

function wholeOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined
}

function percentOf(text: string | undefined): number | undefined {
  const percent = wholeOf(text)
  return percent !== undefined && percent >= 1 && percent <= 100 ? percent : undefined
}

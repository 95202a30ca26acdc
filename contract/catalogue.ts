import { Type, type Static } from '@sinclair/typebox'
import { CalendarDate, Cents, Cursor, Id, Nullable, Page, Strict } from './common'
import { BRAND_LIMIT, SUMMARY_LIMIT } from './limits'

/** Where on its way from fresh to expired a batch is. Computed by the server, never by a phone's clock. */
export const Freshness = Type.Union([Type.Literal('fresh'), Type.Literal('near'), Type.Literal('last'), Type.Literal('expired')])

export const StorageKind = Type.Union([Type.Literal('ambient'), Type.Literal('chilled'), Type.Literal('frozen')])

/** Background behind a picture; each has a value in the light and in the dark scheme. */
export const Tint = Type.Union([Type.Literal('t1'), Type.Literal('t2'), Type.Literal('t3'), Type.Literal('t4')])

/** A picture in several widths: put one of `widths` into `urlTemplate` for `{width}`. */
export const Picture = Type.Object({
  urlTemplate: Type.String({ examples: ['/pictures/chocolate-bar-t2/{width}.webp'] }),
  widths: Type.Array(Type.Integer({ minimum: 1 })),
  alt: Type.String(),
  tint: Tint,
})

/** One future fall of a batch's price. */
export const PriceStep = Type.Object({
  startsOn: CalendarDate,
  priceCents: Cents,
})

/** Why a batch is not for sale. `tooClose`: it would reach the shopper with too few days left. */
export const UnsellableReason = Type.Union([Type.Literal('expired'), Type.Literal('tooClose'), Type.Literal('soldOut'), Type.Literal('withdrawn')])

export const Batch = Type.Object({
  id: Id,
  code: Type.String({ description: 'The number of the batch, as on the pack' }),
  productionDate: CalendarDate,
  shelfLifeDays: Type.Integer({ minimum: 1 }),
  expiresOn: CalendarDate,
  lastSellableOn: CalendarDate,
  remainingDays: Type.Integer({ description: 'Days from today in Shanghai to expiresOn; negative once expired' }),
  remainingDaysOnArrival: Type.Integer({ description: 'About how many days are left when a parcel arrives at most places; for an address take its `transitDays` from `remainingDays`. Negative: it would come after the date' }),
  remainingRatio: Type.Number({ minimum: 0, maximum: 1 }),
  freshness: Freshness,
  nearExpiry: Type.Boolean({ description: 'Inside the near-expiry window of the tier table' }),
  priceCents: Cents,
  listPriceCents: Cents,
  pricePercent: Type.Integer({ minimum: 0, maximum: 100, description: 'Price as a share of the list price; 44 reads 4.4 折' }),
  nextSteps: Type.Array(PriceStep, { description: 'Falls that are still to come while the batch is for sale, soonest first' }),
  stock: Type.Integer({ minimum: 0, description: 'Units free to buy now' }),
  unsellableReason: Nullable(UnsellableReason),
})

/** The batch that a card speaks of. `nextStep` is the next fall of its price, if one is still to come. */
export const Offer = Type.Composite([
  Type.Object({ batchId: Id, nextStep: Nullable(PriceStep) }),
  Type.Pick(Batch, ['expiresOn', 'remainingDays', 'remainingDaysOnArrival', 'remainingRatio', 'freshness', 'nearExpiry', 'priceCents', 'listPriceCents', 'pricePercent', 'stock']),
])

/** What a card shows. `offer` is null when no batch is for sale. Price, date and days belong to one batch: the sellable one that expires first. */
export const ProductSummary = Type.Object({
  id: Id,
  name: Type.String(),
  brand: Type.String(),
  spec: Type.String({ description: 'Pack size, such as 950ml' }),
  storage: StorageKind,
  categoryId: Id,
  picture: Picture,
  offer: Nullable(Offer),
  soldCount: Type.Integer({ minimum: 0 }),
})

export const Product = Type.Composite([
  ProductSummary,
  Type.Object({
    description: Type.String(),
    origin: Type.String(),
    categoryName: Type.String(),
    pictures: Type.Array(Picture),
    batches: Type.Array(Batch, { description: 'Every batch that has not expired more than 30 days ago, first expiring first' }),
  }),
])

export const Category = Type.Object({
  id: Id,
  slug: Type.String(),
  name: Type.String(),
  picture: Picture,
  productCount: Type.Integer({ minimum: 0 }),
})
export const CategoryList = Type.Object({ items: Type.Array(Category), nextCursor: Type.Null() })

/** `recommended` is first expiring first; the others say what they do. Every order ends on the id, so that pages never overlap. */
export const ProductSort = Type.Union([
  Type.Literal('recommended'),
  Type.Literal('price'),
  Type.Literal('-price'),
  Type.Literal('discount'),
  Type.Literal('remainingDays'),
  Type.Literal('sales'),
  Type.Literal('newest'),
])

export const ProductQuery = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 20 })),
    cursor: Type.Optional(Cursor),
    sort: Type.Optional(ProductSort),
    category: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'Id or slug' })),
    q: Type.Optional(Type.String({ maxLength: 64 })),
    brand: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    freshness: Type.Optional(Freshness),
    nearExpiry: Type.Optional(Type.Literal(true, { description: 'The near-expiry section: only what is inside the window of the tier table, in its last days or not' })),
    maxRemainingDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
    minRemainingDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
    maxPriceCents: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000_000 })),
    minPriceCents: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000_000 })),
    maxPricePercent: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: 'Price as a share of the list price; 30 is 3 折 or less' })),
    storage: Type.Optional(StorageKind),
  },
  Strict,
)
export const ProductPage = Page(ProductSummary)

const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
export const SummaryQuery = Type.Object(
  { ids: Type.String({ pattern: `^${ID}(?:,${ID}){0,${SUMMARY_LIMIT - 1}}$`, description: `Ids of products, parted by commas, ${SUMMARY_LIMIT} at most` }) },
  Strict,
)
/** In the order asked for; what does not exist any more is missing. */
export const SummaryList = Type.Object({ items: Type.Array(ProductSummary, { maxItems: SUMMARY_LIMIT }), nextCursor: Type.Null() })

export const HomeSectionKind = Type.Union([Type.Literal('lastDays'), Type.Literal('discount'), Type.Literal('newest')])
export const HomeSection = Type.Object({
  kind: HomeSectionKind,
  title: Type.String(),
  items: Type.Array(ProductSummary),
})

/** Everything that the first screen shows, in one answer: a phone on a slow network waits once. */
export const Home = Type.Object({
  categories: Type.Array(Category),
  lastDays: Type.Object({ withinDays: Type.Integer(), count: Type.Integer(), lowestPricePercent: Nullable(Type.Integer()) }),
  sections: Type.Array(HomeSection),
})

export const BrandQuery = Type.Object(
  {
    category: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'Id or slug' })),
    q: Type.Optional(Type.String({ maxLength: 64 })),
  },
  Strict,
)
/** The brands that have the most products for sale, those first. */
export const BrandList = Type.Object({ items: Type.Array(Type.String(), { maxItems: BRAND_LIMIT }), nextCursor: Type.Null() })

export const SuggestionQuery = Type.Object({ q: Type.String({ minLength: 1, maxLength: 32 }) }, Strict)
export const SuggestionList = Type.Object({ items: Type.Array(Type.String()), nextCursor: Type.Null() })
export const HotWordList = SuggestionList

export type Freshness = Static<typeof Freshness>
export type StorageKind = Static<typeof StorageKind>
export type Tint = Static<typeof Tint>
export type Picture = Static<typeof Picture>
export type PriceStep = Static<typeof PriceStep>
export type UnsellableReason = Static<typeof UnsellableReason>
export type Offer = Static<typeof Offer>
export type Batch = Static<typeof Batch>
export type ProductSummary = Static<typeof ProductSummary>
export type Product = Static<typeof Product>
export type Category = Static<typeof Category>
export type CategoryList = Static<typeof CategoryList>
export type ProductSort = Static<typeof ProductSort>
export type ProductQuery = Static<typeof ProductQuery>
export type ProductPage = Static<typeof ProductPage>
export type HomeSection = Static<typeof HomeSection>
export type Home = Static<typeof Home>
export type SummaryQuery = Static<typeof SummaryQuery>
export type SummaryList = Static<typeof SummaryList>
export type BrandQuery = Static<typeof BrandQuery>
export type BrandList = Static<typeof BrandList>
export type SuggestionList = Static<typeof SuggestionList>
export type HotWordList = Static<typeof HotWordList>

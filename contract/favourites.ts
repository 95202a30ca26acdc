import { Type, type Static } from '@sinclair/typebox'
import { ProductSummary } from './catalogue'
import { Cursor, Id, Instant, Page, Strict } from './common'
import { FAVOURITE_LIMIT } from './limits'

export { FAVOURITE_LIMIT } from './limits'

export const Favourite = Type.Object({ product: ProductSummary, addedAt: Instant })

export const FavouriteQuery = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 20 })),
    cursor: Type.Optional(Cursor),
  },
  Strict,
)

/** Latest first. */
export const FavouritePage = Page(Favourite)

/** Ids alone, so that cards and product pages can show the mark while the catalogue stays free of sessions and cacheable. */
export const FavouriteIds = Type.Object({ items: Type.Array(Id, { maxItems: FAVOURITE_LIMIT }), nextCursor: Type.Null() })

export type Favourite = Static<typeof Favourite>
export type FavouritePage = Static<typeof FavouritePage>
export type FavouriteIds = Static<typeof FavouriteIds>

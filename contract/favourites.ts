import { Type, type Static } from '@sinclair/typebox'
import { ProductSummary } from './catalogue'
import { Cursor, Id, Instant, Nullable, Page, Strict } from './common'
import { FAVOURITE_LIMIT } from './limits'

export { FAVOURITE_LIMIT } from './limits'

/** `hasAlert`: the shopper is told when it is for sale again, costs less, or comes to its last days. */
export const Favourite = Type.Object({ product: ProductSummary, addedAt: Instant, hasAlert: Type.Boolean() })

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
export const FavouriteIds = Type.Object({
  items: Type.Array(Id, { maxItems: FAVOURITE_LIMIT }),
  alerts: Type.Array(Id, { maxItems: FAVOURITE_LIMIT, description: 'Those of them that have an alert' }),
  messageTemplateId: Nullable(Type.String({ description: 'What the mini-program asks leave for; null: alerts are notices alone' })),
  nextCursor: Type.Null(),
})

/** `message`: the shopper has just allowed one message in WeChat, which goes with the next notice. */
export const AlertInput = Type.Object({ message: Type.Boolean() }, Strict)

export type Favourite = Static<typeof Favourite>
export type FavouritePage = Static<typeof FavouritePage>
export type FavouriteIds = Static<typeof FavouriteIds>
export type AlertInput = Static<typeof AlertInput>

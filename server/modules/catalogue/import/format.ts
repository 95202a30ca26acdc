import { StorageKind, Tint } from '@contract/catalogue'
import { Strict } from '@contract/common'
import { Type, type Static } from '@sinclair/typebox'

const Code = Type.String({ minLength: 1, maxLength: 64, pattern: '^[\\w.-]+$' })
const Name = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' })
const Icon = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 64, description: 'Name of a drawing' })
const Units = Type.Integer({ minimum: 0, maximum: 1_000_000 })
const Days = Type.Integer({ minimum: 0, maximum: 36_500 })

export const CategoryEntry = Type.Object({ slug: Code, name: Name(16), icon: Icon, tint: Tint }, Strict)

const Rung = Type.Object({ minRatio: Type.Number({ minimum: 0, maximum: 1 }), percent: Type.Integer({ minimum: 1, maximum: 100 }) }, Strict)

/**
 * A batch was made on `productionDate`, or `producedDaysAgo` days before the day of its first import: exactly one of them.
 * What is left out stays as it is for a batch that the shop knows; a new one needs `stock`, and is `active` under the shop's
 * own ladder unless it says otherwise.
 */
export const BatchEntry = Type.Object(
  {
    code: Code,
    producedDaysAgo: Type.Optional(Days),
    productionDate: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })),
    shelfLifeDays: Type.Integer({ minimum: 1, maximum: 36_500 }),
    stock: Type.Optional(Units),
    /** What the shop had when the file was made. The same as `stock`: nobody counted, and the stock is left alone. */
    stockSeen: Type.Optional(Units),
    // At nothing there would be an order that nobody can pay.
    listPriceCents: Type.Integer({ minimum: 1, maximum: 100_000_000 }),
    /** Empty: the shop's own. */
    ladder: Type.Optional(Type.Array(Rung, { maxItems: 12 })),
    status: Type.Optional(Type.Union([Type.Literal('active'), Type.Literal('withdrawn')])),
  },
  Strict,
)

export const ProductEntry = Type.Object(
  {
    code: Code,
    name: Name(60),
    brand: Name(30),
    spec: Name(40),
    category: Code,
    storage: StorageKind,
    origin: Name(40),
    description: Type.Optional(Type.String({ maxLength: 2_000 })),
    icons: Type.Array(Icon, { minItems: 1, maxItems: 8 }),
    tint: Tint,
    minDaysAtDelivery: Type.Integer({ minimum: 0, maximum: 365 }),
    soldCount: Type.Integer({ minimum: 0, maximum: 1_000_000_000 }),
    keywords: Type.Optional(Type.Array(Name(20), { maxItems: 20 })),
    listedDaysAgo: Days,
    batches: Type.Array(BatchEntry, { minItems: 1, maxItems: 100 }),
  },
  Strict,
)

export const HotWords = Type.Array(Name(16), { maxItems: 50 })

/**
 * A catalogue file of JSON. Its rows are checked one by one, so that a report can name every row that is wrong. A CSV
 * (`readCsv.ts`) becomes rows of the same shape before it is checked.
 */
export const CatalogueFile = Type.Object({ categories: Type.Array(Type.Unknown()), products: Type.Array(Type.Unknown()), hotWords: Type.Optional(HotWords) }, Strict)

export type CategoryEntry = Static<typeof CategoryEntry>
export type BatchEntry = Static<typeof BatchEntry>
export type ProductEntry = Static<typeof ProductEntry>

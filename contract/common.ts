import { Type, type SchemaOptions, type TSchema, type Static } from '@sinclair/typebox'

/** UUIDv7, lower case: keys are sortable by time and can be made on any instance without a sequence. */
export const Id = Type.String({ format: 'uuid', description: 'UUIDv7' })

/** Integer cents of the yuan. No float ever holds money. */
export const Cents = Type.Integer({ minimum: 0, description: 'Money in cents (分)' })

/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`. Not an instant: it has no time zone to convert. */
export const CalendarDate = Type.String({ format: 'date', description: 'Calendar day in Asia/Shanghai' })

/** An instant, RFC 3339 in UTC. */
export const Instant = Type.String({ format: 'date-time', description: 'Instant in UTC' })

/** Mainland mobile number, 11 digits, without country code. */
export const MobileNumber = Type.String({ pattern: '^1[3-9]\\d{9}$', description: 'Mainland mobile number' })

/** Opaque key-set position; hand it back unchanged to get the next page. */
export const Cursor = Type.String({ minLength: 1, maxLength: 512, pattern: '^[A-Za-z0-9_-]+$' })

/** The one shape of every list. `nextCursor` is null on the last page. */
export const Page = <T extends TSchema>(item: T) =>
  Type.Object({
    items: Type.Array(item),
    nextCursor: Type.Union([Cursor, Type.Null()]),
  })

export const Nullable = <T extends TSchema>(schema: T, options: SchemaOptions = {}) => Type.Union([schema, Type.Null()], options)

/** `additionalProperties: false`: unknown fields are refused rather than ignored (security requirement 17). */
export const Strict = { additionalProperties: false } as const

export type PageOf<T> = { items: T[]; nextCursor: string | null }
export type Id = Static<typeof Id>

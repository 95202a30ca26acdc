import { Type, type Static } from '@sinclair/typebox'
import { Id, Instant, MobileNumber, Nullable, Strict } from './common'
import { ADDRESS_DETAIL_MAX_LENGTH, RECIPIENT_MAX_LENGTH } from './limits'

export { ADDRESS_LIMIT } from './limits'

export const AddressTag = Type.Union([Type.Literal('home'), Type.Literal('work'), Type.Literal('school')])

const fields = {
  recipient: Type.String({ minLength: 1, maxLength: RECIPIENT_MAX_LENGTH, pattern: '\\S' }),
  phone: MobileNumber,
  regionCode: Type.String({ pattern: '^\\d{6}$', description: 'Code of the district (GB/T 2260)' }),
  detail: Type.String({ minLength: 1, maxLength: ADDRESS_DETAIL_MAX_LENGTH, pattern: '\\S', description: 'Street, number, building, room' }),
  tag: Type.Optional(Nullable(AddressTag)),
}

/** The first address becomes the default by itself; `isDefault: true` moves the mark. */
export const AddressInput = Type.Object({ ...fields, isDefault: Type.Optional(Type.Boolean()) }, Strict)

/** Only what is given changes. */
export const AddressUpdate = Type.Partial(AddressInput, { ...Strict, minProperties: 1 })

export const Address = Type.Object({
  id: Id,
  recipient: Type.String(),
  phone: Type.String(),
  regionCode: Type.String(),
  province: Type.String(),
  city: Type.String(),
  district: Type.String(),
  detail: Type.String(),
  tag: Nullable(AddressTag),
  transitDays: Type.Integer({ minimum: 0, description: 'Days that a parcel travels there, about' }),
  isDefault: Type.Boolean(),
  updatedAt: Instant,
})

/** The whole book: at most 50, the default first, then the latest changed. */
export const AddressList = Type.Object({ items: Type.Array(Address), nextCursor: Type.Null() })

/** A province, a city of it, or a district: what one column of the region picker shows. */
export const Region = Type.Object({ code: Type.String(), name: Type.String() })
export const RegionQuery = Type.Object({ parent: Type.Optional(Type.String({ pattern: '^\\d{2,6}$' })) }, Strict)
export const RegionList = Type.Object({ items: Type.Array(Region), nextCursor: Type.Null() })

export type AddressTag = Static<typeof AddressTag>
export type AddressInput = Static<typeof AddressInput>
export type AddressUpdate = Static<typeof AddressUpdate>
export type Address = Static<typeof Address>
export type AddressList = Static<typeof AddressList>
export type Region = Static<typeof Region>
export type RegionList = Static<typeof RegionList>

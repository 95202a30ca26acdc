import { Type, type Static } from '@sinclair/typebox'
import { MobileNumber, Nullable, Strict } from './common'
import { ADDRESS_TEXT_MAX_LENGTH } from './limits'

/** A text with an address in it, as it was copied somewhere. */
export const AddressText = Type.Object({ text: Type.String({ minLength: 1, maxLength: ADDRESS_TEXT_MAX_LENGTH, pattern: '\\S' }) }, Strict)

/** What could be told from it; null for what could not, which is the shopper's to fill in. */
export const AddressParts = Type.Object({
  recipient: Nullable(Type.String()),
  phone: Nullable(MobileNumber),
  region: Nullable(Type.Object({ code: Type.String(), names: Type.Array(Type.String(), { description: 'Province, city, district' }) })),
  detail: Nullable(Type.String()),
})

export type AddressText = Static<typeof AddressText>
export type AddressParts = Static<typeof AddressParts>

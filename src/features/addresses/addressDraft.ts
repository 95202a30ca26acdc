import type { Address, AddressInput, AddressTag } from '@contract/addresses'
import { ADDRESS_DETAIL_MAX_LENGTH, RECIPIENT_MAX_LENGTH } from '@contract/limits'
import { isMobileNumber, normaliseMobileNumber } from '@domain/phone'
import type { RegionChoice } from '@domain/regionName'
import { texts } from './texts'

/** The form as it stands while somebody types: everything may be missing or wrong. */
export interface AddressDraft {
  recipient: string
  phone: string
  region: RegionChoice | null
  detail: string
  tag: AddressTag | null
  isDefault: boolean
}

export const FIELDS = ['recipient', 'phone', 'regionCode', 'detail'] as const
export type AddressField = (typeof FIELDS)[number]
export type FieldErrors = Partial<Record<AddressField, string>>

export const EMPTY_DRAFT: AddressDraft = { recipient: '', phone: '', region: null, detail: '', tag: null, isDefault: false }

export function draftOf(address: Address): AddressDraft {
  const { recipient, phone, regionCode, province, city, district, detail, tag, isDefault } = address
  // A district that was merged away since has no names: it has to be chosen anew.
  const region = district === '' ? null : { code: regionCode, names: [province, city, district] }
  return { recipient, phone, region, detail, tag, isDefault }
}

/** The same rules as the contract, told before the server has to. */
export function validateDraft(draft: AddressDraft): FieldErrors {
  const errors: FieldErrors = {}
  const recipient = lengthOf(draft.recipient)
  const detail = lengthOf(draft.detail)
  if (recipient === 0) errors.recipient = texts.errors.recipientMissing
  else if (recipient > RECIPIENT_MAX_LENGTH) errors.recipient = texts.errors.recipientTooLong
  if (!isMobileNumber(normaliseMobileNumber(draft.phone))) errors.phone = texts.errors.phone
  if (!draft.region) errors.regionCode = texts.errors.region
  if (detail === 0) errors.detail = texts.errors.detailMissing
  else if (detail > ADDRESS_DETAIL_MAX_LENGTH) errors.detail = texts.errors.detailTooLong
  return errors
}

/** What is sent; call it on a valid draft. */
export function toInput(draft: AddressDraft): AddressInput {
  return {
    recipient: draft.recipient.trim(),
    phone: normaliseMobileNumber(draft.phone),
    regionCode: draft.region?.code ?? '',
    detail: draft.detail.trim(),
    tag: draft.tag,
    isDefault: draft.isDefault,
  }
}

export function isSameDraft(one: AddressDraft, other: AddressDraft): boolean {
  return (
    one.recipient === other.recipient &&
    one.phone === other.phone &&
    one.region?.code === other.region?.code &&
    one.detail === other.detail &&
    one.tag === other.tag &&
    one.isDefault === other.isDefault
  )
}

/** In characters as the contract counts them: a rare character outside the basic plane is one, not two. */
function lengthOf(text: string): number {
  return [...text.trim()].length
}

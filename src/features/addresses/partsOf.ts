import type { AddressParts } from '@contract/addressParse'
import type { AddressDraft, AddressField } from './addressDraft'

/** What was recognised, for the form, and the fields that were not. What is missing overwrites nothing. */
export function partsOf({ recipient, phone, region, detail }: AddressParts): { part: Partial<AddressDraft>; missing: AddressField[] } {
  const part: Partial<AddressDraft> = {}
  const missing: AddressField[] = []
  if (recipient === null) missing.push('recipient')
  else part.recipient = recipient
  if (phone === null) missing.push('phone')
  else part.phone = phone
  if (region === null) missing.push('regionCode')
  else part.region = region
  if (detail === null) missing.push('detail')
  else part.detail = detail
  return { part, missing }
}

import type { Address } from '@contract/addresses'
import { transitDaysTo } from '@domain/transit'
import type { Vault } from '../../security/vault'
import { findRegion } from '../regions/regions'
import type { AddressTable } from './tables'

/** What of an address is sealed: together these say who lives where. */
export interface AddressContact {
  recipient: string
  phone: string
  detail: string
}

export function sealContact(vault: Vault, id: string, contact: AddressContact): string {
  return vault.seal(JSON.stringify(contact), context(id))
}

export function openContact(vault: Vault, row: Pick<AddressTable, 'id' | 'contact'>): AddressContact {
  return JSON.parse(vault.open(row.contact, context(row.id))) as AddressContact
}

/** The owner's own view, with the number in full: it is what the courier calls. */
export function presentAddress(row: AddressTable, vault: Vault): Address {
  const { recipient, phone, detail } = openContact(vault, row)
  // A district that was merged away since stays readable: the code remains, its names are gone.
  const { province = '', city = '', district = '' } = findRegion(row.region_code) ?? {}
  return {
    id: row.id,
    recipient,
    phone,
    regionCode: row.region_code,
    province,
    city,
    district,
    detail,
    tag: row.tag,
    transitDays: transitDaysTo(row.region_code),
    isDefault: row.is_default,
    updatedAt: row.updated_at.toISOString(),
  }
}

function context(id: string): string {
  return `address/${id}`
}

import type { AddressTag } from '@contract/addresses'

export interface AddressTable {
  id: string
  user_id: string
  region_code: string
  /** Sealed JSON of recipient, phone and detail. */
  contact: string
  tag: AddressTag | null
  is_default: boolean
  created_at: Date
  updated_at: Date
}

export interface AddressTables {
  address: AddressTable
}

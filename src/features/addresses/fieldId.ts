import type { AddressField } from './addressDraft'

export function fieldId(field: AddressField): string {
  return `address-${field}`
}

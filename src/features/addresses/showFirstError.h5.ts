import type { AddressField } from './addressDraft'
import { fieldId } from './fieldId'

/** Puts the focus into the field that needs attention, which brings it into sight as well. */
export function showFirstError(field: AddressField): void {
  document.getElementById(fieldId(field))?.querySelector<HTMLElement>('input, textarea, button')?.focus()
}

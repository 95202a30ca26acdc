import type { ApiError } from '@/api/apiError'
import { texts } from './texts'

/** Why an address was not saved. What was typed is still there, and the shopper should hear so. */
export function failureText(error: ApiError): string {
  if (error.kind === 'problem' && error.code === 'address_limit_reached') return texts.limit
  if (error.kind === 'problem' && error.code === 'not_found') return texts.gone
  return texts.saveFailed
}

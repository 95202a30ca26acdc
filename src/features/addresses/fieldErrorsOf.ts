import type { ApiError } from '@/api/apiError'
import { FIELDS, type AddressField, type FieldErrors } from './addressDraft'
import { texts } from './texts'

const SENTENCES: Record<AddressField, string> = {
  recipient: texts.errors.recipientMissing,
  phone: texts.errors.phone,
  regionCode: texts.errors.region,
  detail: texts.errors.detailMissing,
}

/** What the server refuses, by field. Its own sentence where it is one for shoppers, else ours. */
export function fieldErrorsOf(error: ApiError): FieldErrors {
  if (error.kind !== 'problem') return {}
  if (error.code === 'region_unknown') return { regionCode: error.title }
  const errors: FieldErrors = {}
  for (const field of FIELDS) {
    const message = error.fields[field]
    if (message !== undefined) errors[field] = isChinese(message) ? message : SENTENCES[field]
  }
  return errors
}

/** Schema violations come in the validator's English. */
function isChinese(message: string): boolean {
  return /[\u4e00-\u9fff]/.test(message)
}

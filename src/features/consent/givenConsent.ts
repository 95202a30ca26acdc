import type { Consent } from '@contract/identity'
import { ApiFailure, type ApiError } from '@/api/apiError'
import type { RootState } from '@/store/makeStore'

/** What a sign-in sends along. Throws `consent_required`, as the server would, while the agreement is not ticked. */
export function givenConsent({ consent }: RootState): Consent {
  if (consent.agreedVersion === null) throw new ApiFailure(CONSENT_MISSING)
  return { version: consent.agreedVersion }
}

const CONSENT_MISSING: ApiError = {
  kind: 'problem',
  status: 422,
  code: 'consent_required',
  title: '请先阅读并同意协议',
  fields: {},
  retryAfterSeconds: null,
  retryable: false,
}

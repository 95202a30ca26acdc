import type { Consent } from '@contract/identity'
import { ApiFailure, type ApiError } from '@/api/apiError'
import type { RootState } from '@/store/makeStore'
import { selectMayTrack } from './trackingSlice'

/**
 * What a sign-in sends along. A guest's yes to statistics goes with it, so that it does not end with the very sign-in that it
 * was about. Throws `consent_required`, as the server would, while the agreement is not ticked.
 */
export function givenConsent(state: RootState): Consent {
  const { consent } = state
  if (consent.agreedVersion === null) throw new ApiFailure(CONSENT_MISSING)
  return { version: consent.agreedVersion, ...(selectMayTrack(state) ? { analytics: true } : {}) }
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

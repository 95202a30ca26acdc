import { selectIsConsentOutdated } from '@/features/consent/consentSlice'
import type { PendingIntent } from '@/features/intent/intentSlice'
import { hasCapability } from '@/features/session/capability'
import type { RootState } from '@/store/makeStore'

/** What the sheet of a page shows. */
export type GateStep = 'closed' | 'checking' | 'unavailable' | 'signIn' | 'dormant' | 'consent' | 'phone' | 'finishing'

/** The sheet has no state of its own: it is open while an intent of this page waits, so it survives a reload with it. */
export function selectGateStep(state: RootState, page: string): GateStep {
  const pending = selectIntentOfPage(state, page)
  const { status, signingIn } = state.session
  if (!pending) return 'closed'
  if (signingIn !== null) return 'signIn'
  if (status === 'unknown') return 'checking'
  if (status === 'unavailable') return 'unavailable'
  if (status === 'guest') return 'signIn'
  if (state.user.me?.isLimited) return 'dormant'
  if (selectIsConsentOutdated(state)) return 'consent'
  return hasCapability(state, pending.capability) ? 'finishing' : 'phone'
}

export function selectIntentOfPage({ intent }: RootState, page: string): PendingIntent | null {
  return intent.pending?.page === page ? intent.pending : null
}

import type { Capability } from '@contract/identity'
import type { RootState } from '@/store/makeStore'

/** guest < member < phoneVerified. */
export function hasCapability({ session, user }: RootState, needed: Capability): boolean {
  if (session.status !== 'member') return false
  return needed === 'member' || user.me?.capability === 'phoneVerified'
}

import type { Capability } from '@contract/identity'
import type { RootState } from '@/store/makeStore'

/** guest < member < phoneVerified. A limited session (`Me.isLimited`) may nothing before its second proof. */
export function hasCapability({ session, user }: RootState, needed: Capability): boolean {
  if (session.status !== 'member' || user.me?.isLimited) return false
  return needed === 'member' || user.me?.capability === 'phoneVerified'
}

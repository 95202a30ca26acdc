import type { Me } from '@contract/identity'
import { readMe } from './accounts'
import type { IdentityDeps } from './deps'
import type { Session } from './sessions'

/** Who a session is, for its owner. Of a dormant account whoever holds its number sees that number, and nothing else. */
export async function readSessionUser(deps: Pick<IdentityDeps, 'db' | 'vault'>, session: Session): Promise<Me> {
  const me = await readMe(deps.db, deps, session.userId)
  if (!session.isLimited) return me
  // Named one by one: what is added to Me later stays out by itself.
  const { id, phone, consentVersion, analyticsId, createdAt } = me
  return { id, phone, consentVersion, analyticsConsentVersion: null, analyticsId, createdAt, nickname: null, avatarUrl: null, capability: 'member', isLimited: true }
}

import { inTransaction } from '../../database/transaction'
import { problem } from '../../errors'
import { holdUser } from '../identity/accounts'
import { recordEvent } from '../identity/authEvents'
import type { Caller } from '../identity/client'
import { findDeletionDue, insertDeletion } from '../identity/deletions'
import type { IdentityDeps } from '../identity/deps'
import type { Session } from '../identity/sessions'
import { findHindrance } from './registry'

/**
 * Closes the account: every session ends at once, here and (within the second that instances remember sessions for)
 * everywhere. Asked twice at once it is one deletion, with one date. Answers when the account will be erased.
 * Throws what keeps it open, such as `orders_unfinished`.
 */
export async function requestDeletion(deps: IdentityDeps, session: Session, caller: Caller): Promise<Date> {
  const { id: sessionId, userId } = session
  const dueAt = await inTransaction(deps.db, async (trx) => {
    const status = await holdUser(trx, userId)
    if (status === 'deleting') return findDeletionDue(trx, userId)
    if (status !== 'active') return null
    const hindrance = await findHindrance(trx, [userId])
    if (hindrance !== null) throw problem(hindrance)
    const due = await insertDeletion(trx, deps, userId)
    await recordEvent(deps, caller, { kind: 'deletionRequested', result: 'ok', userId, sessionId }, trx)
    return due
  })
  deps.sessions.forgetUser(userId)
  if (!dueAt) throw problem('session_expired')
  return dueAt
}

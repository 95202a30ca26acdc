import { inTransaction } from '../../database/transaction'
import { recordEvent } from './authEvents'
import type { Caller } from './client'
import type { IdentityDeps } from './deps'
import type { Session } from './sessions'

/** Ends the session that asks: here at once, on other instances within a second. */
export async function signOut(deps: IdentityDeps, session: Session, caller: Caller): Promise<void> {
  await inTransaction(deps.db, async (trx) => {
    await trx.deleteFrom('session').where('id', '=', session.id).execute()
    await recordEvent(deps, caller, { kind: 'signOut', result: 'ok', userId: session.userId, sessionId: session.id }, trx)
  })
  deps.sessions.forget([session.tokenHash])
}
